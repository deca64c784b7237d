/** The form of an agreement: a control for each thing that can be agreed, named as in its YAML. */

import { numberWritten } from "./amounts.js";
import { FlatRates } from "./agreement-flat-rates.js";
import { h, newId } from "./dom.js";
import { controlOf, put, read, textOf } from "./agreement-controls.js";
import { field } from "./fields.js";
import { stacked } from "./stacked-table.js";

const YES = ["no", "yes"];
const SECTIONS = {
  terms: { agreement: "text", valid_from: "date", first_day: "date", last_day: "date?", billed_from: "date?", payment_days: "number?", discount_percent: "number?", whole_units: YES, language: ["", "en", "nb", "sv", "fi", "hr"] },
  buyer: { "buyer.name": "text", "buyer.street": "text", "buyer.post_code": "text", "buyer.city": "text", "buyer.country": "text", "buyer.registration": "text?", "buyer.vat_number": "text?", "buyer.mail": "text?", "buyer.reference": "text?", "buyer.order": "text?", "buyer.endpoint.scheme": "number?", "buyer.endpoint.id": "text?" },
  vat: { "vat.category": ["S", "AE", "G", "O", "E", "Z"], "vat.reason": "text?" },
  time: { "rounding.by": ["ticket", "entry"], "rounding.step_minutes": "number?", "rounding.minimum_minutes": "number?", "included.minutes": "number?", "included.counted": ["after_rounding", "before_rounding"] },
  payroll: { "payroll.days": "list?", "payroll.prepares_days": "number?", "payroll.fee": "number?" },
};
const WITH = { included: "minutes", payroll: "days", "buyer.endpoint": "id" };

export class Sheet {
  constructor(page, terms) {
    this.page = page;
    this.node = h("div", { class: "tk-sheet" });
    this.fill(terms);
  }

  /** Shows a version; what a form has no control for stays as it was. */
  fill(terms) {
    const { page } = this;
    this.kept = terms;
    this.controls = {};
    this.flatRates = new FlatRates(page, terms.flat_rates ?? []);
    this.works = Object.entries(page.found.works).map(([id, name]) => this.work(id, name, terms));
    const sections = Object.entries(SECTIONS).map(([name, fields]) => this.section(name, fields, terms));
    const heads = ["work", "covered", "per_hour", "out_of_hours"].map((key) => h("th", { scope: "col" }, page.say(`agreements.rates.${key}`)));
    const rows = this.works.map(({ row }) => row);
    const rates = group(page, "rates", stacked(page.say("agreements.sections.rates"), h("table", {}, h("thead", {}, h("tr", {}, heads)), h("tbody", {}, rows))));
    const [own, buyer, vat, ...rest] = sections;
    this.node.replaceChildren(own, buyer, vat, group(page, "flat_rates", this.flatRates.node), rates, ...rest);
  }

  section(name, fields, terms) {
    const nodes = Object.entries(fields).map(([key, kind]) => {
      const control = controlOf(this.page, key, kind, read(terms, key));
      this.controls[key] = { control, kind };
      const isOptional = typeof kind === "string" && kind.endsWith("?");
      return field({ name: key, label: this.page.say(`agreements.fields.${key}`), optional: isOptional && this.page.say("agreements.optional"), control });
    });
    return group(this.page, name, h("div", { class: "tk-columns" }, nodes));
  }

  work(id, name, terms) {
    const known = (terms.rates ?? []).find(({ work }) => work === id) ?? {};
    const named = (key) => ({ "aria-label": `${name}: ${this.page.say(`agreements.rates.${key}`)}` });
    const covered = h("input", { type: "checkbox", checked: (terms.covered ?? []).includes(id), ...named("covered") });
    const price = (key) => h("input", { type: "text", id: newId("rate"), inputmode: "decimal", class: "tk-amount", value: numberWritten(this.page.language, known[key]), name: `rates.${id}.${key}`, ...named(key) });
    const [inHours, outOfHours] = [price("per_hour"), price("out_of_hours")];
    const cell = (key, control) => h("td", { "data-field": `rates.${id}.${key}` }, control, h("p", { class: "tk-error", hidden: true, id: `error-${id}-${key}` }));
    const row = h("tr", {}, h("th", { scope: "row" }, name), h("td", {}, covered), cell("per_hour", inHours), cell("out_of_hours", outOfHours));
    return { id, row, covered, inHours, outOfHours };
  }

  /** The version as the desk reads it: texts, in mappings and lists, without what was left empty. */
  get terms() {
    const terms = {};
    for (const [key, { control, kind }] of Object.entries(this.controls)) put(terms, key, textOf(control, kind));
    for (const [part, needed] of Object.entries(WITH)) if (!read(terms, `${part}.${needed}`)) put(terms, part, undefined);
    if (terms.included && this.kept.included?.works) terms.included.works = this.kept.included.works;
    const rated = this.works.filter(({ inHours, outOfHours }) => inHours.value.trim() || outOfHours.value.trim());
    const rates = rated.map(({ id, inHours, outOfHours }) => {
      const out = outOfHours.value.trim();
      return { work: id, per_hour: inHours.value.trim(), ...(out ? { out_of_hours: out } : {}) };
    });
    const covered = this.works.filter((work) => work.covered.checked).map(({ id }) => id);
    this.rated = rated.map(({ id }) => id);
    return { ...terms, flat_rates: this.flatRates.terms, rates, covered };
  }

  /** The control that a key of the desk's answer is about: a rate goes by its place among those that were sent. */
  nameOf(key) {
    const [part, place, ...rest] = key.split(".");
    if (part === "flat_rates") return this.flatRates.nameOf(place, rest.join("."));
    return part === "rates" && this.rated?.[place] ? ["rates", this.rated[place], ...rest].join(".") : key;
  }

  labelOf(key) {
    const { page } = this;
    const [part, place, ...rest] = key.split(".");
    if (part === "flat_rates" && rest.length) return this.flatRates.labelOf(place, rest.join("."));
    if (part === "rates" && this.rated?.[place]) return [page.found.works[this.rated[place]], ...rest.map((one) => page.say(`agreements.rates.${one}`))].join(", ");
    return this.controls[key] ? page.say(`agreements.fields.${key}`) : key;
  }
}

function group(page, name, ...nodes) {
  return h("fieldset", { class: "tk-group" }, h("legend", {}, page.say(`agreements.sections.${name}`)), ...nodes);
}
