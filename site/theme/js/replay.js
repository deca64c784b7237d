/** What months that are over would have cost under another price list, for leads. Nothing is written. */

import { focusOn, h } from "./dom.js";
import { clearFaults, showFaults } from "./fields.js";
import { tabs } from "./listing.js";
import { Part } from "./part.js";
import { formOf } from "./replay-form.js";
import { ReplayTable } from "./replay-table.js";
import { PLACES, deskAsked, path, whoLeads } from "./session.js";

class Replay extends Part {
  start() {
    this.waiting();
    return this.attempt(() => this.open());
  }

  async open() {
    const person = await whoLeads(this.api);
    const asked = new URLSearchParams(location.search);
    this.desk = deskAsked(person, asked);
    this.begun = await this.api.get(this.address);
    this.form = formOf(this, this.begun, (prices) => this.run(prices));
    this.board = h("section", { "aria-label": this.say("billing.replay.result") });
    const back = h("p", {}, h("a", { href: `${path(this.language, PLACES.billing)}?desk=${this.desk}` }, this.say("billing.replay.to_billing")));
    this.show(this.desksOf(person.desks), this.lead(), this.form, this.board, back);
  }

  disconnectedCallback() {
    this.stopped = true;
    super.disconnectedCallback();
  }

  get address() {
    return `/desks/${this.desk}/replays`;
  }

  desksOf(desks) {
    if (desks.length < 2) return null;
    const choices = desks.map((desk) => ({ text: this.desks[desk]?.name ?? desk, href: `?${new URLSearchParams({ desk })}`, chosen: desk === this.desk }));
    return tabs(this.say("staff.desks"), choices);
  }

  lead() {
    const told = ["agreed", "beforehand", "unwritten"].map((key) => h("li", {}, this.say(`billing.replay.${key}`)));
    return h("div", { class: "tk-hinted tk-replay-told" }, h("ul", {}, told));
  }

  /** Works it out customer by customer: whoever stops it, or has one fail, keeps what has come so far. */
  async run(prices) {
    const { customers } = this.begun;
    clearFaults(this.form);
    const submit = this.form.querySelector("[type=submit]");
    submit.disabled = true;
    this.stopped = this.faulty = false;
    this.done = 0;
    this.table = new ReplayTable(this, prices);
    this.bar = h("progress", { max: customers.length || 1, value: 0, "aria-label": this.said("under_way") });
    this.told = h("p", {}, this.said("under_way"));
    const stop = h("button", { type: "button", class: "button button--quiet", onclick: () => this.stop(stop) }, this.say("billing.replay.stop"));
    const moving = h("div", {}, h("p", { class: "tk-row" }, this.bar, stop));
    this.table.tell();
    this.board.replaceChildren(this.told, moving, this.table.node);
    focusOn(this.told);
    for (const customer of customers) {
      if (this.stopped) break;
      await this.workOut(customer, prices);
    }
    if (moving.contains(document.activeElement)) focusOn(this.told);
    moving.remove();
    submit.disabled = false;
    if (!this.faulty) this.finish();
  }

  stop(button) {
    this.stopped = true;
    focusOn(this.told);
    button.remove();
  }

  async workOut(customer, prices) {
    await this.attempt(
      async () => this.table.add(await this.api.post(this.address, { organisation: customer.id, ...prices })),
      (problem) => this.refused(customer, problem),
    );
    this.done += 1;
    this.bar.value = this.done;
    this.told.textContent = this.said("under_way");
    this.bar.setAttribute("aria-label", this.told.textContent);
  }

  /** What is wrong with the form stops it all; what is wrong with one customer is told in its row. */
  refused(customer, problem) {
    if (problem.faults?.length) {
      this.stopped = this.faulty = true;
      this.board.replaceChildren();
      showFaults(this.form, this.say("errors.form_incomplete"), problem.faults);
    } else if (problem.code === "sign_in_needed") {
      this.stopped = true;
      this.fail(problem);
    } else {
      this.table.fail(customer, problem.code === "internal" ? this.say("billing.replay.failed") : problem.text);
      this.table.tell();
    }
  }

  finish() {
    const told = this.said(this.done < this.begun.customers.length ? "stopped" : "finished");
    this.told.textContent = told;
    this.announce(told);
  }

  said(key) {
    return this.say(`billing.replay.${key}`, { done: this.done, customers: this.begun.customers.length });
  }
}

customElements.define("tuki-replay", Replay);
