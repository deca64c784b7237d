/** The form's last two steps: the answers to check before they are sent, and what became of them. */

import { inBothZones, onDay } from "./dates.js";
import { h } from "./dom.js";
import { Labels } from "./labels.js";
import { isUnsupported, unsupportedNote } from "./form-asides.js";
import { PLACES, path } from "./session.js";

/** Every answer, with a way back to change it. */
export function reviewOf(form, kind) {
  const { say, answers } = form;
  const rows = [
    row(form, "kind", say("form.kind"), say(`kinds.kinds.${kind.id}`)),
    ...kind.fields.map((field) => row(form, field.id, field.label, shown(form, field))),
    kind.has_clock && row(form, "severity", say("form.severity"), say(`kinds.severities.${answers.severity ?? "2"}`)),
  ];
  const send = h("button", { type: "submit", class: "button" }, say("form.file"));
  const change = h("button", { type: "button", class: "button button--quiet", onclick: () => form.edit() }, say("form.go_back"));
  return h("form", { class: "tk-form", novalidate: true, onsubmit: (event) => (event.preventDefault(), form.file(event.target)) }, [
    h("h2", {}, say("form.check")),
    h("p", {}, say("form.check_lead")),
    h("dl", { class: "tk-answers" }, rows.filter(Boolean)),
    isUnsupported(form, kind) && unsupportedNote(form),
    h("p", { class: "tk-row" }, send, change),
  ]);
}

function row(form, id, label, value) {
  if (!value) return null;
  const name = form.say("form.change_named", { label });
  const onclick = () => form.edit(id);
  const change = h("button", { type: "button", class: "tk-link", "aria-label": name, onclick }, form.say("form.change"));
  return h("div", {}, h("dt", {}, label), h("dd", { class: "tk-prose" }, value), h("dd", {}, change));
}

function shown(form, field) {
  if (field.type === "file") return form.files.ready.map(({ name }) => name).join("\n");
  const answer = (form.answers[field.id] ?? "").trim();
  if (field.type === "choice") return field.choices.find(({ id }) => id === answer)?.label ?? answer;
  if (field.type === "date" && answer) return onDay(form.language, answer);
  return answer;
}

/** The number, when the next word comes, and the way to the ticket. */
export function confirmationOf(form, kind, ticket) {
  const { say, language } = form;
  const labels = new Labels(form, false);
  const due = ticket.due_at && [say(labels.dueKey(ticket)), " ", inBothZones(say, language, ticket.due_at, form.desk.zone)];
  const href = path(language, `ticket/?n=${encodeURIComponent(ticket.number)}`);
  const said = due || say(kind.has_clock ? "tickets.no_due" : "form.no_clock");
  return [
    h("div", { class: "tk-done" }, [
      h("h2", {}, say("form.done")),
      h("p", {}, say("form.done_number")),
      h("p", { class: "tk-big" }, ticket.number),
      ticket.under_agreement ? h("p", { class: "tk-due" }, said) : h("p", {}, say("tickets.no_agreement")),
    ]),
    isUnsupported(form, kind) && unsupportedNote(form),
    h("p", {}, say("form.done_receipt")),
    h("p", { class: "tk-row" }, [
      h("a", { class: "button", href }, say("form.open_ticket")),
      h("a", { class: "button button--quiet", href: path(language, PLACES.tickets) }, say("sign_in.tickets")),
    ]),
  ];
}
