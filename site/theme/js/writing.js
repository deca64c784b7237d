/** Writing on a ticket: a text, perhaps files and what comes next, sent once and kept as a draft until it is through. */

import { h } from "./dom.js";
import { Draft } from "./draft.js";
import { choice, clearFaults, field, markFault, showFaults, valueOf } from "./fields.js";
import { Files } from "./files.js";

/** A form for one act on the ticket of `page`. Its words are `<room>.<act>`: title, lead, label, send, done.
 *
 * `path` is the call below the ticket; `needed` whether the text must be there; `files` whether files go along;
 * `then` the states to choose from after an answer.
 */
export function writing(page, { act, room, path, needed = true, files = false, then = null }) {
  const words = (key) => page.say(`${room}.${act}.${key}`);
  const draft = new Draft(`${page.ticket.number}.${act}`);
  const kept = draft.read();
  const text = h("textarea", { rows: 6, maxlength: 50_000 });
  text.value = kept.text ?? "";
  const form = h("form", { class: `tk-form tk-form--${act}`, novalidate: true });
  const keep = () => draft.keep({ text: text.value, files: picker?.kept ?? [], then: then ? valueOf(form, "then") : "" });
  const rules = page.desks[page.ticket.desk]?.files;
  const picker = files && rules ? new Files(page, page.ticket.desk, rules, { kept: kept.files, changed: () => keep() }) : null;
  form.append(
    h("h3", {}, words("title")),
    h("p", { class: "tk-lead" }, words("lead")),
    field({ name: "text", label: words("label"), optional: needed ? "" : page.say("form.optional"), control: text }),
    ...(picker ? [picker.node] : []),
    ...(then ? [nextOf(page, then, kept.then)] : []),
    h("p", { class: "tk-row" }, h("button", { type: "submit", class: "button" }, words("send"))),
  );
  form.addEventListener("input", () => {
    keep();
    markFault(form, "text", "");
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const body = { text: text.value.trim(), ...(files && { files: picker?.ready ?? [] }), ...(then && { then: valueOf(form, "then") }) };
    send(page, form, { path, body, done: words("done"), draft, faults: faultsOf(page, { needed, picker, body }) });
  });
  return form;
}

function nextOf(page, states, value) {
  const options = states.map((state) => {
    return { value: state, label: page.say(`staff.then.${state}`), hint: page.say(`staff.then_texts.${state}`) };
  });
  return choice({ name: "then", label: page.say("staff.then_label"), options, value: value || states[0] });
}

function faultsOf(page, { needed, picker, body }) {
  const faults = [];
  if (needed && !body.text) faults.push({ field: "text", text: page.api.problem("text_missing").text });
  if (picker?.isBusy) faults.push({ field: "files", text: page.say("form.files_busy") });
  if (picker?.isWrong) faults.push({ field: "files", text: page.say("form.files_wrong") });
  return faults;
}

/** Sends, unless there is something to put right first; a refusal leaves everything as it was written. */
async function send(page, form, { path, body, done, draft, faults }) {
  const button = form.querySelector("[type=submit]");
  if (button.disabled) return;
  clearFaults(form);
  const show = (several) => showFaults(form, page.say("errors.summary"), several);
  if (faults.length) {
    show(faults);
    return;
  }
  button.disabled = true;
  await page.attempt(
    async () => {
      const answer = await page.api.post(`${page.path}/${path}`, body);
      draft.drop();
      await page.changed(answer, done);
    },
    (problem) => show(problem.faults.length ? problem.faults : [{ field: "", text: problem.text }]),
  );
  button.disabled = false;
}
