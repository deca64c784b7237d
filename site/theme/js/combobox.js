/** Choosing one of many by the beginning of its name: an editable combobox with a listbox, as WAI-ARIA describes it. */

import { h, newId } from "./dom.js";
import { field } from "./fields.js";

const PAUSE_MILLISECONDS = 200;

export class Combobox {
  /** `find(beginning)` gives `[{id, name}]`; `none` and `count` are the keys of the words for what was found. */
  constructor(part, { name, label, hint, find, none, count }) {
    Object.assign(this, { part, find, none, count, found: [], chosen: null, active: -1, asked: 0 });
    const id = newId("list");
    this.list = h("ul", { role: "listbox", id, "aria-label": label, class: "tk-found", hidden: true });
    this.input = h("input", {
      ...{ type: "text", role: "combobox", autocomplete: "off", spellcheck: "false" },
      ...{ "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": id },
      oninput: () => this.typed(),
      onkeydown: (event) => this.press(event),
      onclick: () => (this.chosen ? undefined : this.look()),
      onblur: () => this.leave(),
    });
    this.told = h("p", { class: "tk-hint", hidden: true });
    this.node = field({ name, label, hint, control: this.input });
    this.node.append(h("div", { class: "tk-found__place" }, this.list), this.told);
  }

  /** The id of what was chosen; empty while nothing is. */
  get value() {
    return this.chosen?.id ?? "";
  }

  typed() {
    this.chosen = null;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.look(), PAUSE_MILLISECONDS);
  }

  /** Fetches and shows what begins as typed; an answer that another question has overtaken is let go. */
  look() {
    this.asked += 1;
    const mine = this.asked;
    return this.part.attempt(
      async () => {
        const found = await this.find(this.input.value.trim());
        if (mine === this.asked && document.activeElement === this.input) this.open(found);
      },
      (problem) => this.tell(problem.text),
    );
  }

  open(found) {
    const { say, announce } = this.part;
    this.found = found;
    this.list.replaceChildren(...found.map((one, place) => this.option(one, place)));
    this.list.hidden = !found.length;
    this.input.setAttribute("aria-expanded", String(found.length > 0));
    this.mark(-1);
    this.tell(found.length ? "" : say(this.none));
    if (found.length) announce(say(this.count, { count: found.length }));
  }

  /** A press on an option must not take the focus out of the field first. */
  option(one, place) {
    const id = `${this.list.id}-${place}`;
    const stay = (event) => event.preventDefault();
    return h("li", { role: "option", id, "aria-selected": "false", onmousedown: stay, onclick: () => this.choose(one) }, one.name);
  }

  tell(text) {
    this.told.textContent = text;
    this.told.hidden = !text;
    if (text) this.part.announce(text);
  }

  close() {
    this.asked += 1;
    clearTimeout(this.timer);
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.mark(-1);
  }

  choose(one) {
    this.chosen = one;
    this.input.value = one.name;
    this.close();
    this.tell("");
    this.node.dispatchEvent(new Event("input", { bubbles: true }));
  }

  /** A name written out in full is chosen, too. */
  leave() {
    const written = this.input.value.trim().toLocaleLowerCase();
    const meant = this.found.filter(({ name }) => name.toLocaleLowerCase() === written);
    if (!this.chosen && meant.length === 1) this.choose(meant[0]);
    else this.close();
  }

  mark(place) {
    this.active = place;
    [...this.list.children].forEach((option, at) => option.setAttribute("aria-selected", String(at === place)));
    const option = this.list.children[place];
    if (option) this.input.setAttribute("aria-activedescendant", option.id);
    else this.input.removeAttribute("aria-activedescendant");
    option?.scrollIntoView({ block: "nearest" });
  }

  press(event) {
    const isOpen = !this.list.hidden;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (isOpen) this.move(event.key === "ArrowDown" ? 1 : -1);
      else this.look();
    } else if (event.key === "Enter" && isOpen && this.active >= 0) {
      event.preventDefault();
      this.choose(this.found[this.active]);
    } else if (event.key === "Escape" && isOpen) {
      event.preventDefault();
      this.close();
    }
  }

  move(step) {
    const { length } = this.found;
    this.mark(this.active < 0 ? (step > 0 ? 0 : length - 1) : (this.active + step + length) % length);
  }
}
