/** When something was worked, by the desk's clock: a day, from when, and to when or for how many minutes. */

import { wall } from "./desk-time.js";
import { h } from "./dom.js";
import { field, valueOf } from "./fields.js";

const SPAN = ["date", "from", "to", "minutes"];

/** The fields of a span, prefilled with an entry's. Where nothing of it is changed, none of it is sent: it stays exact.
 *
 * An end and minutes that are both written are both sent: which of two is meant, nobody else can know.
 */
export function spanAsked({ page, time }, entry) {
  const { say, desks, ticket, zone } = page;
  const given = entry ? { date: dayOf(entry.start, zone), from: timeOf(entry.start, zone), to: timeOf(entry.end, zone) } : { date: time.today };
  const controls = {
    date: h("input", { type: "date", max: time.today, value: given.date }),
    from: h("input", { type: "time", step: 1, value: given.from }),
    to: h("input", { type: "time", step: 1, value: given.to }),
    minutes: h("input", { type: "number", min: 1, max: 1440, step: 1, inputmode: "numeric" }),
  };
  if (!entry) for (const name of ["from", "to"]) controls[name].step = 60;
  const nodes = Object.fromEntries(SPAN.map((name) => {
    const hint = name === "minutes" ? say("worklog.by_hand.minutes_hint") : "";
    return [name, field({ name, label: say(`worklog.by_hand.${name}`), hint, control: controls[name] })];
  }));
  const first = Object.fromEntries(SPAN.map((name) => [name, controls[name].value]));
  const isMeant = () => !entry || SPAN.some((name) => controls[name].value !== first[name]);
  const hint = h("p", { class: "tk-hint" }, say("worklog.by_hand.clock", { city: desks[ticket.desk]?.city }));
  // Minutes take the place of an end that nobody wrote here.
  controls.minutes.addEventListener("input", () => {
    if (controls.minutes.value && controls.to.value === first.to) controls.to.value = "";
  });
  const row = h("div", { class: "tk-time__span" }, SPAN.map((name) => nodes[name]), hint);
  return SPAN.map((name, place) => ({
    name,
    node: place === 0 ? row : null,
    value: (form) => sent(name, isMeant() ? valueOf(form, name) : ""),
  }));
}

function sent(name, value) {
  return name === "minutes" ? Math.trunc(Number(value)) || 0 : value;
}

function dayOf(instant, zone) {
  return new Date(wall(Date.parse(instant), zone)).toISOString().slice(0, 10);
}

/** To the second, where it is no whole minute. */
function timeOf(instant, zone) {
  const told = new Date(wall(Date.parse(instant), zone)).toISOString().slice(11, 19);
  return told.endsWith(":00") ? told.slice(0, 5) : told;
}
