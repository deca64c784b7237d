/** My tickets: the open and the closed ones of the reader's own organisation (MP2 TC2 TC4). */

import { h } from "./dom.js";
import { Labels } from "./labels.js";
import { Listing, tabs } from "./listing.js";
import { Part } from "./part.js";
import { PLACES, isStaff, path, whoIsThere } from "./session.js";

class Tickets extends Part {
  start() {
    this.waiting();
    return this.attempt(() => this.open());
  }

  async open() {
    const person = await whoIsThere(this.api);
    if (isStaff(person)) return this.sendToQueue();
    this.state = new URLSearchParams(location.search).get("state") === "closed" ? "closed" : "open";
    this.labels = new Labels(this, false);
    const listing = new Listing(this, {
      caption: this.say(`tickets.${this.state}_of`, { organisation: person.organisation?.name }),
      columns: this.columns(),
      page: (cursor) => this.api.get(`/tickets?state=${this.state}${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ""}`),
      empty: () => this.empty(person),
    });
    await listing.open();
    this.show(this.tabs(), listing.node, listing.tickets.length > 0 && this.ways(person));
  }

  sendToQueue() {
    const queue = h("a", { class: "button", href: path(this.language, PLACES.queue) }, this.say("sign_in.queue"));
    this.show(h("p", {}, this.say("tickets.staff_here")), h("p", {}, queue));
  }

  tabs() {
    return tabs(this.say("tickets.which"), [
      { text: this.say("tickets.open"), href: "?state=open", chosen: this.state === "open" },
      { text: this.say("tickets.closed"), href: "?state=closed", chosen: this.state === "closed" },
    ]);
  }

  columns() {
    const { say, labels } = this;
    return [
      { title: say("tickets.ticket"), cell: (ticket) => this.nameOf(ticket), leads: true },
      { title: say("tickets.state"), cell: (ticket) => [labels.state(ticket), labels.marks(ticket), labels.liesBelow(ticket)] },
      { title: say("tickets.next"), cell: (ticket) => [labels.due(ticket), " ", ticket.late && labels.timeLeft(ticket)] },
      { title: say("tickets.changed"), cell: (ticket) => labels.ago(ticket.changed_at, labels.zone(ticket)) },
    ];
  }

  nameOf(ticket) {
    const href = path(this.language, `ticket/?n=${encodeURIComponent(ticket.number)}`);
    return [
      h("a", { class: "tk-name", href }, h("span", { class: "tk-number" }, ticket.number), " ", ticket.subject),
      h("span", { class: "tk-quiet" }, `${this.labels.deskName(ticket.desk)} · ${ticket.contact.name}`),
    ];
  }

  empty(person) {
    return h("div", { class: "tk-empty" }, h("p", {}, this.say(`tickets.no_${this.state}`)), this.ways(person));
  }

  /** The ways to file a new ticket, one for each of her desks. */
  ways(person) {
    const desks = person.desks.filter((desk) => this.desks[desk]);
    const links = desks.map((desk) => {
      const text = this.say("tickets.file_at", { desk: this.desks[desk].name });
      return h("a", { class: "button button--quiet", href: path(this.language, `${desk}/new/`) }, text);
    });
    return h("p", { class: "tk-row" }, links);
  }
}

customElements.define("tuki-tickets", Tickets);
