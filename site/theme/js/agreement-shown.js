/** A version of an agreement as people read it. */

import { money, numberWritten } from "./amounts.js";
import { exactly, onDay } from "./dates.js";
import { h, pairs } from "./dom.js";
import { stacked } from "./stacked-table.js";

/** A card, unfolded where it is the latest. */
export function versionShown(page, version, isOpen) {
  const { say, language } = page;
  const heading = h("h3", {}, say("agreements.version", { agreement: version.agreement, day: onDay(language, version.valid_from) }));
  const told = say("agreements.kept_by", { name: version.by || say("agreements.nobody"), at: exactly(language, version.at) });
  return h(
    "details",
    { class: "tk-card", open: isOpen },
    h("summary", {}, heading),
    facts(page, version),
    flatRates(page, version.terms),
    rates(page, version.terms),
    h("p", { class: "tk-row" }, h("button", { type: "button", class: "tk-link", onclick: () => download(version) }, say("agreements.download"))),
    h("p", { class: "tk-quiet" }, told),
  );
}

function facts(page, { terms, first_day: first, last_day: last }) {
  const { say, language } = page;
  const { buyer, vat, rounding, included, payroll } = terms;
  const field = (key) => say(`agreements.fields.${key}`);
  const step = Number(rounding?.step_minutes ?? 0);
  return pairs([
    [say("agreements.in_force"), last ? `${onDay(language, first)} – ${onDay(language, last)}` : say("agreements.since", { day: onDay(language, first) })],
    [field("billed_from"), terms.billed_from && onDay(language, terms.billed_from)],
    [field("buyer.name"), `${buyer.name}, ${buyer.street}, ${buyer.post_code} ${buyer.city}, ${buyer.country}`],
    [field("buyer.vat_number"), buyer.vat_number],
    [field("buyer.reference"), buyer.reference],
    [field("buyer.order"), buyer.order],
    [field("vat.category"), say(`agreements.choices.category.${vat?.category ?? "S"}`)],
    [field("payment_days"), terms.payment_days],
    [say("agreements.sections.time"), step ? say(`agreements.rounded.${rounding.by ?? "ticket"}`, { minutes: step }) : say("agreements.rounded.exact")],
    [field("rounding.minimum_minutes"), Number(rounding?.minimum_minutes ?? 0) ? rounding.minimum_minutes : ""],
    [field("included.minutes"), included && `${included.minutes}, ${say(`agreements.choices.counted.${included.counted}`)}`],
    [field("discount_percent"), terms.discount_percent && numberWritten(language, terms.discount_percent)],
    [field("payroll.days"), payroll?.days.join(", ")],
    [say("agreements.rates.covered"), (terms.covered ?? []).map((id) => page.found.works[id] ?? id).join(", ")],
  ]);
}

function flatRates(page, { flat_rates: several = [] }) {
  if (!several.length) return null;
  const { say } = page;
  const rows = several.map((one) => [
    h("th", { scope: "row" }, one.name),
    h("td", { class: "tk-amount" }, h("span", {}, price(page, one.price), one.quantity ? ` × ${numberWritten(page.language, one.quantity)}` : "", (one.indexed ?? []).map((step) => [h("br"), indexedBy(page, step)]))),
    h("td", {}, say(`agreements.choices.every.${one.every}`), ", ", say(`agreements.choices.when.${one.when}`)),
  ]);
  return table(page, "flat_rates", [say("agreements.flat.name"), say("agreements.flat.price"), say("agreements.flat.every")], rows);
}

function indexedBy({ say, language }, { valid_from: day, percent }) {
  const written = new Intl.NumberFormat(language, { signDisplay: "exceptZero" }).format(percent);
  return h("span", { class: "tk-quiet" }, say("agreements.flat.indexed_by", { percent: written, day: onDay(language, day) }));
}

function rates(page, { rates: several = [] }) {
  if (!several.length) return null;
  const { say } = page;
  const rows = several.map((one) => [
    h("th", { scope: "row" }, page.found.works[one.work] ?? one.work),
    h("td", { class: "tk-amount" }, price(page, one.per_hour)),
    h("td", { class: "tk-amount" }, one.out_of_hours ? price(page, one.out_of_hours) : "–"),
  ]);
  return table(page, "rates", ["work", "per_hour", "out_of_hours"].map((key) => say(`agreements.rates.${key}`)), rows);
}

function table(page, name, heads, rows) {
  const caption = h("caption", {}, page.say(`agreements.sections.${name}`));
  const head = h("thead", {}, h("tr", {}, heads.map((text) => h("th", { scope: "col" }, text))));
  return stacked(caption.textContent, h("table", {}, caption, head, h("tbody", {}, rows.map((cells) => h("tr", {}, cells)))));
}

function price({ language, found }, amount) {
  return money(language, amount, found.currency);
}

/** The version as a file, to be kept, changed and given back. */
function download({ agreement, valid_from: day, yaml }) {
  const href = URL.createObjectURL(new Blob([yaml], { type: "text/yaml" }));
  h("a", { href, download: `${agreement}-${day}.yaml` }).click();
  URL.revokeObjectURL(href);
}
