/** The form of prices to try: the desk's list as it is, what flat rates change by, and the months. */

import { numberWritten } from "./amounts.js";
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
    group(say("billing.replay.list"), [...begun.works.flatMap((work) => ratesOf(page, work)), begun.payroll_fee !== null && amount(page, "payroll_fee", say("billing.replay.payroll_fee"), begun.payroll_fee)]),
    group(say("billing.replay.flat_rates"), [amount(page, "flat_rate_percent", say("billing.replay.percent"), "0", say("billing.replay.percent_hint"))]),
    group(say("billing.replay.months"), monthsOf(page, begun.month)),
    h("p", {}, h("button", { class: "button", type: "submit" }, say("billing.replay.work_out"))),
  );
}

function group(legend, controls) {
  return h("fieldset", { class: "tk-group" }, h("legend", {}, legend), h("div", { class: "tk-columns" }, controls));
}

function ratesOf(page, { id, name: work, per_hour: perHour, out_of_hours: outOfHours }) {
  const rates = [amount(page, `rates.${id}.per_hour`, page.say("billing.replay.per_hour", { work }), perHour)];
  if (outOfHours !== null) rates.push(amount(page, `rates.${id}.out_of_hours`, page.say("billing.replay.out_of_hours", { work }), outOfHours));
  return rates;
}

function amount({ language }, name, label, value, hint) {
  const control = h("input", { type: "text", inputmode: "decimal", autocomplete: "off", value: numberWritten(language, value) });
  return field({ name, label, hint, control });
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
  const text = (name) => valueOf(form, name);
  const rates = works.map(({ id, out_of_hours: out }) => {
    const perHour = { per_hour: text(`rates.${id}.per_hour`) };
    return [id, out === null ? perHour : { ...perHour, out_of_hours: text(`rates.${id}.out_of_hours`) }];
  });
  return {
    first: text("first"),
    last: text("last"),
    rates: Object.fromEntries(rates),
    payroll_fee: fee === null ? "" : text("payroll_fee"),
    flat_rate_percent: text("flat_rate_percent") || "0",
  };
}
