/** Mails that became no ticket: those that wait for somebody's decision, and those that have had it; for staff. */

import { cardOf } from "./aside-card.js";
import { focusOn, h } from "./dom.js";
import { tabs } from "./listing.js";
import { Part } from "./part.js";
import { deskAsked, isStaff, whoIsThere } from "./session.js";

class SetAside extends Part {
  start() {
    this.cursor = null;
    this.waiting();
    return this.attempt(() => this.open());
  }

  async open() {
    this.person = await whoIsThere(this.api);
    if (!isStaff(this.person)) throw this.api.problem("not_allowed");
    const { desks } = this.person;
    if (!desks.length) return this.show(this.empty("staff.aside.no_desk"));
    const asked = new URLSearchParams(location.search);
    this.state = asked.get("state") === "closed" ? "closed" : "open";
    this.desk = deskAsked(this.person, asked);
    this.path = `/desks/${this.desk}/set-aside`;
    this.list = h("ol", { class: "tk-mails" });
    this.button = h("button", { class: "button button--quiet", type: "button", onclick: () => this.more() }, this.say("tickets.more"));
    await this.load();
    const none = this.empty(`staff.aside.no_${this.state}`);
    return this.show(this.desksOf(desks), this.states(), this.list.children.length ? [this.list, this.button] : none);
  }

  async load() {
    const at = this.cursor ? `&cursor=${encodeURIComponent(this.cursor)}` : "";
    const { mails, cursor } = await this.api.get(`${this.path}?state=${this.state}${at}`);
    this.list.append(...mails.map((mail) => cardOf(this, mail)));
    this.cursor = cursor;
    this.button.hidden = !cursor;
  }

  async more() {
    const known = this.list.children.length;
    this.button.disabled = true;
    await this.attempt(
      async () => {
        await this.load();
        this.announce(this.say("staff.aside.shown", { count: this.list.children.length }));
        const next = this.list.children[known]?.querySelector("h2");
        if (next) focusOn(next);
      },
      (problem) => this.announce(problem.text),
    );
    this.button.disabled = false;
  }

  /** The link to one of this page's lists. */
  at(state, desk = this.desk) {
    return `?desk=${encodeURIComponent(desk)}&state=${state}`;
  }

  desksOf(desks) {
    if (desks.length < 2) return null;
    const choices = desks.map((desk) => {
      return { text: this.desks[desk]?.name ?? desk, href: this.at(this.state, desk), chosen: desk === this.desk };
    });
    return tabs(this.say("staff.desks"), choices);
  }

  states() {
    const choices = ["open", "closed"].map((state) => {
      return { text: this.say(`staff.aside.${state}`), href: this.at(state), chosen: state === this.state };
    });
    return tabs(this.say("staff.aside.which"), choices);
  }

  empty(key) {
    return h("div", { class: "tk-empty" }, h("p", {}, this.say(key)));
  }
}

customElements.define("tuki-set-aside", SetAside);
