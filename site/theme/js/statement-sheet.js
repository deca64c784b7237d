/** A statement as it was issued: the same words and figures as in its PDF, in the statement's own language. */

import { h } from "./dom.js";
import { stacked } from "./stacked-table.js";

export function sheetShown(sheet) {
  return h(
    "article",
    { class: "tk-sheet-paper", lang: sheet.language },
    h("h2", {}, `${sheet.title} ${sheet.number ?? ""}`.trim()),
    h("div", { class: "tk-parties" }, party(sheet.seller), party(sheet.buyer, sheet.buyer_title), facts(sheet.facts)),
    (sheet.sections ?? []).map(section),
    section(sheet.vat),
    h("h3", {}, sheet.totals_title),
    facts([...(sheet.totals ?? []), sheet.payable], "tk-totals"),
    h("h3", {}, sheet.payment.title),
    facts(sheet.payment.facts ?? []),
    sheet.payment.sentence && h("p", {}, sheet.payment.sentence),
    (sheet.notes ?? []).map((note) => h("p", { class: "tk-quiet" }, note)),
    (sheet.annexes ?? []).map(section),
    h("p", { class: "tk-quiet" }, (sheet.legal ?? []).join(" · ")),
  );
}

function party({ name, address = [], numbers = [] }, title) {
  const lines = [...address, ...numbers].flatMap((line) => [h("br"), line]);
  return h("p", {}, title && [h("span", { class: "tk-quiet" }, title), h("br")], h("strong", {}, name), lines);
}

function facts(several, look = "tk-told") {
  return h("dl", { class: look }, several.map(({ label, value }) => h("div", {}, h("dt", {}, label), h("dd", {}, value))));
}

function section({ title, columns, groups = [], sum, notes = [] }) {
  const look = (place) => (columns[place]?.is_figure ? "tk-amount" : false);
  const heads = columns.map(({ label }) => h("th", { scope: "col" }, label));
  const bodies = groups.map((group) => h("tbody", {}, headOf(group, columns), group.rows.map((one) => row(one, look))));
  const foot = sum && h("tfoot", {}, row(sum, look));
  const table = h("table", {}, h("caption", {}, title), h("thead", {}, h("tr", {}, heads)), bodies, foot);
  return h("div", {}, stacked(title, table), notes.map((note) => h("p", { class: "tk-quiet" }, note)));
}

function headOf({ title, subject }, columns) {
  const told = h("span", { class: "tk-lines__title" }, title, subject && h("span", { class: "tk-quiet" }, ` ${subject}`));
  return title && h("tr", {}, h("th", { scope: "rowgroup", colspan: columns.length }, told));
}

function row({ cells: [first, ...others], detail, is_sum: isSum }, look) {
  const more = detail && [h("br"), h("span", { class: "tk-quiet" }, detail)];
  const figures = others.map((cell, place) => h("td", { class: look(place + 1) }, cell));
  return h("tr", { class: isSum && "tk-sum" }, h("th", { scope: "row" }, first, more), figures);
}
