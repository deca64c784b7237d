/** Figures of a desk for its leads: targets met, promises kept, what is late and what is due next. */

import { h } from "./dom.js";
import { byCustomer, byMonth, bySeverity, legend, tile } from "./figures-cards.js";
import { filters, readChoice } from "./figures-choice.js";
import { Labels } from "./labels.js";
import { Listing, tabs } from "./listing.js";
import { Part } from "./part.js";
import { PLACES, deskAsked, path, whoLeads } from "./session.js";
import { Teller, chosen, summedBy } from "./tally.js";

class Figures extends Part {
  start() {
    this.waiting();
    return this.attempt(() => this.open());
  }

  async open() {
    const person = await whoLeads(this.api);
    const asked = new URLSearchParams(location.search);
    this.desk = deskAsked(person, asked);
    this.choice = readChoice(asked);
    this.labels = new Labels(this, true);
    this.teller = new Teller(this);
    this.person = person;
    this.ways = h("div");
    this.drawn = h("div");
    await this.load();
    const controls = filters(this.say, this.choice, (matter) => this.matterName(matter), (change) => this.choose(change));
    this.show(this.ways, controls, this.drawn);
  }

  async load() {
    const asked = this.address();
    const found = await this.api.get(asked);
    if (asked !== this.address()) return; // Another choice was made meanwhile, and its figures are on the way.
    this.found = found;
    this.listing = new Listing(this, {
      caption: this.say("figures.due_at", { desk: this.labels.deskName(this.desk) }),
      columns: this.columns(),
      page: () => ({ tickets: this.found.due_next }),
      empty: () => h("p", {}, this.say("figures.no_due")),
    });
    await this.listing.open();
    this.draw();
  }

  address(as = "") {
    return `/desks/${this.desk}/figures${as}?months=${this.choice.months}`;
  }

  query(desk) {
    return `?${new URLSearchParams({ desk, ...this.choice })}`;
  }

  desksOf({ desks }) {
    if (desks.length < 2) return "";
    const choices = desks.map((desk) => ({ text: this.labels.deskName(desk), href: this.query(desk), chosen: desk === this.desk }));
    return tabs(this.say("staff.desks"), choices);
  }

  matterName(matter) {
    return matter ? this.say(`kinds.matters.${this.labels.matter(this.desk, matter)}`) : this.say("figures.every_target");
  }

  /** What is chosen stands in the address, to be sent to others. Those who do not see the charts hear the sum. */
  choose(change) {
    Object.assign(this.choice, change);
    history.replaceState(null, "", this.query(this.desk));
    const redraw = async () => {
      await (change.months ? this.load() : this.draw());
      this.announce(this.sum(this.counted()).told);
    };
    return this.attempt(redraw, (problem) => this.announce(problem.text));
  }

  counted(matter = this.choice.matter) {
    return chosen(this.found.by_month, { ...this.choice, matter });
  }

  sum(counts, name = this.matterName(this.choice.matter)) {
    return this.teller.row(name, summedBy(counts, [""], () => "")[0]);
  }

  draw() {
    const counts = this.counted();
    const promises = this.choice.matter === "promise" ? null : this.counted("promise");
    this.ways.replaceChildren(this.desksOf(this.person));
    this.drawn.replaceChildren(
      this.tiles(counts, promises),
      ...this.cards(counts, promises ?? []),
      h("p", {}, h("a", { class: "button button--quiet", href: this.download(), download: true }, this.say("figures.download"))),
      h("h2", { id: "due" }, this.say("figures.due")),
      this.listing.node,
      h("p", {}, h("a", { href: `${path(this.language, PLACES.queue)}?desk=${this.desk}` }, this.say("figures.to_queue"))),
    );
  }

  tiles(counts, promises) {
    const { late, more_late: more } = this.found;
    const [all, kept] = [this.sum(counts), promises && this.sum(promises, this.say("figures.promises"))];
    return h(
      "dl",
      { class: "tk-tiles" },
      tile(`${this.say("figures.columns.met")} · ${all.name}`, all.percent, all.of),
      kept && tile(kept.name, kept.percent, kept.of),
      tile(this.say("figures.late_now"), `${late}${more ? "+" : ""}`, h("a", { href: "#due" }, this.say("figures.due"))),
    );
  }

  cards(counts, promises) {
    const { say, teller, found, choice } = this;
    if (!counts.length && !promises.length) return [h("div", { class: "tk-empty" }, h("p", {}, say("figures.no_figures")))];
    const cards = [
      counts.length > 0 && byMonth(say, teller, counts, found.months, "figures.by_month"),
      promises.length > 0 && byMonth(say, teller, promises, found.months, "figures.promises_by_month"),
      counts.length > 0 && [bySeverity(say, teller, counts), byCustomer(say, teller, chosen(found.by_customer, choice))],
    ];
    return [legend(say), h("div", { class: "tk-charts" }, cards)];
  }

  /** The browser follows this link by itself, in its own language: the page's stands in it. */
  download() {
    return `${this.data.api ?? ""}/v1${this.address(".csv")}&lang=${this.language}`;
  }

  columns() {
    const { say, labels } = this;
    return [
      { title: say("staff.due"), cell: (ticket) => [labels.timeLeft(ticket), h("br"), h("span", { class: "tk-quiet" }, labels.due(ticket))] },
      { title: say("tickets.ticket"), cell: (ticket) => this.nameOf(ticket), leads: true },
      { title: say("tickets.severity"), cell: (ticket) => say(`kinds.severities.${ticket.severity}`) },
      { title: say("staff.agent"), cell: (ticket) => ticket.agent?.name ?? h("span", { class: "tk-quiet" }, say("staff.nobody")) },
    ];
  }

  nameOf({ number, subject, organisation }) {
    const href = path(this.language, `ticket/?n=${encodeURIComponent(number)}`);
    const link = h("a", { class: "tk-name", href }, h("span", { class: "tk-number" }, number), " ", subject);
    return [link, h("span", { class: "tk-quiet" }, organisation.name)];
  }
}

customElements.define("tuki-figures", Figures);
