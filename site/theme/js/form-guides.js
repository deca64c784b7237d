/** Guides that may answer the subject while it is typed, by the portal's own search. It never stops anyone. */

import { h } from "./dom.js";
import { address, ask } from "./search-client.js";

const PAUSE_MILLISECONDS = 400;
const SHORTEST = 4;
const LOOKED_AT = 12;
const SHOWN = 3;

export class Guides {
  constructor(say) {
    this.say = say;
    this.node = h("div", { class: "tk-notes", "aria-live": "polite" });
  }

  /** Looks once the typing pauses; what came too late for the subject as it is now is let go. */
  suggest(subject) {
    if (subject === this.subject) return;
    this.subject = subject;
    clearTimeout(this.pause);
    this.pause = setTimeout(() => this.look(subject), PAUSE_MILLISECONDS);
  }

  async look(subject) {
    const found = subject.trim().length < SHORTEST ? null : await ask(subject, LOOKED_AT);
    if (subject !== this.subject) return;
    const guides = (found?.items ?? []).filter(({ location }) => /^guides\/./.test(location)).slice(0, SHOWN);
    const items = guides.map((guide) => h("li", {}, h("a", { href: address(guide) }, guide.title)));
    const shown = items.length ? [h("div", { class: "tk-hinted" }, h("p", {}, this.say("form.guides")), h("ul", {}, items))] : [];
    if (this.node.textContent !== shown.map((node) => node.textContent).join("")) this.node.replaceChildren(...shown);
  }
}
