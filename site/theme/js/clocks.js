/** Why this due time: each clock of a ticket with its target, what it has used, and what was counted (TC7 PM9 PM10 CI8). */

import { inBothZones, lengthOf, locale, precisely } from "./dates.js";
import { h, pairs } from "./dom.js";
import { stretchesOf } from "./stretches.js";

/** All clocks of the ticket, each folded under its own question. */
export function clocksOf(page) {
  return (page.clocks ?? []).map((clock) => {
    return h(
      "details",
      { class: "tk-clock" },
      h("summary", {}, titleOf(page, clock), " ", stateOf(page, clock.state)),
      clock.matter === "fix" && classOf(page),
      pairs(figuresOf(page, clock)),
      clock.stretches?.length > 0 && stretchesOf(page, clock),
    );
  });
}

function titleOf({ say }, clock) {
  const matter = say(`kinds.matters.${clock.clock}`);
  if (clock.due_at) return say("tickets.clocks.why", { matter });
  return say(clock.target_minutes ? "tickets.clocks.how" : "tickets.clocks.what", { matter });
}

function stateOf({ say }, state) {
  return h("span", { class: `tk-mark tk-mark--${state}` }, say(`kinds.clock_states.${state}`));
}

/** No time is counted for the fix of an error: it follows the error's class. */
function classOf({ desks, ticket }) {
  const known = desks[ticket.desk]?.error_classes?.find(({ id }) => id === ticket.error_class);
  return known && h("p", {}, h("strong", {}, `${known.id}: `), known.text);
}

function figuresOf(page, clock) {
  const { say, language, zone } = page;
  return [
    [say("tickets.clocks.target"), clock.target_minutes && targetOf(page, clock)],
    [say("tickets.clocks.used"), clock.target_minutes && lengthOf(language, clock.used_seconds)],
    [say("tickets.clocks.due"), clock.due_at && inBothZones(say, language, clock.due_at, zone, precisely)],
    [say("tickets.clocks.stopped"), clock.stopped_at && precisely(language, clock.stopped_at, zone)],
  ];
}

/** "within 4 working hours", or "in less than" them, for the severity that counts. */
function targetOf({ say, language }, { target_minutes: minutes, within, severity }) {
  const hours = minutes / 60;
  const form = new Intl.PluralRules(locale(language)).select(hours);
  const n = new Intl.NumberFormat(locale(language)).format(hours);
  const time = say(`tickets.clocks.hours_${["one", "few"].includes(form) ? form : "other"}`, { n });
  return [
    say(within ? "tickets.clocks.within" : "tickets.clocks.less", { hours: time }),
    severity && h("span", { class: "tk-quiet" }, ` (${say(`kinds.severities.${severity}`)})`),
  ];
}
