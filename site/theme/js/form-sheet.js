/** The form's first step: the kind, its fields, what is still missing, and errors at the field and in a summary. */

import { worded } from "./checklist.js";
import { h } from "./dom.js";
import { markFault, showFaults } from "./fields.js";
import { isUnsupported, missingOf, partiesOf, partyCard, unsupportedNote } from "./form-asides.js";
import { fieldsOf, kindOf } from "./form-fields.js";
import { Guides } from "./form-guides.js";

export class Sheet {
  /** `part` is the form's part: its answers, kind and lacks; `checked()` is called when nothing is left to put right. */
  constructor(part, checked) {
    Object.assign(this, { part, checked });
    this.fields = h("div", { class: "tk-fields" });
    this.missing = h("div", { class: "tk-missing", role: "status" });
    this.guides = new Guides(part.say);
    this.parties = h("div", { class: "tk-notes", "aria-live": "polite" });
    this.release = h("div", { class: "tk-notes", "aria-live": "polite" });
    const go = h("p", { class: "tk-row" }, h("button", { type: "submit", class: "button" }, part.say("form.go_check")));
    this.node = h("form", { class: "tk-form", novalidate: true }, kindOf(part), this.fields, this.missing, go);
    this.node.addEventListener("input", ({ target }) => target.name && part.answer(target.name, target.value));
    this.node.addEventListener("submit", (event) => {
      event.preventDefault();
      this.check();
    });
    this.draw();
  }

  /** The fields of the kind chosen; what was answered in fields of the same name stays. */
  draw() {
    const { part } = this;
    const fields = part.kind ? fieldsOf(part, part.kind) : [];
    this.fields.replaceChildren(...fields.flat(Infinity).filter(Boolean));
    this.fields.querySelector('[data-field="subject"]')?.after(this.guides.node);
    this.fields.querySelector('[data-field="description"]')?.after(this.parties);
    this.fields.querySelector('[data-field="version"]')?.after(this.release);
    this.comment();
  }

  /** Something was filled in: the comments follow, and a field that was wrong is judged again. */
  changed() {
    this.comment();
    const { faults } = this;
    for (const box of this.node.querySelectorAll(".tk-field--wrong")) {
      const fault = faults.find(({ field }) => field === box.dataset.field);
      markFault(this.node, box.dataset.field, fault?.text ?? "");
    }
  }

  /** What the form says by itself, beside what it is about; touched only where it has changed, not to be read out again. */
  comment() {
    const { part } = this;
    const { kind } = part;
    if (kind) this.guides.suggest(part.answers.subject ?? "");
    const parties = kind ? partiesOf(part).map((party) => partyCard(part, party)) : [];
    const old = kind && isUnsupported(part, kind) ? [unsupportedNote(part)] : [];
    const missing = kind ? [missingOf(part, kind)] : [];
    for (const [place, said] of [[this.parties, parties], [this.release, old], [this.missing, missing]]) {
      const text = said.map((node) => node.textContent).join("");
      if (place.textContent !== text) place.replaceChildren(...said);
    }
  }

  get faults() {
    const { api, files, kind, lacks, language, say } = this.part;
    if (!kind) return [{ field: "kind", text: api.problem("kind_unknown").text }];
    const found = lacks.map((lack) => worded(api, language, lack));
    if (files.isBusy) found.push({ field: "attachments", text: say("form.files_busy") });
    if (files.isWrong) found.push({ field: "attachments", text: say("form.files_wrong") });
    return found;
  }

  check() {
    const { faults } = this;
    if (faults.length) showFaults(this.node, this.part.say("errors.summary"), faults);
    else this.checked();
  }

  focus(name) {
    const field = this.node.querySelector(`[data-field="${CSS.escape(name)}"]`);
    field?.querySelector("input:checked, select, textarea, input")?.focus();
  }
}
