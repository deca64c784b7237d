/** Choosing files: dragged or chosen, checked before they are sent, sent at once, with progress, removal and retry. */

import { h, newId } from "./dom.js";
import { upload } from "./upload.js";
import { listed, sized } from "./words.js";

const MOST_FILES = 20;

export class Files {
  /** `rules` are the desk's `{extensions, max_megabytes}`; `kept` are uploads `{id, name, size}` of a draft. */
  constructor(part, desk, rules, { kept = [], changed = () => undefined } = {}) {
    Object.assign(this, { part, desk, rules, changed });
    this.items = kept.map((file) => ({ ...file, state: "done" }));
    this.list = h("ul", { class: "tk-files" });
    this.node = this.build();
    this.draw();
  }

  /** What is uploaded, for the functions: `{id, name}`. */
  get ready() {
    return this.items.filter(({ state }) => state === "done").map(({ id, name }) => ({ id, name }));
  }

  get kept() {
    return this.items.filter(({ state }) => state === "done").map(({ id, name, size }) => ({ id, name, size }));
  }

  get isBusy() {
    return this.items.some(({ state }) => state === "sending");
  }

  get isWrong() {
    return this.items.some(({ state }) => state === "refused" || state === "failed");
  }

  build() {
    const { say } = this.part;
    const id = newId("files");
    const accept = this.rules.extensions.map((extension) => `.${extension}`).join(",");
    const known = { type: "file", multiple: true, id, accept, class: "tk-heard", "aria-describedby": `${id}-hint` };
    const input = h("input", { ...known, onchange: () => this.take(input) });
    const press = h("label", { class: "button button--quiet", for: id }, say("form.choose_files"));
    const zone = h("div", { class: "tk-drop" }, h("p", { class: "tk-quiet", "aria-hidden": "true" }, say("form.drop")), input, press);
    for (const type of ["dragover", "dragleave", "drop"]) zone.addEventListener(type, (event) => this.drag(event, zone));
    const hint = say("form.files_hint", { most: this.rules.max_megabytes, allowed: this.rules.extensions.join(", ") });
    return h(
      "div",
      { class: "tk-field", "data-field": "files" },
      h("label", { for: id }, say("form.files")),
      h("p", { class: "tk-hint", id: `${id}-hint` }, hint),
      h("p", { class: "tk-error", id: `${id}-error`, hidden: true }),
      zone,
      this.list,
    );
  }

  take(input) {
    this.add([...input.files]);
    input.value = "";
  }

  drag(event, zone) {
    event.preventDefault();
    zone.classList.toggle("tk-drop--over", event.type === "dragover");
    if (event.type === "drop") this.add([...event.dataTransfer.files]);
  }

  add(files) {
    for (const file of files) {
      const item = { file, name: file.name, size: file.size, state: "sending", share: 0, stop: new AbortController() };
      this.items.push(item);
      const refusal = this.refusal(file);
      if (refusal) Object.assign(item, { state: "refused", text: refusal.text });
      else this.send(item);
    }
    this.draw();
    this.changed();
  }

  /** What the desk's limits say against a file, before anything is sent. */
  refusal({ name, size }) {
    const { extensions, max_megabytes: most } = this.rules;
    const extension = name.includes(".") ? name.split(".").pop().toLowerCase() : "";
    if (!extensions.includes(extension)) {
      return this.part.api.problem("file_type_refused", { name, allowed: listed(this.part.language, extensions) });
    }
    if (size > most * 1_000_000) return this.part.api.problem("file_too_large", { name, most });
    if (this.items.length > MOST_FILES) return this.part.api.problem("too_many_files", { most: MOST_FILES });
    return null;
  }

  async send(item) {
    Object.assign(item, { state: "sending", share: 0, text: "" });
    const told = (share) => (item.bar ? (item.bar.value = share) : undefined);
    await this.part.attempt(
      async () => {
        item.id = await upload(this.part.api, this.desk, item.file, told, item.stop.signal);
        item.state = "done";
        this.part.announce(this.part.say("form.file_done", { name: item.name }));
      },
      (problem) => {
        Object.assign(item, { state: "failed", text: problem.text });
        this.part.announce(problem.text);
      },
    );
    this.draw();
    this.changed();
  }

  remove(item) {
    item.stop?.abort();
    this.items = this.items.filter((other) => other !== item);
    this.draw();
    this.part.announce(this.part.say("form.file_removed", { name: item.name }));
    this.node.querySelector("input").focus();
    this.changed();
  }

  draw() {
    this.list.replaceChildren(...this.items.map((item) => this.row(item)));
  }

  row(item) {
    const { say, language } = this.part;
    const button = (key, onclick) => {
      const label = say(`${key}_named`, { name: item.name });
      return h("button", { type: "button", class: "tk-link", "aria-label": label, onclick }, say(key));
    };
    const bar = h("progress", { max: 1, value: item.share, "aria-label": say("form.sending_named", { name: item.name }) });
    item.bar = bar;
    const retry = () => (this.send(item), this.draw());
    return h("li", { class: item.text ? "tk-files__wrong" : false }, [
      h("span", { class: "tk-files__name" }, item.name),
      h("span", { class: "tk-quiet" }, sized(language, item.size)),
      item.state === "sending" && bar,
      item.text && h("span", { class: "tk-error" }, item.text),
      item.state === "failed" && button("form.retry", retry),
      button("form.remove", () => this.remove(item)),
    ]);
  }
}
