/** What is unusual about a month, in words. */

import { money } from "./amounts.js";
import { onDay } from "./dates.js";
import { knows } from "./words.js";

const AMOUNTS = ["net", "before", "now", "total"];

export function remarkSaid(page, facts, currency) {
  const key = `agreements.remarks.${facts.code}`;
  if (!knows(page.data.words, key)) return facts.code;
  const values = { ...facts, hours: clock(Number(facts.seconds ?? 0)) };
  if (facts.day) values.day = onDay(page.language, facts.day);
  if (facts.work) values.work = page.found?.works?.[facts.work] ?? facts.work;
  for (const name of AMOUNTS) if (facts[name]) values[name] = money(page.language, facts[name], currency);
  return page.say(key, values);
}

/** Seconds as hours, minutes and seconds, like 1:05:09. */
export function clock(seconds) {
  const minutes = Math.trunc(Math.abs(seconds) / 60);
  const text = `${Math.trunc(minutes / 60)}:${String(minutes % 60).padStart(2, "0")}:${String(Math.abs(seconds) % 60).padStart(2, "0")}`;
  return seconds < 0 ? `−${text}` : text;
}
