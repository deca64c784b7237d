/** The flat rates of an agreement: as many as there are, each with its own controls. */

import { numberWritten } from "./amounts.js";
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
const CROATIAN = ["product_class"];
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
    const fields = Object.entries(FIELDS).filter(([key]) => page.found.has_product_classes || rate[key] || !CROATIAN.includes(key));
    const nodes = fields.map(([key, kind]) => {
      const value = LINES[key] ? written(page.language, rate[key], LINES[key]) : rate[key];
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
      for (const [key, control] of Object.entries(controls)) {
        const text = textOf(control, FIELDS[key]);
        if (text !== USUAL[key]) put(terms, key, text && LINES[key] ? parted(text, LINES[key]) : text);
      }
      return terms;
    });
  }

  nameOf(id, key) {
    const row = this.row(id);
    return row ? `${row.name}.${key.split(".")[0]}` : "";
  }

  labelOf(id, key) {
    const name = this.row(id)?.controls.name.value.trim() || id;
    return `${name}, ${this.page.say(`agreements.flat.${key.split(".")[0]}`)}`;
  }

  /** The desk names a flat rate by its id, or by its place where that is missing. */
  row(id) {
    return this.rows.find(({ controls }) => controls.id.value.trim() === id) ?? this.rows[Number(id)];
  }
}

/** One a line, its values with a blank between. */
function written(language, several, names) {
  return (several ?? []).map((one) => names.map((name) => numberWritten(language, one[name])).join(" ")).join("\n");
}

function parted(text, names) {
  return text.split("\n").filter((line) => line.trim()).map((line) => {
    const values = line.trim().split(/[\s–]+/);
    return Object.fromEntries(names.map((name, place) => [name, values[place] ?? ""]));
  });
}
