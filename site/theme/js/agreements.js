/** A customer's agreements with a desk, for its leads: every version to read, and new ones to keep by form or as YAML. */

import { editorOf } from "./agreement-editor.js";
import { monthOf } from "./agreement-month.js";
import { versionShown } from "./agreement-shown.js";
import { Combobox } from "./combobox.js";
import { focusOn, h } from "./dom.js";
import { tabs } from "./listing.js";
import { Part } from "./part.js";
import { deskAsked, whoLeads } from "./session.js";

const MOST_LISTED = 10;

class Agreements extends Part {
  start() {
    this.waiting();
    return this.attempt(() => this.open());
  }

  async open() {
    this.person = await whoLeads(this.api);
    const asked = new URLSearchParams(location.search);
    this.desk = deskAsked(this.person, asked);
    this.organisation = asked.get("customer") ?? "";
    this.board = h("div");
    if (this.organisation) await this.load();
    else await this.list();
    this.show(this.desksOf(this.person.desks), this.customers(), this.board);
  }

  async load() {
    const asked = `/desks/${this.desk}/agreements?organisation=${encodeURIComponent(this.organisation)}`;
    this.found = await this.api.get(asked);
    this.draw();
  }

  /** The first customers, so that nobody need know a name to begin. */
  async list() {
    const { customers } = await this.api.get(`/desks/${this.desk}/customers?beginning=`);
    const links = customers.map(({ id, name }) => h("li", {}, h("a", { href: this.at(this.desk, id) }, name)));
    const more = customers.length >= MOST_LISTED && h("p", { class: "tk-quiet" }, this.say("agreements.customers_more"));
    if (links.length) this.board.replaceChildren(...[h("h2", {}, this.say("agreements.customers")), h("ul", {}, links), more].filter(Boolean));
  }

  desksOf(desks) {
    if (desks.length < 2) return null;
    const choices = desks.map((desk) => ({ text: this.desks[desk]?.name ?? desk, href: this.at(desk), chosen: desk === this.desk }));
    return tabs(this.say("staff.desks"), choices);
  }

  at(desk, customer = "") {
    return `?${new URLSearchParams(customer ? { desk, customer } : { desk })}`;
  }

  /** The customer is chosen once and stands in the address, so that the page can be sent to a colleague. */
  customers() {
    const { say, api, desk } = this;
    const box = new Combobox(this, {
      name: "organisation",
      label: say("agreements.customer"),
      hint: say("agreements.customer_hint"),
      find: async (beginning) => (await api.get(`/desks/${desk}/customers?beginning=${encodeURIComponent(beginning)}`)).customers,
      none: "agreements.customer_none",
      count: "agreements.customer_found",
    });
    box.node.addEventListener("input", () => box.value && this.choose(box.value));
    return h("div", { class: "tk-form" }, box.node);
  }

  choose(organisation) {
    this.organisation = organisation;
    history.replaceState(null, "", this.at(this.desk, organisation));
    return this.attempt(
      async () => {
        await this.load();
        focusOn(this.board.querySelector("h2"));
      },
      (problem) => this.announce(problem.text),
    );
  }

  draw() {
    const { say, found } = this;
    const latest = [...found.versions].reverse();
    const current = latest[0]?.agreement;
    this.editing = h("div");
    const parts = [
      h("h2", {}, found.organisation.name),
      h(
        "p",
        { class: "tk-row" },
        current && h("button", { type: "button", class: "button", onclick: () => this.edit(latest[0]) }, say("agreements.new_version")),
        h("button", { type: "button", class: current ? "button button--quiet" : "button", onclick: () => this.edit(null) }, say("agreements.new_agreement")),
      ),
      this.editing,
      latest.length ? monthOf(this) : null,
      latest.length ? h("ol", { class: "tk-mails" }, latest.map((one, place) => h("li", {}, versionShown(this, one, place === 0)))) : this.none(),
    ];
    this.board.replaceChildren(...parts.filter(Boolean));
  }

  none() {
    return h("div", { class: "tk-empty" }, h("p", {}, this.say("agreements.none")));
  }

  /** A new version begins as a copy of the one before, `before` null begins an agreement. */
  edit(before) {
    this.editing.replaceChildren(editorOf(this, before, { done: (kept) => this.kept(kept), cancel: () => this.draw() }));
    focusOn(this.editing.querySelector("h3"));
  }

  async kept(version) {
    await this.load();
    const said = this.say("agreements.kept", { agreement: version.agreement });
    const told = h("p", { class: "tk-done" }, said);
    this.editing.replaceChildren(told);
    this.announce(said);
    focusOn(told);
  }
}

customElements.define("tuki-agreements", Agreements);
