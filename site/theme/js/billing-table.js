/** All that was issued for a month as one table for the accountant: fetched page by page, saved as one file. */

import { h } from "./dom.js";

/** A button that saves it; nothing where nothing was issued. */
export function tableLink(page) {
  if (!page.run.drafts.some(({ standing }) => standing === "issued")) return null;
  const failed = h("span", { class: "tk-error", role: "alert" });
  const save = () =>
    page.attempt(
      async () => saved(await table(page), `${page.say("billing.table_name")}-${page.desk}-${page.month}.csv`),
      (problem) => failed.replaceChildren(problem.text),
    );
  return h("p", {}, h("button", { type: "button", class: "tk-link", onclick: save }, page.say("billing.table")), failed);
}

async function table(page) {
  const parts = [];
  let cursor = "";
  do {
    const told = await page.api.get(`${page.path}/journal?${new URLSearchParams(cursor && { cursor })}`);
    parts.push(parts.length ? told.csv.slice(told.csv.indexOf("\n") + 1) : told.csv);
    cursor = told.cursor;
  } while (cursor);
  return parts.join("");
}

/** With the mark by which spreadsheets know UTF-8. */
function saved(text, name) {
  const href = URL.createObjectURL(new Blob(["\ufeff", text], { type: "text/csv" }));
  h("a", { href, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(href));
}
