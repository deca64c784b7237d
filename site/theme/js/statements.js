/** Issued statements: a customer's own, latest first, and one of them as it was issued, with its files. */

import { money } from "./amounts.js";
import { monthName, onDay } from "./dates.js";
import { focusOn, h } from "./dom.js";
import { Part } from "./part.js";
import { isStaff, whoIsThere } from "./session.js";
import { sheetShown } from "./statement-sheet.js";

class Statements extends Part {
  start() {
    this.waiting();
    return this.attempt(() => this.open());
  }

  async open() {
    this.person = await whoIsThere(this.api);
    const asked = new URLSearchParams(location.search);
    const [desk, month] = [asked.get("desk") ?? "", asked.get("month") ?? ""];
    this.customer = isStaff(this.person) ? (asked.get("customer") ?? "") : "";
    this.path = isStaff(this.person) ? `/desks/${encodeURIComponent(desk)}/runs/${encodeURIComponent(month)}/statements` : "/statements";
    this.cursor = null;
    this.list = h("ol", { class: "tk-mails" });
    this.more = h("button", { class: "button button--quiet", type: "button", onclick: () => this.attempt(() => this.load()) }, this.say("tickets.more"));
    this.view = h("div");
    await this.load();
    const id = asked.get("id");
    if (id && !this.cardWith(id)) await this.attempt(() => this.fetch(id), (problem) => this.view.append(this.alert(problem)));
    const none = h("div", { class: "tk-empty" }, h("p", {}, this.say("billing.no_statements")));
    this.show(this.list.children.length ? [this.list, this.more] : none, this.toAll(desk, month), this.view);
    const chosen = id ? this.cardWith(id) : this.list.children.length === 1 && this.list;
    if (chosen) chosen.querySelector("button").click();
  }

  /** The way from one customer's statement to those of all. */
  toAll(desk, month) {
    return this.customer && h("p", {}, h("a", { href: `?${new URLSearchParams({ desk, month })}` }, this.say("billing.all_of_month", { month: monthName(this.language, month) })));
  }

  async load() {
    const query = new URLSearchParams({ ...(this.cursor && { cursor: this.cursor }), ...(this.customer && { organisation: this.customer }) });
    const { statements, cursor } = await this.api.get(`${this.path}?${query}`);
    this.list.append(...statements.map((one) => h("li", {}, this.card(one))));
    this.cursor = cursor;
    this.more.hidden = !cursor;
  }

  cardWith(id) {
    return this.list.querySelector(`#${CSS.escape(id)}`);
  }

  /** One that a letter led to, which is not among the latest. */
  async fetch(id) {
    const { statement } = await this.api.get(`/statements/${encodeURIComponent(id)}`);
    this.list.prepend(h("li", {}, this.card(statement)));
  }

  card(statement) {
    const { say, language } = this;
    const title = say(statement.is_credit ? "billing.credit" : "billing.statement", { number: statement.number });
    const amount = money(language, statement.payable, statement.currency);
    const days = say("billing.issued_due", { issued: onDay(language, statement.issued_on), due: onDay(language, statement.due_on) });
    return h(
      "section",
      { class: "tk-card", id: statement.id },
      h("h2", {}, title),
      h("p", {}, h("strong", {}, amount), " · ", monthName(language, statement.month), " · ", h("span", { class: "tk-quiet" }, days)),
      h("p", { class: "tk-row" }, h("button", { type: "button", class: "button button--quiet", onclick: () => this.read(statement) }, say("billing.read")), statement.files.map((file) => this.fileLink(statement, file))),
    );
  }

  /** Links are made when they are asked for, as they hold for a few minutes only. */
  fileLink(statement, file) {
    const follow = (event) =>
      this.attempt(
        async () => location.assign((await this.api.get(`/statements/${statement.id}/files/${file}${this.asked(statement)}`)).url),
        (problem) => event.target.after(h("span", { class: "tk-error", role: "alert" }, problem.text)),
      );
    return h("button", { type: "button", class: "tk-link", onclick: follow }, this.say(`billing.files.${file}`));
  }

  asked({ organisation }) {
    return isStaff(this.person) ? `?organisation=${encodeURIComponent(organisation)}` : "";
  }

  read(statement) {
    return this.attempt(
      async () => {
        const { sheet } = await this.api.get(`/statements/${statement.id}${this.asked(statement)}`);
        this.view.replaceChildren(h("p", { class: "tk-hinted" }, this.say("billing.not_delivered")), sheetShown(sheet));
        focusOn(this.view.querySelector("h2"));
      },
      (problem) => this.view.replaceChildren(h("p", { class: "tk-alert", role: "alert" }, problem.text)),
    );
  }
}

customElements.define("tuki-statements", Statements);
