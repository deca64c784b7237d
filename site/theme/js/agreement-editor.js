/** Writing a version of an agreement: by form, or as YAML; both are read by the desk, which says what is wrong with each key. */

import { Sheet } from "./agreement-sheet.js";
import { h, newId } from "./dom.js";
import { clearFaults, field, showFaults } from "./fields.js";

/** `done(version)` hears what was kept. What stands in one way of writing goes over to the other once it can be read. */
export function editorOf(page, before, { done, cancel }) {
  const { say } = page;
  const sheet = new Sheet(page, before ? { ...before.terms, valid_from: begins(page, before) } : { ...page.found.usual, buyer: { name: page.found.organisation.name } });
  const yaml = h("textarea", { rows: 24, spellcheck: "false", class: "tk-code", dir: "ltr" }, before?.yaml ?? "");
  const file = h("input", { type: "file", accept: ".yaml,.yml,text/yaml" });
  file.addEventListener("change", async () => file.files[0] && (yaml.value = await file.files[0].text()));
  const asYaml = h("div", { hidden: true }, field({ name: "yaml", label: "YAML", hint: say("agreements.yaml_hint"), control: yaml }), field({ name: "file", label: say("agreements.yaml_file"), control: file }));
  const turn = h("button", { type: "button", class: "tk-link" }, say("agreements.as_yaml"));
  const form = h("form", { class: "tk-form", novalidate: true, "aria-labelledby": newId("editor") }, [
    h("h3", {}, say(before ? "agreements.new_version" : "agreements.new_agreement")),
    h("p", { class: "tk-lead" }, say("agreements.editor_lead")),
    h("p", {}, turn),
    sheet.node,
    asYaml,
    h(
      "p",
      { class: "tk-row" },
      h("button", { type: "submit", class: "button" }, say("agreements.keep")),
      h("button", { type: "button", class: "button button--quiet", onclick: cancel }, say("agreements.cancel")),
    ),
  ]);
  form.setAttribute("aria-labelledby", (form.querySelector("h3").id = newId("editor")));
  const told = () => (asYaml.hidden ? { terms: sheet.terms } : { yaml: yaml.value });
  const call = (more) => page.api.post(`/desks/${page.desk}/agreements`, { organisation: page.organisation, ...told(), ...more });
  const fail = (problem) => {
    const faults = problem.faults.length ? problem.faults : [{ field: "", text: problem.text }];
    showFaults(form, say("errors.summary"), faults.map(({ field: key, text }) => ({ field: sheet.nameOf(key), text: labelled(sheet, key, text) })));
  };
  turn.addEventListener("click", () =>
    page.attempt(async () => {
      clearFaults(form);
      const read = await call({ check: true });
      if (asYaml.hidden) yaml.value = read.yaml;
      else sheet.fill(read.terms);
      asYaml.hidden = !asYaml.hidden;
      sheet.node.hidden = !asYaml.hidden;
      turn.textContent = say(asYaml.hidden ? "agreements.as_yaml" : "agreements.as_form");
    }, fail),
  );
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const button = form.querySelector("[type=submit]");
    if (button.disabled) return;
    button.disabled = true;
    clearFaults(form);
    await page.attempt(async () => {
      const { terms } = await call({ check: true });
      const { version } = await call({ revision: revisionOf(page, terms) });
      await done(version);
    }, fail);
    button.disabled = false;
  });
  return form;
}

/** A new version begins with the next month, unless the one before begins later or has ended by then. */
function begins({ found }, { valid_from: day, last_day: last }) {
  return day > found.next_month || (last && last < found.next_month) ? day : found.next_month;
}

/** How often the day of a version has been written, as far as the lead saw: the desk refuses if it was again since. */
function revisionOf(page, { agreement, valid_from: day }) {
  const known = page.found.versions.find((one) => one.agreement === agreement && one.valid_from === day);
  return known?.revision ?? 0;
}

function labelled(sheet, key, text) {
  const label = sheet.labelOf(key);
  return label ? `${label}: ${text}` : text;
}
