/** What every interactive part of a page shares: its data, words, calls, and how it says that something went wrong. */

import { Api } from "./api.js";
import { announcer, h } from "./dom.js";
import { PLACES, forget, path, signInPath } from "./session.js";
import { sayer } from "./words.js";

/** What may well be over when one tries again. */
const PASSING = ["internal", "offline", "conflict", "too_many"];

export class Part extends HTMLElement {
  connectedCallback() {
    const data = JSON.parse(this.dataset.json);
    this.leaving = new AbortController();
    this.data = data;
    this.language = data.lang;
    this.desks = data.desks ?? {};
    this.say = sayer(data.words);
    this.api = new Api(data.api ?? "", data.lang, data.words.errors ?? {}, this.leaving.signal);
    const { region, announce } = announcer();
    this.announce = announce;
    this.stage = h("div", { class: "tk-stage" });
    this.replaceChildren(this.stage, region);
    this.start();
  }

  disconnectedCallback() {
    this.leaving.abort();
  }

  show(...nodes) {
    this.stage.removeAttribute("aria-busy");
    this.stage.replaceChildren(...nodes.flat(Infinity).filter(Boolean));
  }

  waiting() {
    this.stage.setAttribute("aria-busy", "true");
    this.stage.replaceChildren(h("p", { class: "tk-waiting" }, this.say("errors.loading")));
  }

  /** Listens for as long as the part is in the page. */
  listen(target, type, listener) {
    target.addEventListener(type, listener, { signal: this.leaving.signal });
  }

  /** Does something that may fail for a reason that a person should read. */
  async attempt(work, otherwise = (problem) => this.fail(problem)) {
    try {
      return await work();
    } catch (problem) {
      if (problem.name === "AbortError") return undefined;
      if (problem.code === "sign_in_needed") forget();
      otherwise(problem.text ? problem : this.unexpected(problem));
      return undefined;
    }
  }

  unexpected(error) {
    console.error(error);
    return this.api.problem("internal");
  }

  /** Shows a problem in place of the part's content, with the way on that fits it. */
  fail(problem) {
    const link = (href, key) => h("a", { class: "button", href }, this.say(key));
    if (problem.code === "sign_in_needed") {
      this.show(this.alert(problem, link(signInPath(this.language), "errors.sign_in")));
    } else if (PASSING.includes(problem.code)) {
      const again = () => this.start();
      this.show(this.alert(problem, h("button", { class: "button", type: "button", onclick: again }, this.say("errors.try_again"))));
    } else if (problem.code === "leads_only") {
      this.show(this.alert(problem, link(path(this.language, PLACES.queue), "sign_in.queue")));
    } else {
      this.show(this.alert(problem, link(path(this.language, PLACES.tickets), "sign_in.tickets")));
    }
  }

  alert(problem, ...ways) {
    return h("div", { class: "tk-alert", role: "alert" }, h("p", {}, problem.text), h("p", { class: "tk-row" }, ways));
  }
}
