/** The queue of a desk, by due time, the late ones first; for staff. */

import { h } from "./dom.js";
import { Labels } from "./labels.js";
import { Listing, tabs } from "./listing.js";
import { Part } from "./part.js";
import { deskAsked, isStaff, path, whoIsThere } from "./session.js";
import { showUnreached } from "./unreached.js";

const FRESH_FOR_SECONDS = 10;

class Queue extends Part {
  start() {
    this.waiting();
    return this.attempt(() => this.open());
  }

  async open() {
    const person = await whoIsThere(this.api);
    if (!isStaff(person)) throw this.api.problem("not_allowed");
    const asked = new URLSearchParams(location.search);
    this.state = asked.get("state") === "closed" ? "closed" : "open";
    this.desk = deskAsked(person, asked);
    this.labels = new Labels(this, true);
    this.listing = new Listing(this, {
      caption: this.say(`staff.${this.state}_at`, { desk: this.labels.deskName(this.desk) }),
      columns: this.columns(),
      page: (cursor) => this.page(cursor),
      empty: () => h("div", { class: "tk-empty" }, h("p", {}, this.say(`staff.no_${this.state}`))),
    });
    await this.listing.open();
    const unreached = h("div");
    this.show(this.desksOf(person), this.states(), unreached, this.listing.node);
    this.watch();
    showUnreached(this, unreached);
  }

  page(cursor) {
    this.fetchedAt = Date.now();
    const at = cursor ? `&cursor=${encodeURIComponent(cursor)}` : "";
    return this.api.get(`/desks/${this.desk}/queue?state=${this.state}${at}`);
  }

  /** Whoever comes back to the page sees the queue as it is now. */
  watch() {
    if (this.watched) return;
    this.watched = true;
    const refresh = () => {
      const stale = Date.now() - this.fetchedAt > FRESH_FOR_SECONDS * 1000;
      if (document.visibilityState !== "visible" || !stale) return;
      this.attempt(() => this.listing.refresh(), (problem) => this.announce(problem.text));
    };
    this.listen(window, "focus", refresh);
    this.listen(document, "visibilitychange", refresh);
  }

  desksOf(person) {
    if (person.desks.length < 2) return null;
    const choices = person.desks.map((desk) => {
      return { text: this.labels.deskName(desk), href: `?desk=${desk}&state=${this.state}`, chosen: desk === this.desk };
    });
    return tabs(this.say("staff.desks"), choices);
  }

  states() {
    const choices = ["open", "closed"].map((state) => {
      return { text: this.say(`tickets.${state}`), href: `?desk=${this.desk}&state=${state}`, chosen: state === this.state };
    });
    return tabs(this.say("tickets.which"), choices);
  }

  columns() {
    const { say, labels } = this;
    return [
      { title: say("staff.due"), cell: (ticket) => this.dueOf(ticket) },
      { title: say("tickets.ticket"), cell: (ticket) => this.nameOf(ticket), leads: true },
      { title: say("tickets.state"), cell: (ticket) => [labels.state(ticket), labels.marks(ticket), labels.liesBelow(ticket)] },
      { title: say("tickets.severity"), cell: (ticket) => labels.severity(ticket) },
      { title: say("staff.agent"), cell: (ticket) => ticket.agent?.name ?? h("span", { class: "tk-quiet" }, say("staff.nobody")) },
      { title: say("tickets.changed"), cell: (ticket) => labels.ago(ticket.changed_at, labels.zone(ticket)) },
    ];
  }

  dueOf(ticket) {
    const left = this.labels.timeLeft(ticket);
    const due = h("span", { class: left ? "tk-quiet" : false }, this.labels.due(ticket));
    return left ? [left, h("br"), due] : due;
  }

  nameOf(ticket) {
    const href = path(this.language, `ticket/?n=${encodeURIComponent(ticket.number)}`);
    return [
      h("a", { class: "tk-name", href }, h("span", { class: "tk-number" }, ticket.number), " ", ticket.subject),
      h("span", { class: "tk-quiet" }, `${ticket.organisation.name} · ${ticket.contact.name}`),
    ];
  }
}

customElements.define("tuki-queue", Queue);
