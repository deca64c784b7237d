/** What a customer's month comes to so far: every line, the sums, and what a lead should look at. */

import { now, onDay } from "./dates.js";
import { h } from "./dom.js";
import { clock, remarkSaid } from "./remarks.js";

const MONTHS_SHOWN = 4;

/** A card that asks for a month when it is unfolded. */
export function monthOf(page) {
  const { say } = page;
  const drawn = h("div", { "aria-live": "polite" });
  const load = (month) =>
    page.attempt(
      async () => {
        const asked = `/desks/${page.desk}/months?organisation=${encodeURIComponent(page.organisation)}&month=${month}`;
        drawn.replaceChildren(...shown(page, await page.api.get(asked)));
      },
      (problem) => drawn.replaceChildren(h("p", { class: "tk-alert" }, problem.text)),
    );
  const months = lastMonths();
  const options = months.map((month) => h("option", { value: month }, monthName(page, month)));
  const select = h("select", { onchange: () => load(select.value) }, options);
  const card = h(
    "details",
    { class: "tk-card" },
    h("summary", {}, h("h3", {}, say("agreements.month.title"))),
    h("p", { class: "tk-quiet" }, say("agreements.month.lead")),
    h("p", {}, h("label", {}, say("agreements.month.which"), " ", select)),
    drawn,
  );
  card.addEventListener("toggle", () => card.open && !drawn.children.length && load(select.value), { once: true });
  return card;
}

function lastMonths() {
  const today = new Date(now());
  return Array.from({ length: MONTHS_SHOWN }, (_, back) => {
    return new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth() - back, 1)).toISOString().slice(0, 7);
  });
}

function monthName({ language }, month) {
  return new Intl.DateTimeFormat(language, { month: "long", year: "numeric", timeZone: "UTC" }).format(new Date(`${month}-01`));
}

function shown(page, { statement, problems, remarks, faults, standing }) {
  const { say } = page;
  const told = [
    listOf(page, "problems", problems),
    faults.length > 0 && h("p", { class: "tk-alert" }, say("agreements.month.faults", { codes: faults.join(", ") })),
    listOf(page, "remarks", remarks),
  ];
  if (!statement) return [...told, h("p", {}, say(`agreements.month.${standing === "nothing" || standing === "issued" ? "nothing" : "held_back"}`))].filter(Boolean);
  return [...told, linesOf(page, statement), sumsOf(page, statement)].filter(Boolean);
}

function listOf(page, room, several) {
  if (!several.length) return null;
  const items = several.map((one) => h("li", {}, one.text ?? remarkSaid(page, one, page.found.currency)));
  return h("div", { class: room === "problems" ? "tk-alert" : "tk-hinted" }, h("h4", {}, page.say(`agreements.month.${room}`)), h("ul", {}, items));
}

function linesOf(page, { lines }) {
  const { say } = page;
  const heads = ["what", "time", "charged", "price", "net"].map((key) => h("th", { scope: "col" }, say(`agreements.month.${key}`)));
  const rows = lines.map((line) => h("tr", {}, h("th", { scope: "row" }, nameOf(page, line)), h("td", {}, line.kind === "time" ? clock(line.seconds) : ""), ...chargedOf(page, line), h("td", { class: "tk-amount" }, money(page, line.net))));
  return h("div", { class: "tk-scroll", tabindex: 0, role: "region", "aria-label": say("agreements.month.title") }, h("table", {}, h("thead", {}, h("tr", {}, heads)), h("tbody", {}, rows)));
}

function nameOf(page, line) {
  const { say, language } = page;
  const days = line.first_day === line.last_day ? onDay(language, line.first_day) : `${onDay(language, line.first_day)} – ${onDay(language, line.last_day)}`;
  const name = line.kind === "time" ? `${line.ticket} · ${line.work}` : line.kind === "payroll_days" ? say("agreements.month.payroll_day") : line.name;
  const marks = [line.charging && line.charging !== "billable" && say(`agreements.month.${line.charging}`), line.out_of_hours && say("agreements.month.out"), line.corrects && say("agreements.month.corrects", { number: line.corrects })];
  return [name, h("br"), h("span", { class: "tk-quiet" }, [days, ...marks.filter(Boolean)].join(" · "))];
}

function chargedOf(page, line) {
  const { say } = page;
  const unit = say(`agreements.month.units.${line.unit}`);
  const included = Number(line.included) ? h("span", { class: "tk-quiet" }, " ", say("agreements.month.included", { minutes: line.included })) : null;
  return [h("td", {}, `${line.quantity} ${unit}`, included), h("td", { class: "tk-amount" }, money(page, line.price))];
}

function sumsOf(page, { discount, net, vat, rounding, payable }) {
  const { say } = page;
  const rows = [
    Number(discount) && [say("agreements.fields.discount_percent"), `−${money(page, discount)}`],
    [say("agreements.month.net"), money(page, net)],
    ...vat.map((one) => [`${say("agreements.sections.vat")} ${one.percent} %`, money(page, one.vat)]),
    Number(rounding) && [say("agreements.month.rounding"), money(page, rounding)],
    [say("agreements.month.payable"), h("strong", {}, money(page, payable))],
  ];
  return h("dl", { class: "tk-totals" }, rows.filter(Boolean).map(([term, value]) => h("div", {}, h("dt", {}, term), h("dd", {}, value))));
}

function money({ language, found }, amount) {
  return new Intl.NumberFormat(language, { style: "currency", currency: found.currency }).format(amount);
}
