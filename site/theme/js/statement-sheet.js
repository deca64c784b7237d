/** A statement as it was issued: the same words and figures as in its PDF, in the statement's own language. */

import { h } from "./dom.js";

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
  const heads = columns.map(({ label }, place) => h("th", { scope: "col", class: look(place) }, label));
  const row = ({ cells, detail, is_sum: isSum }) =>
    h("tr", { class: isSum && "tk-sum" }, cells.map((cell, place) => h(place ? "td" : "th", { scope: place ? false : "row", class: look(place) }, cell, !place && detail && [h("br"), h("span", { class: "tk-quiet" }, detail)])));
  const body = groups.map((group) => {
    const title_ = group.title && h("tr", {}, h("th", { scope: "rowgroup", colspan: columns.length }, h("span", { class: "tk-lines__title" }, group.title, group.subject && h("span", { class: "tk-quiet" }, ` ${group.subject}`))));
    return h("tbody", {}, title_, group.rows.map(row));
  });
  const table = h("table", { class: "tk-lines" }, h("caption", {}, title), h("thead", {}, h("tr", {}, heads)), body, sum && h("tfoot", {}, row(sum)));
  return h("div", {}, h("div", { class: "tk-scroll", tabindex: 0, role: "region", "aria-label": title }, table), notes.map((note) => h("p", { class: "tk-quiet" }, note)));
}
