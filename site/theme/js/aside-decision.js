/** What staff make of a mail that was set aside: a ticket's, a known contact's, a new contact's, or nobody's. */

import { actForm } from "./act-form.js";
import { Combobox } from "./combobox.js";
import { h, newId } from "./dom.js";
import { field, valueOf } from "./fields.js";

const BY_STAFF = ["staff", "forwarded"];
const DOUBTFUL = ["virus", "spam", "automatic", "unverified"];
const CALLS = { discarding: "discards" };
const ASKED = { to_ticket: ticketAsked, to_contact: contactAsked, to_customer: customerAsked, discarding: () => [] };

/** Buttons, the likeliest first, of which each unfolds its form. `changed(answer, done)` hears what was decided by the `call`. */
export function decisionOf(page, mail, { call, heading, changed }) {
  const board = { say: page.say, api: page.api, attempt: page.attempt.bind(page), path: call, ticket: { number: mail.id }, changed };
  const panel = h("div", { id: newId("decision") });
  const fold = () => {
    panel.replaceChildren();
    for (const button of buttons) button.setAttribute("aria-expanded", "false");
  };
  const press = (act, button) => {
    const isOpen = button.getAttribute("aria-expanded") === "true";
    fold();
    if (isOpen) return;
    button.setAttribute("aria-expanded", "true");
    panel.append(formOf(page, board, mail, act, () => (fold(), button.focus())));
    panel.querySelector("input, [type=submit]").focus();
  };
  const known = { type: "button", "aria-expanded": "false", "aria-controls": panel.id, "aria-describedby": heading };
  const buttons = actsFor(mail).map((act, place) => {
    const onclick = (event) => press(act, event.currentTarget);
    return h("button", { ...known, class: lookOf(mail, act, place), onclick }, labelOf(page, mail, act));
  });
  return h("div", {}, h("p", { class: "tk-row" }, buttons), panel);
}

/** What may become of a mail, the likeliest first. */
function actsFor(mail) {
  const likely = [mail.ticket && "to_ticket", knownOf(mail) && "to_contact", newcomer(mail) && "to_customer"];
  const acts = [...likely, "to_ticket", "to_contact", !mail.settled && "discarding"];
  return [...new Set(acts.filter(Boolean))];
}

/** One stands out, unless the mail is likeliest nobody's, comes from elsewhere than it says, or was decided on. */
function lookOf({ reason, settled, sent_by: sentBy }, act, place) {
  if (act === "discarding") return "tk-link";
  return place === 0 && !settled && !sentBy && !DOUBTFUL.includes(reason) ? "button" : "button button--quiet";
}

function labelOf({ say }, mail, act) {
  if (act === "to_ticket" && mail.ticket) return say("staff.to_ticket.named", { number: mail.ticket });
  if (act === "to_contact" && knownOf(mail)) return say("staff.to_contact.named", { name: mail.known.name });
  return say(act === "discarding" ? "staff.discarding.send" : `staff.${act}.title`);
}

/** The contact whose mail it is. A machine that writes from her address would answer every letter to it. */
function knownOf({ known, is_automatic: isAutomatic, forwarded_from: first }) {
  return isAutomatic && !first ? null : known;
}

/** The address that may become a contact's: nobody's who is one already, none of us, no machine's. */
function newcomer({ known, is_automatic: isAutomatic, reason, forwarded_from: first, from_address: address }) {
  if (known || isAutomatic) return "";
  return first || (BY_STAFF.includes(reason) ? "" : address);
}

function formOf(page, board, mail, act, cancel) {
  const form = actForm(board, { act, room: "staff", path: CALLS[act] ?? "acceptances", asks: ASKED[act](page, mail) });
  const button = h("button", { type: "button", class: "button button--quiet", onclick: cancel }, page.say("staff.aside.cancel"));
  form.querySelector(".tk-row").append(button);
  form.addEventListener("keydown", (event) => event.key === "Escape" && !event.defaultPrevented && cancel());
  return form;
}

function ticketAsked({ say, desks, desk }, { ticket }) {
  const control = h("input", { type: "text", value: ticket ?? "", autocomplete: "off", autocapitalize: "characters", spellcheck: "false" });
  const value = () => control.value.trim().toUpperCase().replace(/\s+/g, "-");
  const like = `${desks[desk]?.prefix}-1042`;
  const faults = () => (value() ? [] : [{ field: "ticket", text: say("staff.to_ticket.missing", { number: like }) }]);
  const node = field({ name: "ticket", label: say("staff.to_ticket.label"), control });
  return [{ name: "to", value: () => "ticket" }, { name: "ticket", node, value, faults }];
}

function contactAsked({ say }, mail) {
  const known = knownOf(mail);
  const control = h("input", { type: "email", value: known?.address ?? "", autocomplete: "off" });
  const hint = known && `${known.name}, ${known.organisation.name}`;
  const node = field({ name: "address", label: say("staff.to_contact.label"), hint, control });
  const value = (form) => valueOf(form, "address").trim();
  return [{ name: "to", value: () => "contact" }, { name: "address", node, value, needs: "address_bad" }];
}

function customerAsked(page, mail) {
  const { say, api, desk } = page;
  const customers = new Combobox(page, {
    name: "organisation",
    label: say("staff.to_customer.customer"),
    hint: say("staff.to_customer.customer_hint"),
    find: async (beginning) => (await api.get(`/desks/${desk}/customers?beginning=${encodeURIComponent(beginning)}`)).customers,
    none: "staff.to_customer.none",
    count: "staff.to_customer.found",
  });
  const control = h("input", { type: "text", value: mail.forwarded_from ? "" : mail.from_name, autocomplete: "off", maxlength: 100 });
  const hint = say("staff.to_customer.name_hint", { address: newcomer(mail) });
  const name = field({ name: "name", label: say("staff.to_customer.name"), hint, control });
  return [
    { name: "to", value: () => "customer" },
    { name: "organisation", node: customers.node, value: () => customers.value, kept: () => "", needs: "customer_unknown" },
    { name: "name", node: name, value: () => control.value.trim(), needs: "name_missing" },
  ];
}
