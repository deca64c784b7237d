/** The card of a ticket's time, for staff: the stopwatch, entries by hand, sums, and all that was entered (MP5 MP7). */

import { actForm } from "./act-form.js";
import { focusOn, h, newId } from "./dom.js";
import { isSame, onTold, tell, told } from "./stopwatch-time.js";
import { entriesOf, sumsOf } from "./time-entries.js";
import { enteredOf } from "./time-entered.js";
import { spanAsked } from "./time-span.js";
import { taskAsked } from "./time-task.js";
import { watchOf } from "./time-watch.js";

/** Refusals after which the card shows how it really stands. */
const OUTDATED = ["stopwatch_forgotten", "stopwatch_gone", "stopwatch_runs", "stopwatch_closed", "entry_corrected"];

/** The card of a ticket's page, made once: a step on the ticket refreshes it and loses nothing that is being written. */
export function timeOf(page) {
  page.timeCard ??= new TimeCard(page);
  page.timeCard.load();
  return page.timeCard.node;
}

class TimeCard {
  constructor(page) {
    this.page = page;
    this.heading = h("h2", { id: newId("time") }, page.say("worklog.title"));
    this.stage = h("div", {});
    this.node = h("section", { class: "tk-card tk-time", "aria-labelledby": this.heading.id }, this.heading, h("p", { class: "tk-quiet" }, page.say("staff.only_staff")), this.stage);
    onTold((watch) => this.time && !isSame(watch, this.time.stopwatch) && this.load(), page.leaving.signal);
    page.leaving.signal.addEventListener("abort", () => this.drawn?.abort());
  }

  load() {
    return this.attempt(
      async () => this.take(await this.page.api.get(`${this.page.path}/time`)),
      (problem) => this.stage.replaceChildren(h("p", { class: "tk-error" }, problem.text)),
    );
  }

  /** What stands here already is left alone while nothing of it has changed. */
  take(time) {
    const kept = JSON.stringify({ ...time, stopwatch: time.stopwatch && { ...time.stopwatch, seconds: 0 } });
    if (kept === this.kept && !this.warning) return;
    this.kept = kept;
    this.time = { ...time, stopwatch: told(time.stopwatch) };
    this.draw();
  }

  draw() {
    this.drawn?.abort();
    this.drawn = new AbortController();
    const warning = this.warning && h("p", { class: "tk-why", role: "alert" }, this.warning);
    this.stage.replaceChildren(...[warning, this.entered, watchOf(this), this.byHand(), sumsOf(this), entriesOf(this)].filter(Boolean));
    this.warning = "";
  }

  byHand() {
    const { say } = this.page;
    const form = actForm(this.host("by_hand"), {
      act: "by_hand",
      room: "worklog",
      path: `tickets/${encodeURIComponent(this.time.number)}/time`,
      asks: [...spanAsked(this), ...taskAsked(this)],
    });
    form.querySelector("h3").remove();
    return h("details", { class: "tk-time__hand", open: this.isOpen("hand") }, h("summary", {}, say("worklog.by_hand.title")), form);
  }

  /** Whether a part that folds is open as it stands. */
  isOpen(part) {
    return this.stage.querySelector(`.tk-time__${part}`)?.open ?? false;
  }

  /** What a form of ours needs of a page. `draft` names what is being written, `words` say something else. */
  host(draft, words = {}) {
    const { say, api, ticket } = this.page;
    return {
      say: (key, values) => words[key] ?? say(key, values),
      api,
      ticket: { number: `${ticket.number}.time.${draft}` },
      path: "",
      attempt: (work, otherwise) => this.attempt(work, otherwise),
      changed: (answer, done) => this.changed(answer, done),
    };
  }

  attempt(work, otherwise) {
    return this.page.attempt(work, (problem) => {
      if (!OUTDATED.includes(problem.code)) return otherwise(problem);
      this.warning = problem.text;
      return this.load();
    });
  }

  /** After a step of ours: the time as it is now, the focus on what is new, and a word that it is done. */
  async changed(answer, done) {
    const { say, api, path, ticket } = this.page;
    const others = [...new Set(answer.overlaps.map((one) => one.ticket))];
    const overlap = others.length ? say("worklog.overlap", { where: others.join(", ") }) : "";
    const time = answer.works ? answer : await api.get(`${path}/time`);
    this.kept = "";
    this.warning = overlap;
    this.entered = answer.entry && enteredOf(this.page, answer.entry);
    this.stage.querySelector(".tk-time__hand").open = false;
    this.take(time);
    tell(time.stopwatch);
    const isHere = answer.entry?.ticket === ticket.number;
    const entry = isHere && this.stage.querySelector(`#${CSS.escape(`time-${answer.entry.id}`)}`);
    const list = entry && entry.closest("details");
    if (list) list.open = true;
    focusOn(entry || this.stage.querySelector("h3") || this.heading);
    this.page.announce(done);
  }
}
