/** The header's corner: who is signed in, the way to her tickets or queue, and the way out. Calls nobody by itself.
 *
 * Signed out, it shows what the page was served with.
 */

import { Api } from "./api.js";
import { h } from "./dom.js";
import { PLACES, forget, isLead, isStaff, onChange, path, remembered, signOut } from "./session.js";
import { sayer } from "./words.js";

class Person extends HTMLElement {
  connectedCallback() {
    const { lang, api, words } = JSON.parse(this.dataset.json);
    this.leaving = new AbortController();
    this.signedOut ??= [...this.childNodes];
    this.language = lang;
    this.say = sayer(words);
    this.api = new Api(api ?? "", lang, words.errors ?? {}, this.leaving.signal);
    onChange(() => this.show(), this.leaving.signal);
    this.show();
  }

  disconnectedCallback() {
    this.leaving.abort();
  }

  show() {
    const person = remembered();
    this.toggleAttribute("data-staff", Boolean(person) && isStaff(person));
    this.replaceChildren(...(person ? this.signedIn(person) : this.signedOut));
  }

  signedIn(person) {
    const ways = isStaff(person) ? ["queue", "set_aside", ...(isLead(person) ? ["figures", "agreements", "billing"] : [])] : ["tickets", ...(person.role === "administrator" ? ["statements"] : [])];
    const links = ways.map((way) => {
      const href = path(this.language, PLACES[way]);
      const here = location.pathname === href ? "page" : false;
      return h("a", { href, "aria-current": here }, this.say(`sign_in.${way}`));
    });
    const out = h("button", { type: "button", onclick: () => this.leave() }, this.say("sign_in.sign_out"));
    return [...links, h("span", { class: "tk-person__name" }, person.name), out];
  }

  /** Where the call fails she is told to try again: the session would go on unseen. */
  async leave() {
    try {
      await signOut(this.api);
    } catch (problem) {
      if (problem.code !== "sign_in_needed") {
        this.querySelector("button").replaceChildren(this.say("sign_in.sign_out_again"));
        return;
      }
      forget();
    }
    location.assign(path(this.language, ""));
  }
}

customElements.define("tuki-person", Person);
