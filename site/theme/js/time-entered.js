/** What was entered just now: exact time, what is charged of it, and what it costs the customer (MP5 MP7). */

import { money } from "./amounts.js";
import { h } from "./dom.js";
import { clock } from "./remarks.js";
import { path } from "./session.js";

/** One line, with the way to an entry on another ticket. */
export function enteredOf({ say, language, ticket }, entry) {
  const time = clock(entry.seconds);
  const elsewhere = entry.ticket !== ticket.number && h("a", { href: path(language, `ticket/?n=${encodeURIComponent(entry.ticket)}`) }, entry.ticket);
  const said = entry.charging !== "billable" ? [say("worklog.entered.free", { time })] : costs(say, language, entry, time);
  return h("p", { class: "tk-hinted tk-time__entered" }, elsewhere && [elsewhere, ": "], said.join(" "));
}

function costs(say, language, { cost, currency }, time) {
  if (!cost || cost.problem) return [say(`worklog.entered.${cost?.problem ?? "unknown"}`, { time })];
  const amount = money(language, cost.net, currency);
  return [
    say("worklog.entered.billable", { time, charged: hours(cost.seconds - cost.included_seconds), amount }),
    cost.out_of_hours_seconds > 0 && say("worklog.entered.out_of_hours", { time: hours(cost.out_of_hours_seconds) }),
    cost.included_seconds > 0 && say("worklog.entered.included", { time: hours(cost.included_seconds) }),
  ].filter(Boolean);
}

function hours(seconds) {
  return clock(seconds).replace(/:00$/, "");
}
