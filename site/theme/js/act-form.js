/** A form for one act on a ticket: what it asks for is sent once, and kept as a draft until it is through. */

import { h } from "./dom.js";
import { Draft } from "./draft.js";
import { clearFaults, fillIn, markFault, showFaults, valueOf } from "./fields.js";

/** A form whose words are `<room>.<act>`: title, lead, send, done. `path` is the call below the ticket.
 *
 * `asks` stand in their order: `{name, node, needs?}`, where `needs` is the problem of leaving it empty. `value(form)` gives what
 * is sent, `kept()` what the draft keeps, and `faults()` what is wrong, where the control's own value does not tell.
 */
export function actForm(page, { act, room, path, asks }) {
  const words = (key) => page.say(`${room}.${act}.${key}`);
  const draft = draftOf(page, act);
  const form = h("form", { class: `tk-form tk-form--${act}`, novalidate: true }, [
    h("h3", {}, words("title")),
    h("p", { class: "tk-lead" }, words("lead")),
    asks.map(({ node }) => node),
    h("p", { class: "tk-row" }, h("button", { type: "submit", class: "button" }, words("send"))),
  ]);
  const first = kept(form, asks);
  for (const [name, value] of Object.entries(draft.read())) if (name in first) fillIn(form, name, value);
  form.addEventListener("input", (event) => {
    draft.keep(changed(first, kept(form, asks)));
    const box = event.target.closest("[data-field]");
    if (box) markFault(form, box.dataset.field, "");
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const values = asks.map(({ name, value }) => [name, value ? value(form) : valueOf(form, name)]);
    send(page, form, { path, body: Object.fromEntries(values), done: words("done"), draft, faults: faultsOf(page, form, asks) });
  });
  return form;
}

/** What is being written for one act on the ticket. */
export function draftOf(page, act) {
  return new Draft(`${page.ticket.number}.${act}`);
}

function kept(form, asks) {
  return Object.fromEntries(asks.map((ask) => [ask.name, ask.kept ? ask.kept() : valueOf(form, ask.name)]));
}

/** What was filled in by hand: what a form suggests by itself is suggested afresh the next time. */
function changed(first, values) {
  return Object.fromEntries(Object.entries(values).filter(([name, value]) => value !== first[name]));
}

function faultsOf(page, form, asks) {
  return asks.flatMap(({ name, needs, value, faults }) => {
    const isEmpty = needs && isAsked(form, name) && !(value ? value(form) : valueOf(form, name));
    return faults?.() ?? (isEmpty ? [{ field: name, text: page.api.problem(needs).text }] : []);
  });
}

function isAsked(form, name) {
  return form.querySelector(`[name="${CSS.escape(name)}"]`)?.matches(":enabled");
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
