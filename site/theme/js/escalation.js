/** Passing a case on, to colleagues or to others outside, and taking it back (CI2 CI3 CI4). */

import { actForm } from "./act-form.js";
import { h } from "./dom.js";
import { choice, field, valueOf } from "./fields.js";
import { untilAsked, untilByDefault } from "./promises.js";
import { textAsked, writing } from "./writing.js";

const OUTSIDE = ["vendor", "third_party"];
const WITHIN = ["consulting", "development", "sales", "project_manager"];
const ROLES = ["not_involved", "asked", "contacted"];

/** The vendor changes the standard product; customisations begin with sales (CI4). An agent may choose otherwise. */
const CHANGES = { standard_product: "vendor", customisation: "sales" };

/** To whom, what it asks of the customer, what she is told, and when she hears more. */
export function escalating(page) {
  const { say } = page;
  const outside = outsideOf(page);
  const form = actForm(page, {
    act: "escalation",
    room: "staff",
    path: "escalations",
    asks: [
      { name: "to", node: partiesOf(page), needs: "escalation_unknown" },
      { name: "party", node: outside, needs: "party_missing" },
      { name: "customer" },
      textAsked(page, say("staff.escalation.label"), false),
      untilAsked(page, { value: page.suggested_until ?? "", hint: untilByDefault(page) }),
    ],
  });
  const show = () => (outside.hidden = outside.disabled = !OUTSIDE.includes(valueOf(form, "to")));
  form.addEventListener("change", show);
  show();
  return form;
}

export function returning(page) {
  return writing(page, { act: "returning", room: "staff", path: "returns", needed: false });
}

function partiesOf({ say, ticket }) {
  const options = [...WITHIN, ...OUTSIDE].map((to) => {
    return { value: to, label: say(`kinds.escalations.${to}`), hint: say(`staff.escalation_texts.${to}`) };
  });
  const value = ticket.kind === "change_request" ? CHANGES[ticket.answers?.changed_part] : undefined;
  return choice({ name: "to", label: say("staff.escalation.to"), options, value });
}

/** Who is outside has a name, and the ticket says what that means for the customer. */
function outsideOf({ say }) {
  const party = h("input", { type: "text", autocomplete: "off", maxlength: 100 });
  const options = ROLES.map((role) => ({ value: role, label: say(`staff.customer_roles.${role}`) }));
  return h(
    "fieldset",
    { class: "tk-group" },
    h("legend", {}, say("staff.escalation.outside")),
    field({ name: "party", label: say("staff.escalation.party"), control: party }),
    choice({ name: "customer", label: say("staff.escalation.customer"), options, value: ROLES[0] }),
  );
}
