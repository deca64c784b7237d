/** Says whether a desk is open now and when that changes, from the hours that the page was published with (PM7 TC7 AD1). */

import { dateAt, status } from "./desk-time.js";

const DAY = 86_400_000;
const WEEKDAYS = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];
const LONGEST_TIMER = 6 * 3_600_000;

class OpenNow extends HTMLElement {
  connectedCallback() {
    this.hours = JSON.parse(this.dataset.json);
    this.language = this.closest("[lang]")?.lang ?? "en";
    this.seen = () => document.visibilityState === "visible" && this.draw();
    document.addEventListener("visibilitychange", this.seen);
    this.draw();
  }

  disconnectedCallback() {
    clearTimeout(this.timer);
    document.removeEventListener("visibilitychange", this.seen);
  }

  draw() {
    clearTimeout(this.timer);
    const now = Date.now() + 1000 * Number(document.body.dataset.shiftSeconds || 0);
    const found = status(this.hours, now);
    if (!found) {
      this.replaceChildren(this.hours.words.unknown);
      return;
    }
    const state = document.createElement("strong");
    state.textContent = found.open ? this.hours.words.open : this.hours.words.closed;
    const until = document.createElement("span");
    until.textContent = this.change(found, now);
    if (this.isElsewhere(found.at)) until.textContent += ` (${this.hours.zone_note})`;
    else until.title = this.hours.zone_note;
    this.dataset.open = String(found.open);
    this.replaceChildren(state, until);
    this.timer = setTimeout(() => this.draw(), Math.min(found.at - now + 500, LONGEST_TIMER));
  }

  /** Whether the visitor's own clock shows another time then. */
  isElsewhere(at) {
    const shown = (timeZone) => new Intl.DateTimeFormat("en-GB", { timeZone, hour: "2-digit", minute: "2-digit" }).format(at);
    return shown(this.hours.zone) !== shown(undefined);
  }

  /** When it opens or closes, by the desk's clock. */
  change({ open, at }, now) {
    const { words, zone } = this.hours;
    const locale = this.language === "en" ? "en-GB" : this.language;
    const time = new Intl.DateTimeFormat("en-GB", { timeZone: zone, hour: "2-digit", minute: "2-digit" }).format(at);
    const days = (dateAt(at, zone) - dateAt(now, zone)) / DAY;
    const weekday = words[WEEKDAYS[new Date(dateAt(at, zone)).getUTCDay()]];
    const date = days < 7 ? "" : new Intl.DateTimeFormat(locale, { timeZone: zone, day: "numeric", month: "numeric" }).format(at);
    const key = open ? "closes" : ["opens_today", "opens_tomorrow"][days] ?? "opens_later";
    return fill(words[key], { time, weekday, date });
  }
}

function fill(text, values) {
  return text.replace(/\{\{\s*(\w+)\s*\}\}/g, (_, name) => values[name]).replace(/\s+/g, " ");
}

customElements.define("tuki-open-now", OpenNow);
