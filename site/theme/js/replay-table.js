/** What the customers' months were and would have been: a row each as they come, sums per currency below. */

import { money } from "./amounts.js";
import { monthName } from "./dates.js";
import { h } from "./dom.js";

export class ReplayTable {
  constructor(page, { first, last }) {
    Object.assign(this, { page, sums: new Map(), same: 0, nothing: 0, differing: 0 });
    const { say, language } = page;
    const heads = ["customer", "was", "would", "difference"].map((key) => h("th", { scope: "col" }, say(`billing.replay.${key}`)));
    const caption = say("billing.replay.caption", { currency: page.begun.currency, first: monthName(language, first), last: monthName(language, last) });
    this.body = h("tbody");
    this.foot = h("tfoot");
    this.told = h("div");
    const table = h("table", { class: "tk-sums tk-replay" }, h("caption", {}, caption), h("thead", {}, h("tr", {}, heads)), this.body, this.foot);
    this.scroll = h("div", { class: "tk-scroll", tabindex: 0, role: "region", "aria-label": caption }, table);
    this.node = h("div", {}, this.scroll, this.told);
  }

  /** Adds what one customer's months came to. One with nothing in them is counted only. */
  add(found) {
    const { months, was, would, problems, currency } = found;
    this.same += months.filter(({ same }) => same).length;
    const differing = months.filter(({ same }) => same === false);
    this.differing += differing.length;
    if (Number(was) || Number(would) || problems.length || differing.length) {
      this.body.append(h("tr", {}, h("th", { scope: "row" }, found.organisation.name), this.amounts(was, would)), this.notes(found, differing));
      this.sum(was, would, currency);
    } else {
      this.nothing += 1;
    }
    this.tell();
  }

  /** Adds a customer whose months could not be worked out, and why. */
  fail(organisation, text) {
    this.body.append(h("tr", {}, h("th", { scope: "row" }, organisation.name), h("td", { colspan: 3, class: "tk-replay__wrong" }, text)));
  }

  notes({ months, problems, currency }, differing) {
    const { say, language } = this.page;
    const name = (month) => monthName(language, month);
    const changed = differing.map(({ month, issued }) => say("billing.replay.differs", { month: name(month), issued: money(language, issued, currency) }));
    const wrong = problems.map(({ month, text }) => `${name(month)}: ${text}`);
    const each = months.map(({ month, was, would }) => say("billing.replay.each", { month: name(month), was: money(language, was, currency), would: money(language, would, currency) }));
    const notes = [...changed, ...wrong];
    return h(
      "tr",
      { class: "tk-replay__notes" },
      h(
        "td",
        { colspan: 4 },
        notes.length > 0 && h("ul", {}, notes.map((text) => h("li", {}, text))),
        h("details", {}, h("summary", {}, say("billing.replay.month_by_month")), h("ul", {}, each.map((text) => h("li", {}, text)))),
      ),
    );
  }

  sum(was, would, currency) {
    const before = this.sums.get(currency) ?? { was: 0, would: 0 };
    this.sums.set(currency, { was: before.was + cents(was), would: before.would + cents(would) });
    const rows = [...this.sums].map(([each, sums]) => h("tr", {}, h("th", { scope: "row" }, this.page.say("billing.replay.sum", { currency: each })), this.amounts(sums.was / 100, sums.would / 100)));
    this.foot.replaceChildren(...rows);
  }

  /** Without their currency, which the caption has: so the table fits a phone. */
  amounts(was, would) {
    const plain = (amount, signDisplay = "auto") => new Intl.NumberFormat(this.page.language, { minimumFractionDigits: 2, maximumFractionDigits: 2, signDisplay }).format(amount);
    const difference = (cents(would) - cents(was)) / 100;
    return [plain(was), plain(would), plain(difference, "exceptZero")].map((text) => h("td", { class: "tk-amount" }, text));
  }

  tell() {
    const { say } = this.page;
    const texts = [
      this.same + this.differing > 0 && say("billing.replay.same", { count: this.same, issued: this.same + this.differing }),
      this.nothing > 0 && say("billing.replay.nothing_for", { count: this.nothing }),
    ];
    this.scroll.hidden = !this.body.rows.length;
    this.told.replaceChildren(...texts.filter(Boolean).map((text) => h("p", { class: "tk-quiet" }, text)));
  }
}

/** An amount in whole cents, so that sums stay exact. */
function cents(amount) {
  return Math.round(Number(amount) * 100);
}
