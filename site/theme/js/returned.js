/** That letters to the contact come back: whoever waits for an answer to one waits in vain. For staff. */

import { exactly } from "./dates.js";
import { h } from "./dom.js";

export function returnedOf(page) {
  const { say, language, zone, staff, actions } = page;
  const { name, phone, returned } = page.ticket.contact;
  if (!staff || !returned) return null;
  const values = { name, address: returned.address, at: exactly(language, returned.at, zone) };
  const press = (event) => page.press(event.currentTarget, "trials", {}, say("staff.returned.done"));
  const button = h("button", { type: "button", class: "button button--quiet", onclick: press }, say("staff.returned.again"));
  return h(
    "div",
    { class: "tk-why tk-returned" },
    h("p", {}, h("strong", {}, say("staff.returned.said", values)), " ", say("staff.returned.call", values), phone && [" ", h("a", { href: `tel:${phone.replaceAll(" ", "")}` }, phone)]),
    actions.includes("trials") && h("p", { class: "tk-row" }, button),
  );
}
