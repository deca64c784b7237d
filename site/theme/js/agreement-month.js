/** What a customer's month comes to so far: every line, the sums, and what a lead should look at. */

import { monthName, now } from "./dates.js";
import { h } from "./dom.js";
import { monthLines } from "./month-lines.js";
import { remarkSaid } from "./remarks.js";

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
  const options = months.map((month) => h("option", { value: month }, monthName(page.language, month)));
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

function shown(page, { statement, problems, remarks, faults, standing }) {
  const { say } = page;
  const told = [
    listOf(page, "problems", problems),
    faults.length > 0 && h("p", { class: "tk-alert" }, say("agreements.month.faults", { codes: faults.join(", ") })),
    listOf(page, "remarks", remarks),
  ];
  if (!statement) return [...told, h("p", {}, say(`agreements.month.${standing === "nothing" || standing === "issued" ? "nothing" : "held_back"}`))].filter(Boolean);
  return [...told, ...monthLines(page, statement)].filter(Boolean);
}

function listOf(page, room, several) {
  if (!several.length) return null;
  const items = several.map((one) => h("li", {}, one.text ?? remarkSaid(page, one, page.found.currency)));
  return h("div", { class: room === "problems" ? "tk-alert" : "tk-hinted" }, h("h4", {}, page.say(`agreements.month.${room}`)), h("ul", {}, items));
}
