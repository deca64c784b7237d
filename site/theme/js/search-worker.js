/** Searches beside the page: loads the language's index when it is first asked, and answers by number. */

import { Index } from "./search-index.js";

let index;

async function load({ url, language }) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return new Index((await response.json()).docs, language);
}

addEventListener("message", async ({ data }) => {
  try {
    index ??= load(data);
    const found = (await index).find(data.query, data.most);
    postMessage({ number: data.number, found });
  } catch {
    index = undefined;
    postMessage({ number: data.number, found: null });
  }
});
