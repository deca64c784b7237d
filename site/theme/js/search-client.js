/** Asks the search of the page's language; nothing is loaded before the first question. */

const { language, root } = document.body.dataset;
const waiting = new Map();
let worker;
let asked = 0;

/** `{total, items}` as the index finds them, or null where the index could not be loaded. */
export function ask(query, most) {
  worker ??= start();
  asked += 1;
  const url = new URL(`${root}/${language}/search/search_index.json`, location.href).href;
  worker.postMessage({ number: asked, query, most, language, url });
  return new Promise((answer) => waiting.set(asked, answer));
}

/** The address of a place that was found. */
export function address(found) {
  return `${root}/${language}/${found.location}`;
}

function start() {
  const started = new Worker(new URL("./search-worker.js", import.meta.url), { type: "module" });
  const answer = (number, found) => {
    waiting.get(number)?.(found);
    waiting.delete(number);
  };
  started.addEventListener("message", ({ data }) => answer(data.number, data.found));
  started.addEventListener("error", () => [...waiting.keys()].forEach((number) => answer(number, null)));
  return started;
}
