/** A ticket's page: where it stands, its whole correspondence, and what the reader may do (MP2 TC3 TC5 CI5). */

import { actsOf, handling } from "./acts.js";
import { focusOn, h } from "./dom.js";
import { entryOf } from "./entry.js";
import { factsOf } from "./facts.js";
import { Labels } from "./labels.js";
import { Part } from "./part.js";
import { returnedOf } from "./returned.js";
import { PLACES, isStaff, path, whoIsThere } from "./session.js";
import { timeOf } from "./time-card.js";
import { agreementOf, proposalOf } from "./triage.js";

class Ticket extends Part {
  start() {
    this.number = (new URLSearchParams(location.search).get("n") ?? "").trim().toUpperCase();
    this.path = `/tickets/${encodeURIComponent(this.number)}`;
    this.waiting();
    return this.attempt(() => this.load());
  }

  async load() {
    this.staff = isStaff(await whoIsThere(this.api));
    if (!this.number) throw this.api.problem("not_found");
    this.take(await this.api.get(this.path));
  }

  /** Unknown and not yours read the same; both have a way on. */
  fail(problem) {
    if (problem.code !== "not_found") return super.fail(problem);
    const list = path(this.language, this.staff ? PLACES.queue : PLACES.tickets);
    const link = h("a", { class: "button", href: list }, this.say(this.staff ? "sign_in.queue" : "sign_in.tickets"));
    const text = this.say("tickets.not_found", { number: this.number });
    return this.show(this.alert({ text }, link));
  }

  take({ ticket, entries, actions = [], clocks = [], promises = [], suggested_until = null, fee = null }) {
    Object.assign(this, { ticket, entries, actions, clocks, promises, suggested_until, fee });
    this.labels = new Labels(this, this.staff);
    this.zone = this.labels.zone(ticket);
    document.title = `${ticket.number} ${ticket.subject}`;
    this.draw();
  }

  draw() {
    const { ticket, say } = this;
    this.correspondence = h("ol", { class: "tk-entries" }, this.entries.map((entry) => entryOf(this, entry)));
    const acts = actsOf(this);
    this.show(
      h("header", { class: "tk-head" }, [
        h("p", { class: "tk-number" }, ticket.number),
        h("h2", {}, ticket.subject),
        h("p", { class: "tk-row" }, this.labels.state(ticket), this.labels.marks(ticket), this.labels.timeLeft(ticket)),
      ]),
      agreementOf(this),
      returnedOf(this),
      factsOf(this),
      handling(this),
      proposalOf(this),
      this.staff && timeOf(this),
      h("h2", {}, say("tickets.correspondence")),
      this.correspondence,
      acts.length > 0 && h("section", { class: "tk-acts" }, h("h2", {}, say("tickets.go_on")), acts),
    );
  }

  /** After a step of ours: the ticket as it is now, the focus on what is new in it, and a word that it is done. */
  async changed(answer, done) {
    const known = this.entries.length;
    this.take(answer?.actions ? answer : await this.api.get(this.path));
    const newest = this.entries.length > known ? this.correspondence.lastElementChild : this.stage;
    focusOn(newest.querySelector("h3, h2"));
    this.announce(done);
  }

  accept(entry, button) {
    return this.press(button, "acceptances", { sequence: entry.sequence }, this.say("staff.accepted"));
  }

  dismiss(entry, button) {
    return this.press(button, "dismissals", { sequence: entry.sequence }, this.say("staff.dismissed"));
  }

  /** A held mail that is about something else waits from now on among those set aside. */
  setAside(entry, button) {
    const body = { sequence: entry.sequence, belongs_elsewhere: true };
    return this.press(button, "dismissals", body, this.say("staff.elsewhere_done"));
  }

  /** A step that needs no words: done once, or its refusal shown beside the button. */
  async press(button, call, body, done) {
    button.disabled = true;
    button.parentElement.querySelector(".tk-error")?.remove();
    await this.attempt(
      async () => this.changed(await this.api.post(`${this.path}/${call}`, body), done),
      (problem) => button.after(h("span", { class: "tk-error", role: "alert" }, problem.text)),
    );
    button.disabled = false;
  }
}

customElements.define("tuki-ticket", Ticket);
