/** A desk's opening hours in the browser: wall-clock times of its zone, made into instants. Pure; tested from Python.
 *
 * `hours` are `{zone, week, days, until}`: spans like "08:00-16:00" of each weekday from Monday on, and of each date
 * (2026-12-24) that differs. An instant is milliseconds since 1970.
 */

const DAY = 86_400_000;

const clocks = new Map();

/** The wall clock of a zone (the reader's own for undefined) at an instant, as if it were UTC. */
export function wall(instant, zone) {
  const parts = clock(zone).formatToParts(new Date(instant));
  const { year, month, day, hour, minute, second } = Object.fromEntries(parts.map(({ type, value }) => [type, Number(value)]));
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

/** Made once a zone: making one costs far more than asking it. */
function clock(zone) {
  const two = "2-digit";
  const shape = { hourCycle: "h23", year: "numeric", month: two, day: two, hour: two, minute: two, second: two };
  if (!clocks.has(zone)) clocks.set(zone, new Intl.DateTimeFormat("en-GB", { ...shape, timeZone: zone }));
  return clocks.get(zone);
}

/** The first instant at which the zone's clock shows this wall time or a later one: right in the gap of spring, too. */
function instantOf(wallTime, zone) {
  const offsets = [wallTime - DAY, wallTime + DAY].map((instant) => wall(instant, zone) - instant);
  const [before, after] = offsets.map((offset) => wallTime - offset);
  if (wall(before, zone) === wallTime) return before;
  if (wall(after, zone) === wallTime) return after;
  return changeBetween(Math.min(before, after), Math.max(before, after), zone, wallTime);
}

function changeBetween(early, late, zone, wallTime) {
  let [from, to] = [early, late];
  while (to - from > 1000) {
    const middle = Math.floor((from + to) / 2000) * 1000;
    if (wall(middle, zone) >= wallTime) to = middle;
    else from = middle;
  }
  return to;
}

/** The local date of an instant, at midnight as if it were UTC. */
export function dateAt(instant, zone) {
  return Math.floor(wall(instant, zone) / DAY) * DAY;
}

/** The openings of a local date as instants, in order. */
function openings(hours, date) {
  const name = new Date(date).toISOString().slice(0, 10);
  const spans = hours.days[name] ?? hours.week[(new Date(date).getUTCDay() + 6) % 7];
  const openings = spans.map((span) => span.split("-").map((time) => {
    const [hour, minute] = time.split(":").map(Number);
    return instantOf(date + (hour * 60 + minute) * 60_000, hours.zone);
  }));
  return openings.filter(([opens, closes]) => opens < closes);
}

/** Whether the desk is open at an instant, and when that changes: `{open, at}`, or null where the hours do not reach. */
export function status(hours, instant) {
  const last = Date.parse(hours.until);
  let until = null;
  for (let date = dateAt(instant, hours.zone); date <= last; date += DAY) {
    for (const [opens, closes] of openings(hours, date)) {
      if (until !== null && opens > until) return { open: true, at: until };
      if (until === null && instant < opens) return { open: false, at: opens };
      // Openings that touch, as over midnight, are one.
      if (instant < closes) until = closes;
    }
  }
  return until === null ? null : { open: true, at: until };
}
