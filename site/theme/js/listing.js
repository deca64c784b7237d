/** A list of tickets: a table on a desk, cards on a phone, more of it on demand, refreshed without losing one's place. */

import { h } from "./dom.js";

export class Listing {
  /** `columns` are `{title, cell(ticket), leads?}`: a leading one heads its card. `page(cursor)` fetches `{tickets, cursor?}`. */
  constructor(part, { caption, columns, page, empty }) {
    Object.assign(this, { part, columns, page, empty, tickets: [], cursor: undefined });
    this.body = h("tbody", { role: "rowgroup" });
    const heads = columns.map(({ title }) => h("th", { scope: "col" }, title));
    this.table = h(
      "table",
      { class: "tk-list", role: "table" },
      h("caption", { class: "tk-heard" }, caption),
      h("thead", { role: "rowgroup" }, h("tr", { role: "row" }, heads)),
      this.body,
    );
    this.button = h("button", { class: "button button--quiet", type: "button", onclick: () => this.more() }, part.say("tickets.more"));
    this.node = h("div", { class: "tk-listing" });
  }

  async open() {
    this.take(await this.page());
    this.draw();
  }

  take({ tickets, cursor }) {
    this.tickets = [...this.tickets, ...tickets];
    this.cursor = cursor;
  }

  async more() {
    const known = this.tickets.length;
    this.button.disabled = true;
    await this.part.attempt(
      async () => {
        this.take(await this.page(this.cursor));
        this.draw();
        this.part.announce(this.part.say("tickets.shown", { count: this.tickets.length }));
        this.body.rows[known]?.querySelector("a")?.focus();
      },
      (problem) => this.part.announce(problem.text),
    );
    this.button.disabled = false;
  }

  /** Fetches again as much as is shown; the focus stays on the ticket it was on, and nothing scrolls. */
  async refresh() {
    const shown = this.tickets.length;
    const held = document.activeElement?.closest?.("tr")?.dataset.number;
    const isThere = (found) => !held || found.some(({ number }) => number === held);
    const lacks = (found) => found.length < shown || (found.length === shown && !isThere(found));
    let { tickets, cursor } = await this.page();
    while (cursor && lacks(tickets)) {
      const next = await this.page(cursor);
      tickets = [...tickets, ...next.tickets];
      cursor = next.cursor;
    }
    Object.assign(this, { tickets, cursor });
    this.draw();
    if (held) this.body.querySelector(`tr[data-number="${CSS.escape(held)}"] a`)?.focus({ preventScroll: true });
  }

  draw() {
    this.body.replaceChildren(...this.tickets.map((ticket) => this.row(ticket)));
    this.button.hidden = !this.cursor;
    this.node.replaceChildren(...(this.tickets.length ? [this.table, this.button] : [this.empty()]));
  }

  row(ticket) {
    const cells = this.columns.map(({ title, cell, leads }) => {
      return h("td", { role: "cell", "data-title": title, class: leads ? "tk-whole-row" : false }, h("div", {}, cell(ticket)));
    });
    return h("tr", { role: "row", "data-number": ticket.number, class: ticket.late ? "tk-late" : false }, cells);
  }
}

/** Links that choose what is listed; the chosen one is named to those who do not see it. */
export function tabs(label, choices) {
  const links = choices.map(({ text, href, chosen }) => h("a", { href, "aria-current": chosen ? "page" : false }, text));
  return h("nav", { class: "tk-tabs", "aria-label": label }, links);
}
