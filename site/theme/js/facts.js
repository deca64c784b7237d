/** The facts of a ticket beside its correspondence: what is due, who has it, what was answered in the checklist. */

import { exactly } from "./dates.js";
import { h } from "./dom.js";

export function factsOf(page) {
  const { say, ticket, labels } = page;
  const desk = page.desks[ticket.desk];
  const facts = [
    ["tickets.next", labels.due(ticket)],
    ["tickets.severity", labels.severity(ticket)],
    ["tickets.kind", say(`kinds.kinds.${ticket.kind}`)],
    ["tickets.area", ticket.area && (desk?.areas?.[ticket.area] ?? ticket.area)],
    ["tickets.release", ticket.release],
    ["tickets.desk", labels.deskName(ticket.desk)],
    ["tickets.filed_by", `${ticket.contact.name}, ${ticket.organisation.name}`],
    ["tickets.agent", ticket.agent?.name],
    ["tickets.opened", exactly(page.language, ticket.opened_at, page.zone)],
  ];
  const shown = facts.filter(([, value]) => value).map(([key, value]) => pair(say(key), value));
  return h("div", { class: "tk-facts" }, h("dl", {}, shown), answered(page, desk));
}

function answered(page, desk) {
  const answers = Object.entries(page.ticket.answers ?? {}).filter(([, answer]) => answer);
  if (!answers.length) return null;
  const pairs = answers.map(([id, answer]) => {
    const field = desk?.fields?.[id];
    return pair(field?.label ?? id, field?.choices?.[answer] ?? answer);
  });
  return h("details", { open: answers.length < 4 }, h("summary", {}, page.say("tickets.answers")), h("dl", {}, pairs));
}

function pair(term, value) {
  return h("div", {}, h("dt", {}, term), h("dd", {}, value));
}
