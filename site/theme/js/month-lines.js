/** The lines and sums of a month that was drawn up and not issued yet, for its desk's leads. */

import { money } from "./amounts.js";
import { onDay } from "./dates.js";
import { h } from "./dom.js";
import { clock } from "./remarks.js";
import { stacked } from "./stacked-table.js";

export function monthLines(page, statement) {
  return [linesOf(page, statement), sumsOf(page, statement)];
}

function linesOf(page, { lines, currency }) {
  const { say } = page;
  const heads = ["what", "time", "charged", "price", "net"].map((key) => h("th", { scope: "col" }, say(`agreements.month.${key}`)));
  const rows = lines.map((line) => h("tr", {}, h("th", { scope: "row" }, nameOf(page, line)), h("td", { class: "tk-amount" }, line.kind === "time" ? clock(line.seconds) : ""), ...chargedOf(page, line, currency), h("td", { class: "tk-amount" }, money(page.language, line.net, currency))));
  return stacked(say("agreements.month.title"), h("table", {}, h("thead", {}, h("tr", {}, heads)), h("tbody", {}, rows)));
}

function nameOf(page, line) {
  const { say, language } = page;
  const days = line.first_day === line.last_day ? onDay(language, line.first_day) : `${onDay(language, line.first_day)} – ${onDay(language, line.last_day)}`;
  const name = line.kind === "time" ? `${line.ticket} · ${line.work}` : line.kind === "payroll_days" ? say("agreements.month.payroll_day") : line.name;
  const marks = [line.charging && line.charging !== "billable" && say(`agreements.month.${line.charging}`), line.out_of_hours && say("agreements.month.out"), line.corrects && say("agreements.month.corrects", { number: line.corrects })];
  return [name, h("br"), h("span", { class: "tk-quiet" }, [days, ...marks.filter(Boolean)].join(" · "))];
}

function chargedOf(page, line, currency) {
  const { say } = page;
  const unit = say(`agreements.month.units.${line.unit}`);
  const hours = (minutes) => clock(Math.round(Number(minutes) * 60)).replace(/:00$/, "");
  const included = Number(line.included) ? h("span", { class: "tk-quiet" }, " ", say("agreements.month.included", { time: hours(line.included) })) : null;
  const many = line.unit === "MIN" ? hours(line.quantity) : `${signed(page, line.quantity)} ${unit}`;
  return [h("td", { class: "tk-amount" }, many, included), h("td", { class: "tk-amount" }, money(page.language, line.price, currency))];
}

function signed({ language }, number) {
  return new Intl.NumberFormat(language).format(number).replace("-", "−");
}

function sumsOf(page, { discount, net, vat, rounding, payable, currency }) {
  const { say } = page;
  const told = (amount) => money(page.language, amount, currency);
  const rows = [
    Number(discount) && [say("agreements.fields.discount_percent"), `−${told(discount)}`],
    [say("agreements.month.net"), told(net)],
    ...vat.map((one) => [`${say("agreements.sections.vat")} ${one.percent} %`, told(one.vat)]),
    Number(rounding) && [say("agreements.month.rounding"), told(rounding)],
    [say("agreements.month.payable"), h("strong", {}, told(payable))],
  ];
  return h("dl", { class: "tk-totals" }, rows.filter(Boolean).map(([term, value]) => h("div", {}, h("dt", {}, term), h("dd", {}, value))));
}
