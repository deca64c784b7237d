/** The form of prices to try: the desk's list as it is, what flat rates change by, and the months. */

import { monthName } from "./dates.js";
import { h } from "./dom.js";
import { field, valueOf } from "./fields.js";

const MONTHS_OFFERED = 24;
const MONTHS_USUAL = 3;

/** `begun` is the list in force; `onsubmit` is told `{first, last, rates, payroll_fee, flat_rate_percent}`. */
export function formOf(page, begun, onsubmit) {
  const { say } = page;
  const send = (event) => {
    event.preventDefault();
    onsubmit(asked(event.currentTarget, begun));
  };
  return h(
    "form",
    { class: "tk-form", novalidate: true, onsubmit: send },
    group(say("billing.replay.list"), [...begun.works.flatMap((work) => ratesOf(page, work)), begun.payroll_fee !== null && amount("payroll_fee", say("billing.replay.payroll_fee"), begun.payroll_fee)]),
    group(say("billing.replay.flat_rates"), [amount("flat_rate_percent", say("billing.replay.percent"), "0", say("billing.replay.percent_hint"))]),
    group(say("billing.replay.months"), monthsOf(page, begun.month)),
    h("p", {}, h("button", { class: "button", type: "submit" }, say("billing.replay.work_out"))),
  );
}

function group(legend, controls) {
  return h("fieldset", { class: "tk-group" }, h("legend", {}, legend), h("div", { class: "tk-columns" }, controls));
}

function ratesOf({ say }, { id, name: work, per_hour: perHour, out_of_hours: outOfHours }) {
  const rates = [amount(`rates.${id}.per_hour`, say("billing.replay.per_hour", { work }), perHour)];
  if (outOfHours !== null) rates.push(amount(`rates.${id}.out_of_hours`, say("billing.replay.out_of_hours", { work }), outOfHours));
  return rates;
}

function amount(name, label, value, hint) {
  return field({ name, label, hint, control: h("input", { type: "text", inputmode: "decimal", autocomplete: "off", value }) });
}

function monthsOf({ say, language }, last) {
  const months = Array.from({ length: MONTHS_OFFERED }, (_, back) => before(last, back));
  const chosen = { first: months[MONTHS_USUAL - 1], last };
  return Object.entries(chosen).map(([name, usual]) => {
    const options = months.map((month) => h("option", { value: month, selected: month === usual }, monthName(language, month)));
    return field({ name, label: say(`billing.replay.${name}`), control: h("select", {}, options) });
  });
}

function before(month, back) {
  const [year, number] = month.split("-").map(Number);
  return new Date(Date.UTC(year, number - 1 - back, 1)).toISOString().slice(0, 7);
}

function asked(form, { works, payroll_fee: fee }) {
  const money = (name) => asMoney(valueOf(form, name));
  const rates = works.map(({ id, out_of_hours: out }) => {
    const perHour = { per_hour: money(`rates.${id}.per_hour`) };
    return [id, out === null ? perHour : { ...perHour, out_of_hours: money(`rates.${id}.out_of_hours`) }];
  });
  return {
    first: valueOf(form, "first"),
    last: valueOf(form, "last"),
    rates: Object.fromEntries(rates),
    payroll_fee: fee === null ? "" : money("payroll_fee"),
    flat_rate_percent: plain(valueOf(form, "flat_rate_percent")) || "0",
  };
}

/** A number as people write it, the way that the functions read it: 1 290,5 is 1290.50. */
function asMoney(text) {
  const number = plain(text);
  return /^\d+(\.\d?)?$/.test(number) ? Number(number).toFixed(2) : number;
}

function plain(text) {
  return text.replace(/\s/g, "").replace(",", ".").replace("−", "-");
}
