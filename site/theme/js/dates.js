/** Instants in the page's language: in the desk's zone, in the reader's own, and how long ago or ahead. */

import { h } from "./dom.js";

const MINUTE = 60;
const MANY_HOURS = 6;
const DAY = { weekday: "short", day: "numeric", month: "short" };
const TIME = { hour: "2-digit", minute: "2-digit" };
const STEPS = [
  ["minute", MINUTE, 60 * MINUTE],
  ["hour", 60 * MINUTE, 24 * 60 * MINUTE],
  ["day", 24 * 60 * MINUTE, 14 * 24 * 60 * MINUTE],
  ["week", 7 * 24 * 60 * MINUTE, 60 * 24 * 60 * MINUTE],
  ["month", 30.44 * 24 * 60 * MINUTE, 365 * 24 * 60 * MINUTE],
  ["year", 365.25 * 24 * 60 * MINUTE, Infinity],
];

/** Now, in milliseconds; the portal may live at another time (`scripts/serve --now`). */
export function now() {
  return Date.now() + 1000 * Number(document.body.dataset.shiftSeconds || 0);
}

/** English is read here in its European form: days before months, clocks of 24 hours. */
export function locale(language) {
  return language === "en" ? "en-GB" : language;
}

/** The day and time of an instant, in a zone (the reader's own unless given). The year only where it is another. */
export function exactly(language, instant, zone) {
  return written(language, instant, zone, { ...DAY, year: yearOf(instant), ...TIME });
}

/** The same to the second, where it is no whole minute. */
export function precisely(language, instant, zone) {
  return written(language, instant, zone, { ...DAY, year: yearOf(instant), ...TIME, second: secondOf(instant) });
}

/** The time of day alone, to the second where it is no whole minute. */
export function timeOfDay(language, instant, zone) {
  return written(language, instant, zone, { ...TIME, second: secondOf(instant) });
}

function written(language, instant, zone, parts) {
  return new Intl.DateTimeFormat(locale(language), { ...parts, timeZone: zone }).format(new Date(instant));
}

function yearOf(instant) {
  return new Date(instant).getUTCFullYear() === new Date(now()).getUTCFullYear() ? undefined : "numeric";
}

function secondOf(instant) {
  return new Date(instant).getUTCSeconds() ? "2-digit" : undefined;
}

/** A day without a time, such as 2026-11-22: the same day in every zone. */
export function onDay(language, day) {
  return new Intl.DateTimeFormat(locale(language), { dateStyle: "long", timeZone: "UTC" }).format(new Date(day));
}

/** "3 hours ago", "in 2 days". Days are the reader's calendar days: "yesterday" is never the day before it. */
export function relatively(language, instant) {
  const seconds = (new Date(instant).getTime() - now()) / 1000;
  const format = new Intl.RelativeTimeFormat(locale(language), { numeric: "auto" });
  if (Math.abs(seconds) < MINUTE) return format.format(0, "second");
  const [unit, length] = STEPS.find(([, , below]) => Math.abs(seconds) < below);
  if (unit === "day") return format.format(daysBetween(new Date(now()), new Date(instant)), unit);
  return format.format(Math.trunc(seconds / length), unit);
}

function daysBetween(from, until) {
  const [first, last] = [from, until].map((day) => Date.UTC(day.getFullYear(), day.getMonth(), day.getDate()));
  return Math.round((last - first) / (24 * 60 * MINUTE * 1000));
}

/** A length of time: "1 hour 40 minutes" while it is short, else in one unit, "3 days". */
export function lasting(language, milliseconds) {
  const minutes = Math.max(Math.floor(Math.abs(milliseconds) / 1000 / MINUTE), 1);
  const [hours, days] = [Math.floor(minutes / 60), Math.floor(minutes / (24 * 60))];
  if (days) return counted(language, days, "day");
  if (hours >= MANY_HOURS) return counted(language, hours, "hour");
  const parts = [[hours, "hour"], [minutes % 60, "minute"]].filter(([count]) => count);
  return parts.map(([count, unit]) => counted(language, count, unit)).join(" ");
}

/** A length of time to the second, in short: "1 hr 40 min". */
export function lengthOf(language, seconds) {
  const parts = [[Math.floor(seconds / 3600), "hour"], [Math.floor(seconds / 60) % 60, "minute"], [seconds % 60, "second"]];
  const told = parts.filter(([count]) => count).map(([count, unit]) => counted(language, count, unit, "short"));
  return told.join(" ") || counted(language, 0, "minute", "short");
}

function counted(language, count, unit, unitDisplay = "long") {
  return new Intl.NumberFormat(locale(language), { style: "unit", unit, unitDisplay }).format(count);
}

/** Whether the reader's clock shows another time than the desk's at an instant. */
export function zonesDiffer(instant, zone) {
  const clock = (timeZone) => new Intl.DateTimeFormat("sv", { dateStyle: "short", timeStyle: "short", timeZone });
  return clock(zone).format(new Date(instant)) !== clock(undefined).format(new Date(instant));
}

/** A `<time>` that shows one text and tells programs, and those who point at it, the exact instant. */
export function time(instant, text, title) {
  return h("time", { datetime: instant, title: title ?? false }, text);
}

/** When it is by the desk's clock and, where that differs, by the reader's: `say` has `tickets.your_time`. */
export function inBothZones(say, language, instant, zone, write = exactly) {
  const shown = [time(instant, write(language, instant, zone))];
  if (zonesDiffer(instant, zone)) {
    shown.push(h("span", { class: "tk-quiet" }, ` ${say("tickets.your_time", { at: write(language, instant) })}`));
  }
  return shown;
}

/** A month like `2026-11` by its name. */
export function monthName(language, month) {
  return new Intl.DateTimeFormat(language, { month: "long", year: "numeric", timeZone: "UTC" }).format(new Date(`${month}-01`));
}
