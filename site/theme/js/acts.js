/** What the reader may do on a ticket now, as the functions named it, each as a form or a button. */

import { h } from "./dom.js";
import { choice, valueOf } from "./fields.js";
import { escalating, returning } from "./escalation.js";
import { promising, untilAsked, untilByDefault } from "./promises.js";
import { identifying, proposing } from "./triage.js";
import { writing } from "./writing.js";

const THEN = ["open", "awaiting_customer", "resolved"];

/** All that is offered below the correspondence. */
export function actsOf(page) {
  const may = (name) => page.actions.includes(name);
  const room = page.staff ? "staff" : "tickets";
  const writes = page.staff
    ? answering(page, may)
    : may("additions") && writing(page, { act: "addition", room, path: "additions", files: true });
  const ending = (act, needed = false) => writing(page, { act, room, path: act === "reopening" ? act : "closure", needed });
  return [
    writes,
    may("reopening") && opened(page, ending("reopening", true), !writes || !page.staff),
    may("promises") && opened(page, promising(page)),
    may("escalations") && opened(page, escalating(page)),
    may("returns") && opened(page, returning(page)),
    may("severity") && opened(page, proposing(page)),
    may("error_class") && opened(page, identifying(page)),
    may("closure") && opened(page, ending("closure")),
    may("closure_request") && opened(page, ending("closure_request")),
  ].filter(Boolean);
}

/** Handling started: one press, above the correspondence (PM9 TC9). */
export function handling(page) {
  if (!page.actions.includes("handling")) return null;
  const press = (event) => page.press(event.currentTarget, "handling", {}, page.say("staff.handling_done"));
  return h("p", { class: "tk-row" }, h("button", { type: "button", class: "button", onclick: press }, page.say(page.ticket.started_at ? "staff.take_over" : "staff.handling")));
}

/** An answer or a note, never in doubt which: one of two forms, chosen first, of different look and words. */
function answering(page, may) {
  const note = writing(page, { act: "note", room: "staff", path: "notes", files: true });
  if (!may("answers")) return note;
  const answer = answerOf(page);
  const chosen = choice({
    name: "eyes",
    label: page.say("staff.eyes"),
    value: "answer",
    options: [
      { value: "answer", label: page.say("staff.answer.title") },
      { value: "note", label: page.say("staff.note.title") },
    ],
  });
  const show = (value) => {
    answer.hidden = value !== "answer";
    note.hidden = value !== "note";
  };
  chosen.addEventListener("change", (event) => show(event.target.value));
  show("answer");
  return h("div", {}, chosen, answer, note);
}

/** An answer, what comes next, and on a ticket that owes its customer a next update, by when that comes (CI5). */
function answerOf(page) {
  const { say, ticket } = page;
  const options = THEN.map((state) => ({ value: state, label: say(`staff.then.${state}`), hint: say(`staff.then_texts.${state}`) }));
  const then = { name: "then", node: choice({ name: "then", label: say("staff.then_label"), options, value: THEN[0] }) };
  const owes = ticket.escalation || ticket.kind === "change_request";
  const until = owes && untilAsked(page, { hint: untilByDefault(page) });
  const form = writing(page, { act: "answer", room: "staff", path: "answers", files: true, asks: [then, ...(until ? [until] : [])] });
  if (!until) return form;
  const show = () => {
    const isOver = valueOf(form, "then") === "resolved";
    until.node.hidden = until.node.querySelector("input").disabled = isOver;
  };
  form.addEventListener("change", show);
  show();
  return form;
}

/** What is done seldom is folded, under its own name. */
function opened(page, form, isOpen = false) {
  const title = form.querySelector("h3");
  title.remove();
  return h("details", { class: "tk-act", open: isOpen && page.ticket.state === "closed" }, h("summary", {}, title.textContent), form);
}
