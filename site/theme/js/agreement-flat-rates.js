/** The flat rates of an agreement: as many as there are, each with its own controls. */

import { controlOf, put, textOf } from "./agreement-controls.js";
import { h } from "./dom.js";
import { field } from "./fields.js";

const FIELDS = {
  id: "text",
  name: "text",
  kind: ["maintenance", "rent", "subscription", "on_account"],
  price: "number",
  quantity: "number?",
  every: ["month", "quarter", "half_year", "year"],
  when: ["advance", "arrears"],
  first_day: "date?",
  last_day: "date?",
  anchor_day: "number?",
  anchor_month: "number?",
  price_for: ["period", "month"],
  day_count: ["actual", "30e_360"],
  indexed: "lines?",
  suspended: "lines?",
  product_class: "text?",
};
const USUAL = { price_for: "period", day_count: "actual" };
const LINES = { indexed: ["valid_from", "percent"], suspended: ["first_day", "last_day"] };

export class FlatRates {
  constructor(page, rates) {
    this.page = page;
    this.rows = [];
    this.made = 0;
    this.list = h("div");
    this.node = h("div", {}, this.list, h("button", { type: "button", class: "button button--quiet", onclick: () => this.add({}, true) }, page.say("agreements.flat_add")));
    for (const rate of rates) this.add(rate, false);
  }

  add(rate, isNew) {
    const { page } = this;
    this.made += 1;
    const row = { name: `flat_rates#${this.made}`, controls: {} };
    const nodes = Object.entries(FIELDS).map(([key, kind]) => {
      const value = LINES[key] ? written(rate[key], LINES[key]) : rate[key];
      row.controls[key] = controlOf(page, key, kind, value);
      const isOptional = typeof kind === "string" && kind.endsWith("?");
      const hint = LINES[key] && page.say(`agreements.flat.${key}_hint`);
      return field({ name: `${row.name}.${key}`, label: page.say(`agreements.flat.${key}`), hint, optional: isOptional && page.say("agreements.optional"), control: row.controls[key] });
    });
    const remove = () => {
      this.rows = this.rows.filter((one) => one !== row);
      row.node.remove();
      this.node.querySelector(":scope > button").focus();
    };
    const title = h("h4", {}, rate.name ?? page.say("agreements.flat_new"));
    row.node = h("section", { class: "tk-card" }, title, h("div", { class: "tk-columns" }, nodes), h("p", {}, h("button", { type: "button", class: "tk-link", onclick: remove }, page.say("agreements.flat_remove"))));
    this.rows.push(row);
    this.list.append(row.node);
    if (isNew) row.controls.id.focus();
  }

  get terms() {
    return this.rows.map(({ controls }) => {
      const terms = {};
      for (const [key, kind] of Object.entries(FIELDS)) {
        const text = textOf(controls[key], kind);
        if (text !== USUAL[key]) put(terms, key, text && LINES[key] ? parted(text, LINES[key]) : text);
      }
      return terms;
    });
  }

  /** The desk names a flat rate by its id, or by its place where that is missing. */
  nameOf(id, key) {
    const row = this.rows.find(({ controls }) => controls.id.value.trim() === id) ?? this.rows[Number(id)];
    return row ? `${row.name}.${key.split(".")[0]}` : "";
  }
}

/** One a line, its values with a blank between. */
function written(several, names) {
  return (several ?? []).map((one) => names.map((name) => one[name]).join(" ")).join("\n");
}

function parted(text, names) {
  return text.split("\n").filter((line) => line.trim()).map((line) => {
    const values = line.trim().split(/[\s–]+/);
    return Object.fromEntries(names.map((name, place) => [name, values[place] ?? ""]));
  });
}
