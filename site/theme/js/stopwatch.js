/** The bar on every page for staff: on which ticket one's stopwatch runs, and for how long (MP5). Others see nothing. */

import { Api } from "./api.js";
import { h } from "./dom.js";
import { isStaff, onChange, path, remembered } from "./session.js";
import { isSame, onTold, tell, ticking, told } from "./stopwatch-time.js";
import { sayer } from "./words.js";

const FRESH_FOR_MILLISECONDS = 10_000;

class Stopwatch extends HTMLElement {
  connectedCallback() {
    const { lang, api, words } = JSON.parse(this.dataset.json);
    this.leaving = new AbortController();
    const { signal } = this.leaving;
    this.language = lang;
    this.say = sayer(words);
    this.api = new Api(api ?? "", lang, {}, signal);
    onChange(() => this.look(), signal);
    onTold((watch) => this.show(watch), signal);
    const again = () => document.visibilityState === "visible" && Date.now() - this.askedAt > FRESH_FOR_MILLISECONDS && this.look();
    window.addEventListener("focus", again, { signal });
    document.addEventListener("visibilitychange", again, { signal });
    this.look();
  }

  disconnectedCallback() {
    this.leaving.abort();
    this.drawn?.abort();
  }

  /** Asks the server; where it does not answer, the bar stays as it is: the page around it tells what is wrong. */
  async look() {
    this.askedAt = Date.now();
    if (!isStaff(remembered() ?? {})) return this.show(null);
    try {
      tell((await this.api.get("/stopwatch")).stopwatch);
    } catch {
      return undefined;
    }
    return undefined;
  }

  show(watch) {
    if (watch && isSame(watch, this.watch) && watch.ended_at === this.watch.ended_at && watch.forgotten === this.watch.forgotten) return;
    this.drawn?.abort();
    this.drawn = new AbortController();
    this.watch = told(watch);
    this.replaceChildren(...(watch ? [this.bar()] : []));
  }

  bar() {
    const { ticket, subject, forgotten } = this.watch;
    const href = path(this.language, `ticket/?n=${encodeURIComponent(ticket)}`);
    const link = h("a", { href }, this.say("worklog.bar.on", { number: ticket }));
    const clock = ticking(h("span", { class: "tk-watch__time", role: "timer", "aria-label": this.say("worklog.elapsed") }), this.watch, this.drawn.signal);
    const hint = forgotten && h("span", { class: "tk-mark tk-mark--late" }, this.say("worklog.bar.forgotten"));
    return h("section", { class: "tk-watch", "aria-label": this.say("worklog.bar.label") }, clock, link, h("span", { class: "tk-watch__subject" }, subject), hint);
  }
}

customElements.define("tuki-stopwatch", Stopwatch);
