/** The stretches of a clock from its start to its end: each counted, or left out and why. */

import { lengthOf, precisely, time, timeOfDay } from "./dates.js";
import { dateAt, wall } from "./desk-time.js";
import { h } from "./dom.js";

/** Where a day's own name says enough: "Good Friday". */
const NAMED = ["holiday", "eve", "deviation"];

/** A table on a desk, cards on a phone, with the sum at its end; above it whose clock is read. */
export function stretchesOf(page, clock) {
  const columns = ["from", "to", "counted", "left_out"].map((key) => page.say(`tickets.clocks.${key}`));
  const heads = columns.map((title) => h("th", { scope: "col" }, title));
  return [
    h("p", { class: "tk-quiet" }, whoseClock(page, clock)),
    h("table", { class: "tk-list tk-stretches", role: "table" }, [
      h("caption", { class: "tk-heard" }, page.say("tickets.clocks.caption")),
      h("thead", { role: "rowgroup" }, h("tr", { role: "row" }, heads)),
      h("tbody", { role: "rowgroup" }, clock.stretches.map((stretch) => row(page, columns, stretch))),
      h("tfoot", { role: "rowgroup" }, sumOf(page, clock)),
    ]),
    clock.more && h("p", { class: "tk-quiet" }, page.say("tickets.clocks.more", { count: clock.stretches.length })),
  ];
}

/** The desk's clock is read, and the reader is told once how far her own is from it. */
function whoseClock({ say, desks, ticket, zone, language }, { stretches }) {
  const at = stretches[0].begin;
  const ahead = (wall(at, undefined) - wall(at, zone)) / 1000;
  const own = ahead && say(ahead > 0 ? "tickets.clocks.ahead" : "tickets.clocks.behind", { time: lengthOf(language, Math.abs(ahead)) });
  return [say("tickets.clocks.zone", { city: desks[ticket.desk]?.city }), own].filter(Boolean).join(" ");
}

function row(page, columns, stretch) {
  const { language, zone } = page;
  const { begin, end, seconds, reasons } = stretch;
  const isSameDay = dateAt(begin, zone) === dateAt(end, zone);
  const cells = [
    time(begin, precisely(language, begin, zone)),
    time(end, (isSameDay ? timeOfDay : precisely)(language, end, zone)),
    reasons.length ? "" : lengthOf(language, seconds),
    reasonsOf(page, reasons),
  ].map((cell, place) => h("td", { role: "cell", "data-title": columns[place], class: cell ? false : "tk-none" }, h("div", {}, cell)));
  return h("tr", { role: "row", class: reasons.length ? "tk-left-out" : false }, cells);
}

function reasonsOf(page, reasons) {
  const words = reasons.map((reason) => reasonOf(page, reason));
  return words.join(", ");
}

function reasonOf({ say, staff }, { kind, name, pause }) {
  if (kind === "paused" && pause) {
    return say(!staff && pause === "awaiting_customer" ? "tickets.clocks.your_answer" : `kinds.pauses.${pause}`);
  }
  const word = say(`kinds.left_out.${kind}`);
  if (!name) return word;
  return NAMED.includes(kind) ? name : `${word}: ${name}`;
}

/** What is counted together: the whole target, or so much of it. A list that was cut does not add up by itself. */
function sumOf({ say, language }, { stretches, more, target_minutes: minutes, used_seconds: used, due_at: due, stopped_at: stopped }) {
  const target = minutes * 60;
  const whole = due && !stopped ? target : used;
  const sum = more ? whole : stretches.reduce((total, { seconds }) => total + seconds, 0);
  const note = sum === target ? say("tickets.clocks.whole") : say("tickets.clocks.part", { target: lengthOf(language, target) });
  return h(
    "tr",
    { role: "row" },
    h("th", { role: "rowheader", scope: "row", colspan: 2 }, say("tickets.clocks.sum")),
    h("td", { role: "cell", colspan: 2 }, h("div", {}, h("strong", {}, lengthOf(language, sum)), ` ${note}`)),
  );
}
