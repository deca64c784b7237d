/** The word with which a month is issued: said twice, as nothing of it can be taken back. */

import { money } from "./amounts.js";
import { monthName } from "./dates.js";
import { h } from "./dom.js";

/** A button that first asks whether it is meant; `approve(event)` hears the second press. */
export function approvalOf(page, approve) {
  const { say, language, run, month } = page;
  const drawn = run.drafts.filter(({ standing }) => standing === "drawn_up");
  const net = money(language, drawn.reduce((sum, one) => sum + Number(one.net), 0), run.currency);
  const place = h("span", { class: "tk-row" });
  const ask = () => {
    const yes = h("button", { type: "button", class: "button", onclick: approve }, say("billing.sure.yes"));
    const no = h("button", { type: "button", class: "button button--quiet", onclick: () => begin().focus() }, say("billing.sure.no"));
    place.replaceChildren(h("strong", { role: "status" }, say("billing.sure.asked", { count: drawn.length, month: monthName(language, month), net })), yes, no);
    yes.focus();
  };
  const begin = () => {
    const button = h("button", { type: "button", class: "button", onclick: ask }, say("billing.approve"));
    place.replaceChildren(button);
    return button;
  };
  begin();
  return place;
}
