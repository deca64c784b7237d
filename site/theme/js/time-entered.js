/** What was entered just now: exact time, what is charged of it, and what it costs, before included time (MP5 MP7). */

import { locale } from "./dates.js";
import { h } from "./dom.js";
import { clock } from "./remarks.js";
import { path } from "./session.js";

/** One line, with the way to an entry on another ticket. */
export function enteredOf({ say, language, ticket }, entry, { agreement }) {
  const time = clock(entry.seconds);
  const elsewhere = entry.ticket !== ticket.number && h("a", { href: path(language, `ticket/?n=${encodeURIComponent(entry.ticket)}`) }, entry.ticket);
  const said = entry.charging !== "billable" ? [say("worklog.entered.free", { time })] : entry.adds ? costs(say, language, entry, time, agreement) : [say("worklog.entered.no_price", { time })];
  return h("p", { class: "tk-hinted tk-time__entered" }, elsewhere && [elsewhere, ": "], said.join(" "));
}

function costs(say, language, { adds, currency }, time, agreement) {
  const amount = new Intl.NumberFormat(locale(language), { style: "currency", currency }).format(Number(adds.net));
  return [
    say("worklog.entered.billable", { time, charged: hours(adds.seconds), amount }),
    adds.out_of_hours_seconds > 0 && say("worklog.entered.out_of_hours", { time: hours(adds.out_of_hours_seconds) }),
    adds.seconds > adds.out_of_hours_seconds && agreement?.left_minutes > 0 && say("worklog.entered.included"),
  ].filter(Boolean);
}

function hours(seconds) {
  return clock(seconds).replace(/:00$/, "");
}
