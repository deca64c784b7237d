/** Finds pages by words in any form, best first. Pure: it is given what the portal's build has indexed. */

import { fold, stem, words } from "./search-text.js";

const IN_TITLE = 6;
const BEGINS_SO = 0.5;
const IS_LIKE = 0.25;
const EXCERPT_LETTERS = 150;

export class Index {
  /** `sections` are `{location, title, text}`, text and title with the entities and tags of HTML. */
  constructor(sections, language) {
    this.language = language;
    this.pages = new Map();
    this.places = new Map();
    this.sections = sections.map(({ location, title, text }) => ({ location, title: plain(title), text: plain(text) }));
    this.sections.forEach((section, number) => this.add(section, number));
  }

  add(section, number) {
    const address = section.location.split("#")[0];
    if (!this.pages.has(address)) this.pages.set(address, section.title);
    for (const [text, weight] of [[section.title, IN_TITLE], [section.text, 1]]) {
      for (const word of words(text)) {
        const key = stem(word, this.language);
        if (!this.places.has(key)) this.places.set(key, new Map());
        const found = this.places.get(key);
        found.set(number, (found.get(number) ?? 0) + weight);
      }
    }
  }

  /** The pages that fit best: `{total, items: [{location, title, section, parts: [[text, isHit]]}]}`. */
  find(query, most) {
    const asked = [...new Set(words(query).map((word) => stem(word, this.language)))];
    const scores = new Map();
    for (const word of asked) {
      for (const [number, score] of this.scored(word)) {
        const so_far = scores.get(number) ?? { score: 0, words: 0 };
        scores.set(number, { score: so_far.score + score, words: so_far.words + 1 });
      }
    }
    const ranked = [...scores].map(([number, { score, words: hits }]) => [number, score * (hits / asked.length) ** 2]);
    const best = onePerPage(ranked.sort((one, other) => other[1] - one[1]), this.sections);
    return { total: best.length, items: best.slice(0, most).map((number) => this.shown(this.sections[number], asked)) };
  }

  /** Each section with the word, or with one that begins so, or with one like it: the best of these. */
  scored(word) {
    const found = new Map();
    for (const [key, places] of this.places) {
      const likeness = like(word, key);
      if (!likeness) continue;
      const rarity = Math.log(1 + this.sections.length / places.size);
      for (const [number, count] of places) {
        const score = likeness * rarity * (count / (count + 2));
        if (score > (found.get(number) ?? 0)) found.set(number, score);
      }
    }
    return found;
  }

  shown({ location, title, text }, asked) {
    const page = this.pages.get(location.split("#")[0]);
    const isHit = (word) => asked.some((one) => like(one, stem(fold(word), this.language)));
    return { location, title: page, section: title === page ? "" : title, parts: excerpt(text, isHit) };
  }
}

/** How alike a word asked for and a word of a text are: 1 the same, 0 not at all. */
function like(asked, key) {
  if (asked === key) return 1;
  if (asked.length >= 2 && key.startsWith(asked)) return BEGINS_SO;
  const most = Math.max(asked.length, key.length);
  let shared = 0;
  while (shared < Math.min(asked.length, key.length) && asked[shared] === key[shared]) shared += 1;
  return shared >= 4 && shared >= 0.75 * most ? IS_LIKE : 0;
}

function onePerPage(ranked, sections) {
  const seen = new Set();
  return ranked.map(([number]) => number).filter((number) => {
    const address = sections[number].location.split("#")[0];
    return !seen.has(address) && seen.add(address);
  });
}

/** A piece of the text around the first hit, in parts that are hits or not. */
function excerpt(text, isHit) {
  const parts = text.split(/([\p{L}\p{N}]+)/u).map((part, place) => [part, place % 2 === 1 && isHit(part)]);
  const first = Math.max(parts.findIndex(([, hit]) => hit), 0);
  let start = first;
  for (let letters = 0; start > 0 && letters < EXCERPT_LETTERS / 3; start -= 1) letters += parts[start - 1][0].length;
  let end = start;
  for (let letters = 0; end < parts.length && letters < EXCERPT_LETTERS; end += 1) letters += parts[end][0].length;
  const marks = (cut) => (cut ? [["…", false]] : []);
  return [...marks(start > 0), ...parts.slice(start, end).filter(([part]) => part), ...marks(end < parts.length)];
}

function plain(html) {
  const entities = { amp: "&", lt: "<", gt: ">", quot: '"' };
  const text = html.replace(/<[^>]*>/g, " ").replace(/&(amp|lt|gt|quot);/g, (_, name) => entities[name]);
  return text.replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code))).replace(/\s+/g, " ").trim();
}
