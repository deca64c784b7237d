/** Tables that stack on a phone: each row by itself, every cell with its column's label. Roles outlast that layout. */

import { h } from "./dom.js";

const ROLES = { THEAD: "rowgroup", TBODY: "rowgroup", TFOOT: "rowgroup", TR: "row", TD: "cell" };
const HEADS = { col: "columnheader", row: "rowheader", rowgroup: "rowheader" };

/** The table in a frame that scrolls where it is too wide, named for those who hear it. */
export function stacked(name, table) {
  table.classList.add("tk-lines");
  table.setAttribute("role", "table");
  for (const part of table.querySelectorAll("thead, tbody, tfoot, tr, td, th")) part.setAttribute("role", ROLES[part.tagName] ?? HEADS[part.scope]);
  const heads = table.querySelectorAll("thead th");
  for (const cell of table.querySelectorAll("td")) {
    const head = heads[cell.cellIndex];
    cell.dataset.label = head.textContent;
    if (cell.classList.contains("tk-amount")) head.classList.add("tk-amount");
  }
  return h("div", { class: "tk-scroll", tabindex: 0, role: "group", "aria-label": name }, table);
}
