/** The run of a desk's month, for its leads: drawn up, looked through, approved, issued. */

import { approvalOf } from "./billing-approval.js";
import { draftsOf } from "./billing-drafts.js";
import { MOVING, countsOf, lastMonths, stageOf } from "./billing-stage.js";
import { tableLink } from "./billing-table.js";
import { exactly, monthName } from "./dates.js";
import { focusOn, h, newId } from "./dom.js";
import { tabs } from "./listing.js";
import { Part } from "./part.js";
import { deskAsked, path, whoLeads } from "./session.js";

const MONTH = /^20\d\d-(0[1-9]|1[0-2])$/;
const LOOK_AGAIN = { least: 1500, most: 15000, each: 30 }; // milliseconds

class Billing extends Part {
  start() {
    this.waiting();
    return this.attempt(() => this.open());
  }

  async open() {
    this.person = await whoLeads(this.api);
    const asked = new URLSearchParams(location.search);
    this.desk = deskAsked(this.person, asked);
    const latest = lastMonths();
    this.month = MONTH.test(asked.get("month") ?? "") ? asked.get("month") : latest[1];
    this.months = latest.includes(this.month) ? latest : [...latest, this.month];
    this.board = h("div");
    await this.load();
    this.show(this.desksOf(this.person.desks), this.choice(), this.board, this.toReplay());
    this.listen(document, "visibilitychange", () => !document.hidden && this.attempt(() => this.load(), () => this.lookAgain()));
  }

  get path() {
    return `/desks/${this.desk}/runs/${this.month}`;
  }

  async load() {
    this.take(await this.api.get(this.path));
  }

  /** Shows the run; while errands are under way it looks again, as long as somebody is looking. */
  take(run, isDone = false) {
    const before = this.stage_;
    const told = JSON.stringify(run);
    if (told === this.told && !isDone) return this.lookAgain();
    Object.assign(this, { run, told, stage_: stageOf(run) });
    if (before && before !== this.stage_) this.announce(this.say(`billing.stages.${this.stage_}`, this.counts()));
    this.draw();
    return this.lookAgain();
  }

  /** The more there is to fetch, the less often. */
  lookAgain() {
    clearTimeout(this.timer);
    if (document.hidden || !MOVING.includes(this.stage_)) return;
    const pause = Math.min(LOOK_AGAIN.most, Math.max(LOOK_AGAIN.least, LOOK_AGAIN.each * this.run.drafts.length));
    this.timer = setTimeout(() => this.attempt(() => this.load(), () => this.lookAgain()), pause);
  }

  disconnectedCallback() {
    clearTimeout(this.timer);
    super.disconnectedCallback();
  }

  counts() {
    return countsOf(this.run, this.stage_);
  }

  desksOf(desks) {
    if (desks.length < 2) return null;
    const choices = desks.map((desk) => ({ text: this.desks[desk]?.name ?? desk, href: `?${new URLSearchParams({ desk, month: this.month })}`, chosen: desk === this.desk }));
    return tabs(this.say("staff.desks"), choices);
  }

  choice() {
    const options = this.months.map((month) => h("option", { value: month, selected: month === this.month }, monthName(this.language, month)));
    const onchange = (event) => location.assign(`?${new URLSearchParams({ desk: this.desk, month: event.target.value })}`);
    const id = newId("month");
    return h("p", { class: "tk-field" }, h("label", { for: id }, this.say("billing.month")), h("select", { id, onchange }, options));
  }

  toReplay() {
    const href = path(this.language, `staff/replay/?${new URLSearchParams({ desk: this.desk })}`);
    return h("p", {}, h("a", { href }, this.say("billing.replay.link")));
  }

  draw() {
    const { say, run, stage_: stage } = this;
    const left = stage === "done" && this.counts().held > 0 && [" ", say("billing.left", this.counts())];
    const told = h("p", { class: "tk-lead" }, say(`billing.stages.${stage}`, this.counts()), left);
    const approved = run.approved_at && h("p", { class: "tk-quiet" }, say("billing.approved_by", { name: run.approved_by, at: exactly(this.language, run.approved_at, this.desks[this.desk]?.zone) }));
    const parts = [told, MOVING.includes(stage) && this.progress(), approved, this.comeSince(), this.acts(stage), draftsOf(this, run), tableLink(this)];
    this.board.replaceChildren(...parts.filter(Boolean));
  }

  /** Time that was written after the month was drawn up is in none of the drafts. */
  comeSince() {
    const customers = this.run.drafts.filter((draft) => draft.come_since).length + this.run.newcomers;
    return customers > 0 && h("p", { class: "tk-alert" }, this.say("billing.come_since.customers", { count: customers }));
  }

  progress() {
    const { done, customers } = this.counts();
    return h("progress", { max: customers || 1, value: done, "aria-label": this.say(`billing.stages.${this.stage_}`, this.counts()) });
  }

  acts(stage) {
    const { say, run } = this;
    if (MOVING.includes(stage)) return null;
    const draw = h("button", { type: "button", class: stage === "new" ? "button" : "button button--quiet", onclick: (event) => this.act(event, this.path, {}) }, say(stage === "new" ? "billing.draw_up" : "billing.draw_up_again"));
    const ready = run.drafts.some(({ standing }) => standing === "drawn_up");
    const approve = ready && run.is_over && approvalOf(this, (event) => this.act(event, `${this.path}/approvals`, { hash: run.hash }));
    const why = ready && !run.is_over && h("span", { class: "tk-quiet" }, say("billing.not_over"));
    const hint = approve && h("p", { class: "tk-quiet" }, say("billing.approve_hint"), " ", h("code", {}, run.hash.slice(0, 12)));
    return h("div", {}, h("p", { class: "tk-row" }, [approve, draw, why].filter(Boolean)), hint);
  }

  async act(event, path, body) {
    const button = event.currentTarget;
    if (button.disabled) return;
    button.disabled = true;
    await this.attempt(
      async () => {
        this.take(await this.api.post(path, body), true);
        focusOn(this.board.querySelector(".tk-lead"));
      },
      (problem) => {
        button.after(h("p", { class: "tk-alert", role: "alert" }, problem.text));
        button.disabled = false;
      },
    );
  }
}

customElements.define("tuki-billing", Billing);
