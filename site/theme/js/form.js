/** Filing a ticket: sign-in first, a checklist by kind, answers to check, a number and a due time (MP2 AD2 AD3 AD5 PM6). */

import { fieldNamed, filing, lacks } from "./checklist.js";
import { focusOn, h } from "./dom.js";
import { Draft } from "./draft.js";
import { showFaults } from "./fields.js";
import { Files } from "./files.js";
import { confirmationOf, reviewOf } from "./form-review.js";
import { Sheet } from "./form-sheet.js";
import { Part } from "./part.js";
import { isStaff, remembered, signInPath, whoIsThere } from "./session.js";

const CHECKING = "#check";

class Form extends Part {
  connectedCallback() {
    this.prepared ??= [...this.childNodes];
    super.connectedCallback();
  }

  async start() {
    this.desk = this.data.desk;
    this.draft = new Draft(`new.${this.desk.id}`);
    this.kept = this.draft.read();
    const asked = new URLSearchParams(location.search);
    const named = ["kind", "service"].filter((name) => asked.get(name)).map((name) => [name, asked.get(name)]);
    this.answers = { ...this.kept.answers, ...Object.fromEntries(named) };
    this.files = new Files(this, this.desk.id, this.desk.files, { kept: this.kept.files, changed: () => this.keep() });
    this.files.node.dataset.field = "attachments";
    if (remembered()) this.waiting();
    await this.attempt(
      () => this.open(),
      (problem) => (problem.code === "sign_in_needed" ? this.askIn() : this.fail(problem)),
    );
  }

  async open() {
    const person = await whoIsThere(this.api);
    if (isStaff(person)) return this.show(h("p", { class: "tk-why" }, this.say("form.staff_here")));
    if (!person.desks.includes(this.desk.id)) throw this.api.problem("desk_not_yours");
    this.listen(window, "hashchange", () => this.step(true));
    return this.step(false);
  }

  /** Who is not signed in reads what to prepare, and comes back here after signing in. */
  askIn() {
    const link = h("a", { class: "button", href: signInPath(this.language) }, this.say("sign_in.sign_in"));
    const lead = this.say(this.kept.answers ? "form.sign_in_draft" : "form.sign_in");
    this.show(h("div", { class: "tk-alert tk-alert--calm" }, h("p", {}, lead), h("p", { class: "tk-row" }, link)), this.prepared);
  }

  get kind() {
    return this.desk.kinds.find(({ id }) => id === this.answers.kind);
  }

  get lacks() {
    return this.kind ? lacks(this.kind.fields, this.answers, this.files.ready.length > 0) : [];
  }

  /** Fields or answers to check, as the address says; the way back is the browser's own. */
  step(isMove) {
    this.sheet = null;
    const isReady = this.kind && !this.lacks.length;
    if (location.hash === CHECKING && isReady) this.show(reviewOf(this, this.kind));
    else this.write();
    if (isMove) focusOn(this.stage.querySelector("h2, legend"));
  }

  write() {
    this.sheet = new Sheet(this, () => (location.hash = CHECKING));
    this.show(this.sheet.node);
  }

  answer(name, value) {
    this.answers[name] = value;
    if (name === "kind") this.sheet.draw();
    this.keep();
  }

  keep() {
    this.kept = { answers: this.answers, files: this.files.kept };
    this.draft.keep(this.kept);
    this.sheet?.changed();
  }

  /** Back to the fields, to one of them if named. */
  edit(name) {
    history.replaceState(null, "", location.pathname + location.search);
    this.step(true);
    if (name) this.sheet.focus(name);
  }

  /** Files the ticket once: the key stays with the draft until it is through or something in it changes. */
  async file(form) {
    const button = form.querySelector("[type=submit]");
    if (button.disabled) return;
    button.disabled = true;
    this.kept.key ??= crypto.randomUUID();
    this.draft.keep(this.kept);
    await this.attempt(
      async () => {
        const body = filing(this.desk, this.kind, this.answers, this.files.ready);
        const { ticket } = await this.api.post("/tickets", body, this.kept.key);
        this.finish(ticket);
      },
      (problem) => this.refused(problem, form),
    );
    button.disabled = false;
  }

  finish(ticket) {
    this.draft.drop();
    history.replaceState(null, "", location.pathname);
    this.show(confirmationOf(this, this.kind, ticket));
    focusOn(this.stage.querySelector("h2"));
  }

  /** What the functions refuse is shown at its field where it has one; everything stays as it was written. */
  refused(problem, form) {
    const faults = problem.faults.map(({ field, text }) => ({ field: fieldNamed(field), text }));
    if (faults.length) this.edit();
    const at = faults.length ? this.sheet.node : form;
    const summary = showFaults(at, this.say("errors.summary"), faults.length ? faults : [{ field: "", text: problem.text }]);
    if (problem.code !== "sign_in_needed") return;
    summary.append(h("p", {}, h("a", { href: signInPath(this.language) }, this.say("sign_in.sign_in"))));
  }
}

customElements.define("tuki-form", Form);
