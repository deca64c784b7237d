/** What the reader may do on a ticket now, as the functions named it, each as a form or a button. */

import { h } from "./dom.js";
import { choice } from "./fields.js";
import { writing } from "./writing.js";

const THEN = ["open", "awaiting_customer", "resolved"];

/** All that is offered below the correspondence. */
export function actsOf(page) {
  const may = (name) => page.actions.includes(name);
  const room = page.staff ? "staff" : "tickets";
  const writes = page.staff
    ? answering(page, may)
    : may("additions") && writing(page, { act: "addition", room, path: "additions", files: true });
  return [
    writes,
    may("reopening") && opened(page, writing(page, { act: "reopening", room, path: "reopening" }), !writes || !page.staff),
    may("closure") && opened(page, writing(page, { act: "closure", room, path: "closure", needed: false })),
    may("closure_request") && opened(page, writing(page, { act: "closure_request", room, path: "closure", needed: false })),
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
  const answer = writing(page, { act: "answer", room: "staff", path: "answers", files: true, then: THEN });
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

/** What is done seldom is folded, under its own name. */
function opened(page, form, isOpen = false) {
  const title = form.querySelector("h3");
  title.remove();
  return h("details", { class: "tk-act", open: isOpen && page.ticket.state === "closed" }, h("summary", {}, title.textContent), form);
}
