/** Triage: the severity that both sides agree on, the class of an identified error, and terms where none are in force. */

import { actForm } from "./act-form.js";
import { h } from "./dom.js";
import { choice, tick, valueOf } from "./fields.js";

const SEVERITIES = ["1", "2", "3"];

/** That no agreement is in force, with an agent's press that the terms are agreed (PM3). */
export function agreementOf(page) {
  if (page.ticket.under_agreement) return null;
  const { say } = page;
  const said = h("p", {}, say(page.staff ? "staff.no_agreement" : "tickets.no_agreement"));
  const press = (event) => page.press(event.currentTarget, "agreement", {}, say("staff.agreement_done"));
  const button = h("button", { type: "button", class: "button", onclick: press }, say("staff.agreement"));
  return h("div", { class: "tk-why" }, said, page.actions.includes("agreement") && h("p", { class: "tk-row" }, button));
}

/** The severity that the other side proposes, to be agreed to by one press (PM1 PM13). */
export function proposalOf(page) {
  const { say, ticket, labels } = page;
  const other = page.staff ? "customer" : "desk";
  if (ticket.severity_proposed_by !== other || !page.actions.includes("severity")) return null;
  const severity = say(`kinds.severities.${ticket.severity_proposed}`);
  const body = { severity: ticket.severity_proposed, agreed: false };
  const press = (event) => page.press(event.currentTarget, "severity", body, say("tickets.triage.agreed"));
  const button = h("button", { type: "button", class: "button button--quiet", onclick: press }, say("tickets.triage.agree"));
  return h("p", { class: "tk-row tk-proposal" }, h("span", {}, say(`${labels.room}.triage.standing`, { severity })), button);
}

/** Another severity proposed; an agent may say that the customer has agreed to it elsewhere. */
export function proposing(page) {
  const { say, ticket, staff, labels } = page;
  const options = SEVERITIES.map((level) => {
    return { value: level, label: say(`kinds.severities.${level}`), hint: say(`kinds.severity_texts.${level}`) };
  });
  const levels = choice({ name: "severity", label: say("tickets.severity"), options, value: String(ticket.severity) });
  const agreed = staff && tick({ name: "agreed", label: say("staff.triage.agreed"), hint: say("staff.triage.agreed_hint") });
  return actForm(page, {
    act: "triage",
    room: labels.room,
    path: "severity",
    asks: [
      { name: "severity", node: levels, value: (form) => Number(valueOf(form, "severity")) },
      { name: "agreed", node: agreed, value: (form) => valueOf(form, "agreed") === true },
    ],
  });
}

/** The class of an identified error, each with what it promises (PM10). */
export function identifying(page) {
  const { say, desks, ticket } = page;
  const options = (desks[ticket.desk]?.error_classes ?? []).map(({ id, text }) => ({ value: id, label: id, hint: text }));
  const node = choice({ name: "class", label: say("staff.identified.label"), options, value: ticket.error_class });
  return actForm(page, { act: "identified", room: "staff", path: "error-class", asks: [{ name: "class", node, needs: "class_unknown" }] });
}
