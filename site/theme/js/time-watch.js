/** The stopwatch in the card of a ticket's time: started, stopped with what was done, or discarded (MP5). */

import { actForm } from "./act-form.js";
import { inBothZones, lasting } from "./dates.js";
import { h } from "./dom.js";
import { field } from "./fields.js";
import { path } from "./session.js";
import { secondsOf, ticking } from "./stopwatch-time.js";
import { taskAsked } from "./time-task.js";

/** What the reader's watch allows on this ticket now. */
export function watchOf(card) {
  const { time } = card;
  const watch = time.stopwatch;
  if (watch?.ticket === time.number) return stopping(card, watch);
  if (!time.may_start) return h("p", { class: "tk-quiet" }, card.page.say("worklog.closed"));
  return starting(card, watch);
}

function starting(card, elsewhere) {
  const { page: { say, language }, time } = card;
  const constant = (name, value) => ({ name, node: null, value: () => value, kept: () => "" });
  const given = lastTask(time);
  const asks = [constant("ticket", time.number), ...taskAsked(card, given, { withNote: false, isNow: true })];
  if (!elsewhere) return actForm(card.host("start"), { act: "start", room: "worklog", path: "stopwatch", asks });
  const href = path(language, `ticket/?n=${encodeURIComponent(elsewhere.ticket)}`);
  const [before, after] = say("worklog.instead.said", { number: "\n" }).split("\n");
  const told = h("p", { class: "tk-lead" }, before, h("a", { href }, elsewhere.ticket), after);
  const host = card.host("start", { "worklog.start.send": say("worklog.instead.send"), "worklog.start.done": say("worklog.instead.done", { number: elsewhere.ticket }) });
  const form = actForm(host, { act: "start", room: "worklog", path: "stopwatch", asks: [...asks, constant("instead_of", elsewhere.ticket)] });
  form.querySelector(".tk-lead").replaceWith(told);
  return form;
}

/** The kind of work of the last entry, whose class is proposed anew. */
function lastTask({ entries, works }) {
  const last = entries.findLast(({ counts }) => counts)?.work;
  return works.some(({ id }) => id === last) ? { work: last } : {};
}

function stopping(card, watch) {
  const { page: { say, language, zone } } = card;
  const constant = (name, value) => ({ name, node: null, value: () => value, kept: () => "" });
  const asks = [constant("ticket", watch.ticket), constant("started_at", watch.started_at), ...taskAsked(card, watch, { isNow: true })];
  if (watch.forgotten) asks.push(untilAsked(card, watch));
  const form = actForm(card.host("stop"), { act: "stop", room: "worklog", path: "stopwatch/stops", asks });
  const clock = h("span", { class: "tk-time__clock", role: "timer", "aria-label": say("worklog.elapsed") });
  const [before, after] = say("worklog.stop.lead", { at: "\n" }).split("\n");
  const since = h("p", { class: "tk-lead" }, before, inBothZones(say, language, watch.started_at, zone), after);
  form.querySelector(".tk-lead").replaceWith(h("p", { class: "tk-time__running" }, ticking(clock, watch, card.drawn.signal)), since);
  if (watch.ended_at) {
    const [sentence, rest] = say("worklog.ended", { at: "\n" }).split("\n");
    since.after(h("p", {}, sentence, inBothZones(say, language, watch.ended_at, zone), rest));
  }
  if (watch.forgotten) {
    since.after(h("p", { class: "tk-why" }, say("worklog.forgotten", { time: lasting(language, secondsOf(watch) * 1000) })));
  }
  form.querySelector("[type=submit]").after(discarding(card, watch));
  return form;
}

/** Until when she worked, which only she knows; when the desk closed helps her to remember. */
function untilAsked({ page }, watch) {
  const control = h("input", { type: "datetime-local" });
  const closed = watch.suggested_until && page.say("worklog.desk_closed", { time: watch.suggested_until.slice(11, 16) });
  const hint = [closed, page.say("staff.until_hint", { city: page.desks[page.ticket.desk]?.city })].filter(Boolean).join(" ");
  return { name: "until", needs: "until_bad", node: field({ name: "until", label: page.say("worklog.until"), hint, control }) };
}

/** A second press is asked for, since nothing brings it back. */
function discarding(card, watch) {
  const { page: { say, api } } = card;
  let isAsked = false;
  const press = (event) => {
    const button = event.currentTarget;
    if (!isAsked) {
      isAsked = true;
      button.replaceChildren(say("worklog.discard_sure"));
      return;
    }
    button.disabled = true;
    card.attempt(
      async () => card.changed(await api.remove(`/stopwatch?started_at=${encodeURIComponent(watch.started_at)}`), say("worklog.discarded")),
      (problem) => button.after(h("span", { class: "tk-error", role: "alert" }, problem.text)),
    );
  };
  return h("button", { type: "button", class: "button button--quiet", onclick: press }, say("worklog.discard"));
}
