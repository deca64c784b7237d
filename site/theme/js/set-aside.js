/** Mails that became no ticket: what each is, why it was set aside, and what it says; for staff. */

import { exactly, relatively, time } from "./dates.js";
import { h, prose } from "./dom.js";
import { tabs } from "./listing.js";
import { Part } from "./part.js";
import { isStaff, whoIsThere } from "./session.js";
import { knows, sized } from "./words.js";

class SetAside extends Part {
  start() {
    this.waiting();
    return this.attempt(() => this.open());
  }

  async open() {
    const person = await whoIsThere(this.api);
    if (!isStaff(person)) throw this.api.problem("not_allowed");
    const asked = new URLSearchParams(location.search).get("desk");
    this.desk = person.desks.includes(asked) ? asked : person.desks[0];
    this.list = h("ol", { class: "tk-mails" });
    this.button = h("button", { class: "button button--quiet", type: "button", onclick: () => this.more() }, this.say("tickets.more"));
    await this.load();
    const none = h("div", { class: "tk-empty" }, h("p", {}, this.say("staff.nothing_set_aside")));
    this.show(this.desksOf(person), this.list.children.length ? [this.list, this.button] : none);
  }

  async load() {
    const at = this.cursor ? `?cursor=${encodeURIComponent(this.cursor)}` : "";
    const { mails, cursor } = await this.api.get(`/desks/${this.desk}/set-aside${at}`);
    this.list.append(...mails.map((mail) => this.mail(mail)));
    this.cursor = cursor;
    this.button.hidden = !cursor;
  }

  async more() {
    const known = this.list.children.length;
    this.button.disabled = true;
    await this.attempt(() => this.load(), (problem) => this.announce(problem.text));
    this.button.disabled = false;
    this.list.children[known]?.querySelector("summary")?.focus();
  }

  desksOf(person) {
    if (person.desks.length < 2) return null;
    const choices = person.desks.map((desk) => {
      return { text: this.desks[desk]?.name ?? desk, href: `?desk=${desk}`, chosen: desk === this.desk };
    });
    return tabs(this.say("staff.desks"), choices);
  }

  mail(mail) {
    const zone = this.desks[this.desk]?.zone;
    const at = time(mail.at, relatively(this.language, mail.at), exactly(this.language, mail.at, zone));
    return h(
      "li",
      { class: "tk-card" },
      h("h2", {}, mail.subject || this.say("staff.no_subject")),
      h("p", { class: "tk-quiet" }, this.say("staff.from", { address: mail.from_address || "?" }), " · ", at),
      h("p", { class: "tk-why" }, this.reason(mail.reason)),
      h("details", {}, h("summary", {}, this.say("staff.read_mail")), prose(mail.text || this.say("staff.no_text"))),
      this.attachments(mail.attachments),
    );
  }

  reason(code) {
    const key = `staff.reasons.${code}`;
    return knows(this.data.words, key) ? this.say(key) : this.say("staff.reason_other", { reason: code });
  }

  /** By name only: what a stranger sent is not opened from here. */
  attachments(files) {
    if (!files.length) return null;
    const items = files.map(({ name, size }) => h("li", {}, name, h("span", { class: "tk-quiet" }, ` ${sized(this.language, size)}`)));
    return [h("p", { class: "tk-label" }, this.say("tickets.files")), h("ul", { class: "tk-files" }, items)];
  }
}

customElements.define("tuki-set-aside", SetAside);
