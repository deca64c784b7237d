/** The pieces of the page of figures: sums in large print, and cards with a chart each and the same as a table. */

import { bars, columns, isCrowded, swatch } from "./chart.js";
import { h, newId } from "./dom.js";
import { summedBy } from "./tally.js";

const MOST_CUSTOMERS = 8;

/** A sum of all that is chosen, e.g. "92% · 23 of 25". */
export function tile(title, figure, ...beside) {
  const shown = [h("strong", { class: "tk-tile__figure" }, figure), " ", h("span", { class: "tk-quiet" }, beside)];
  return h("div", {}, h("dt", {}, title), h("dd", {}, shown));
}

export function legend(say) {
  const entry = (kind) => h("li", {}, swatch(kind), " ", say(`figures.columns.${kind}`));
  return h("ul", { class: "tk-legend" }, entry("met"), entry("missed"));
}

export function byMonth(say, teller, counts, months, title) {
  const rows = summedBy(counts, months, (count) => count.month).map((row, place, all) => teller.month(row, place, all));
  return card(say, say(title), say("figures.columns.month"), rows, columns);
}

export function bySeverity(say, teller, counts) {
  const severities = [...new Set(counts.map(({ severity }) => severity))].sort();
  const rows = summedBy(counts, severities, (count) => count.severity).map((row) => teller.row(say(`kinds.severities.${row.key}`), row));
  return card(say, say("figures.by_severity"), say("figures.columns.severity"), rows, bars);
}

/** Customers, those first for whom most was missed; all who are not told apart stand last, as one. */
export function byCustomer(say, teller, counts) {
  const names = new Map(counts.map(({ organisation }) => [organisation?.id, organisation ? organisation.name || organisation.id : say("figures.others")]));
  const sums = summedBy(counts, [...names.keys()], (count) => count.organisation?.id);
  sums.sort((one, other) => !one.key - !other.key || other.missed - one.missed || other.met - one.met);
  const rows = sums.map((row) => teller.row(names.get(row.key), row));
  const known = sums.filter(({ key }) => key).length;
  const drawn = rows.filter((_, place) => place < MOST_CUSTOMERS || place >= known);
  return card(say, say("figures.by_customer"), say("figures.columns.customer"), rows, bars, drawn);
}

function card(say, title, first, rows, draw, drawn = rows) {
  const [id, more] = [newId("card"), rows.length - drawn.length];
  return h(
    "section",
    { class: "tk-card", "aria-labelledby": id },
    h("h2", { id }, title),
    draw === columns && isCrowded(rows) && h("p", { class: "tk-quiet" }, say("figures.columns.share")),
    draw(title, drawn),
    more > 0 && h("p", { class: "tk-quiet" }, say("figures.customers_more", { count: more })),
    h("details", {}, h("summary", {}, say("figures.as_table")), table(say, title, first, rows)),
  );
}

/** The same figures as a table, with those customers in it whom the chart has no room for. */
function table(say, title, first, rows) {
  const heads = [first, ...["met", "missed", "share"].map((column) => say(`figures.columns.${column}`))];
  const body = rows.map(({ name, met, missed, figure }) => {
    return h("tr", {}, h("th", { scope: "row" }, name), [met, missed, figure].map((cell) => h("td", {}, String(cell))));
  });
  return h(
    "table",
    { class: "tk-sums" },
    h("caption", { class: "tk-heard" }, title),
    h("thead", {}, h("tr", {}, heads.map((head) => h("th", { scope: "col" }, head)))),
    h("tbody", {}, body),
  );
}
