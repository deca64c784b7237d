/** Promises of the next word: the one that stands, what became of the others, and how an agent makes one (CI5 CI6). */

import { actForm } from "./act-form.js";
import { exactly, inBothZones, lasting, now } from "./dates.js";
import { h } from "./dom.js";
import { field } from "./fields.js";
import { textAsked } from "./writing.js";

/** The promise that stands, where something else is due before it; marked when it is late. */
export function nextUpdate({ say, language, zone, ticket }) {
  const { promise_at: until } = ticket;
  if (!until || (ticket.due_matter === "promise" && ticket.due_at === until)) return null;
  const left = new Date(until).getTime() - now();
  const late = left < 0 && say("tickets.late_by", { time: lasting(language, left) });
  return [inBothZones(say, language, until, zone), late && [" ", h("span", { class: "tk-mark tk-mark--late" }, late)]];
}

/** All promises, each with what became of it and a way to the words that made it. */
export function promisesOf(page) {
  const { say, language, zone } = page;
  if (!page.promises?.length) return null;
  const items = page.promises.map(({ sequence, made_at: made, until, state }) => {
    const mark = h("span", { class: `tk-mark tk-mark--${state}` }, say(`kinds.promise_states.${state}`));
    const link = h("a", { href: `#entry-${sequence}` }, say("tickets.promises.made", { at: exactly(language, made, zone) }));
    return h("li", {}, mark, " ", inBothZones(say, language, until, zone), h("span", { class: "tk-quiet" }, " · ", link));
  });
  return h("details", {}, h("summary", {}, say("tickets.promises.title", { count: items.length })), h("ul", { class: "tk-promises" }, items));
}

/** An agent says when the next word comes, and why then. */
export function promising(page) {
  const until = untilAsked(page, { value: page.suggested_until ?? "", needs: "until_bad" });
  const text = textAsked(page, page.say("staff.promise.label"));
  return actForm(page, { act: "promise", room: "staff", path: "promises", asks: [until, text] });
}

/** When the next word comes, by the desk's clock, as something that a form asks for. */
export function untilAsked(page, { value = "", needs = "", hint = "" }) {
  const { say, desks, ticket } = page;
  const control = h("input", { type: "datetime-local", value });
  const clock = say("staff.until_hint", { city: desks[ticket.desk]?.city });
  const told = { label: say("staff.until"), hint: [clock, hint].filter(Boolean).join(" ") };
  const node = field({ name: "until", ...told, optional: needs ? "" : say("form.optional"), control });
  const half = () => (control.validity.badInput ? [{ field: "until", text: page.api.problem("until_bad").text }] : undefined);
  return { name: "until", node, needs, faults: half };
}

/** The time that counts when none is named. */
export function untilByDefault({ say, language, suggested_until: suggested }) {
  return suggested ? say("staff.until_default", { at: exactly(language, `${suggested}Z`, "UTC") }) : "";
}
