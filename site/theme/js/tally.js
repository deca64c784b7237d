/** What was met and missed, added up for the figures' charts, and told in the page's language. */

import { isCrowded } from "./chart.js";

/** The counts that a choice lets through: a severity or all, a matter, or all targets, of which promises are none. */
export function chosen(counts, { severity, matter }) {
  return counts.filter((count) => {
    const fits = matter ? count.matter === matter : count.matter !== "promise";
    return fits && (!severity || String(count.severity) === severity);
  });
}

/** One row for each key, in the keys' order: `{key, met, missed}`. */
export function summedBy(counts, keys, keyOf) {
  const rows = new Map(keys.map((key) => [key, { key, met: 0, missed: 0 }]));
  for (const count of counts) {
    const row = rows.get(keyOf(count));
    row.met += count.met;
    row.missed += count.missed;
  }
  return [...rows.values()];
}

/** Puts a row in words: its share in whole percent, rounded down, so that 100 says that nothing was missed. */
export class Teller {
  constructor(part) {
    Object.assign(this, { say: part.say, language: part.language });
  }

  row(name, { met, missed }) {
    const total = met + missed;
    if (!total) return { name, met, missed, share: null, figure: "–", percent: "–", of: "", told: `${name}: ${this.say("figures.none")}` };
    const share = Math.floor((100 * met) / total);
    const percent = new Intl.NumberFormat(this.language, { style: "percent" }).format(share / 100);
    const of = this.say("figures.share_of", { met, total });
    return { name, met, missed, share, figure: String(share), percent, of, told: `${name}: ${percent}, ${of}` };
  }

  /** A month such as `2026-11`. Its year stands below the first one shown, if there is room, and below each January. */
  month(row, place, all) {
    const crowded = isCrowded(all);
    const day = new Date(`${row.key}-01`);
    const told = (parts) => new Intl.DateTimeFormat(this.language, { ...parts, timeZone: "UTC" }).format(day);
    const short = told({ month: crowded ? "numeric" : "short" });
    const isFirst = place === 0 && !(crowded && row.key.endsWith("-12"));
    const below = isFirst || row.key.endsWith("-01") ? row.key.slice(0, 4) : "";
    return { ...this.row(told({ month: "long", year: "numeric" }), row), short, below };
  }
}
