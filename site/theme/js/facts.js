/** The facts of a ticket beside its correspondence: what is due, who has it, what was answered in the checklist. */

import { clocksOf } from "./clocks.js";
import { exactly, locale } from "./dates.js";
import { h, pairs } from "./dom.js";
import { nextUpdate, promisesOf } from "./promises.js";

export function factsOf(page) {
  const { say, ticket, labels } = page;
  const desk = page.desks[ticket.desk];
  const facts = [
    ["tickets.next", labels.due(ticket)],
    ["tickets.promised", nextUpdate(page)],
    ["tickets.passed_on", passedOn(page)],
    ["tickets.severity", labels.severity(ticket)],
    ["tickets.error_class", errorClass(desk, ticket)],
    ["tickets.level", level(page, desk)],
    ["tickets.kind", say(`kinds.kinds.${ticket.kind}`)],
    ["tickets.area", ticket.area && (desk?.areas?.[ticket.area] ?? ticket.area)],
    ["tickets.release", ticket.release],
    ["tickets.desk", labels.deskName(ticket.desk)],
    ["tickets.filed_by", filedBy(ticket)],
    ["tickets.agent", ticket.agent?.name],
    ["tickets.opened", exactly(page.language, ticket.opened_at, page.zone)],
  ];
  const shown = pairs(facts.map(([key, value]) => [say(key), value]));
  return h("div", { class: "tk-facts" }, shown, clocksOf(page), promisesOf(page), answered(page, desk));
}

/** Whose ticket it is; to staff also where letters go. */
function filedBy({ contact, organisation }) {
  const address = contact.address && h("span", { class: "tk-below tk-quiet" }, contact.address);
  return [`${contact.name}, ${organisation.name}`, address];
}

/** Where the case lies and what that asks of the customer (CI3 CI5). */
function passedOn({ say, staff, ticket, labels }) {
  if (!ticket.escalation) return null;
  const role = ticket.escalation.customer;
  const asked = role && say(staff ? `staff.customer_roles.${role}` : `kinds.customer_roles.${role}`);
  return [labels.lies(ticket), asked && h("span", { class: "tk-below tk-quiet" }, asked)];
}

/** Which fix the customer may expect (PM10). */
function errorClass(desk, ticket) {
  const known = desk?.error_classes?.find(({ id }) => id === ticket.error_class);
  return ticket.error_class && [ticket.error_class, known && h("span", { class: "tk-below tk-quiet" }, known.text)];
}

/** What a payroll day gives and costs (PM11). That nothing is extended is worth a line only to those who might think it is. */
function level(page, desk) {
  const { say, ticket, fee, language } = page;
  const isExtended = ticket.level && ticket.level !== "standard";
  if (!isExtended && !(page.staff && desk?.extended)) return null;
  const currency = fee && { style: "currency", currency: fee.currency, currencyDisplay: "code" };
  const price = fee && new Intl.NumberFormat(locale(language), currency).format(fee.amount);
  return [
    say(`kinds.levels.${ticket.level ?? "standard"}`),
    fee && h("span", { class: "tk-below tk-quiet" }, say("tickets.fee", { fee: price })),
  ];
}

function answered(page, desk) {
  const answers = Object.entries(page.ticket.answers ?? {}).filter(([, answer]) => answer);
  if (!answers.length) return null;
  const rows = answers.map(([id, answer]) => {
    const field = desk?.fields?.[id];
    return [field?.label ?? id, field?.choices?.[answer] ?? answer];
  });
  return h("details", { open: answers.length < 4 }, h("summary", {}, page.say("tickets.answers")), pairs(rows));
}
