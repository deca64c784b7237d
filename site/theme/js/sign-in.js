/** Signing in: an address, then the code that was mailed to it, then back to where one came from. */

import { focusOn, h } from "./dom.js";
import { clearFaults, field, showFaults, valueOf } from "./fields.js";
import { Part } from "./part.js";
import { PLACES, isStaff, path, remember, remembered, returnPath, signOut, whoIsThere } from "./session.js";

const AT_THE_ADDRESS = ["address_bad", "too_many_codes"];
const AT_THE_CODE = ["code_wrong", "too_many"];

class SignIn extends Part {
  async start() {
    this.address = "";
    if (remembered()) {
      const person = await this.attempt(() => whoIsThere(this.api), () => undefined);
      if (person) return this.greet(person);
    }
    this.askAddress();
  }

  greet(person) {
    const out = () => this.attempt(async () => (await signOut(this.api), this.askAddress(), this.focusHeading()));
    this.show(
      h("h2", {}, this.say("sign_in.signed_in_as", { name: person.name })),
      h("div", { class: "tk-row" }, [
        h("a", { class: "button", href: this.wayOn(person) }, this.say("sign_in.go_on")),
        h("button", { class: "button button--quiet", type: "button", onclick: out }, this.say("sign_in.sign_out")),
      ]),
    );
  }

  askAddress() {
    const control = h("input", { type: "email", autocomplete: "email", required: true, value: this.address, spellcheck: "false" });
    const form = this.form(
      h("h2", {}, this.say("sign_in.address_title")),
      h("p", {}, this.say("sign_in.address_lead")),
      field({ name: "address", label: this.say("sign_in.address"), control }),
      h("button", { class: "button", type: "submit" }, this.say("sign_in.send_code")),
    );
    this.onSubmit(form, AT_THE_ADDRESS, "address", async () => {
      this.address = valueOf(form, "address").trim();
      if (!/^\S+@\S+\.\S+$/.test(this.address)) throw this.api.problem("address_bad");
      await this.sendCode();
      this.askCode();
      this.focusHeading();
    });
    this.show(form);
  }

  askCode() {
    const control = h("input", {
      type: "text", inputmode: "numeric", autocomplete: "one-time-code", required: true, class: "tk-code", spellcheck: "false",
    });
    const form = this.form(
      h("h2", {}, this.say("sign_in.code_title")),
      h("p", {}, this.say("sign_in.code_lead", { address: this.address })),
      field({ name: "code", label: this.say("sign_in.code"), hint: this.say("sign_in.code_hint"), control }),
      h("div", { class: "tk-row" }, [
        h("button", { class: "button", type: "submit" }, this.say("sign_in.sign_in")),
        h("button", { class: "button button--quiet", type: "button", onclick: () => this.again(form) }, this.say("sign_in.send_again")),
        h("button", { class: "button button--quiet", type: "button", onclick: () => this.back() }, this.say("sign_in.other_address")),
      ]),
      h("p", { class: "tk-quiet" }, this.say("sign_in.code_help")),
    );
    this.onSubmit(form, AT_THE_CODE, "code", async () => {
      const code = valueOf(form, "code").replace(/\D/g, "");
      if (code.length !== 6) throw this.api.problem("code_wrong");
      const { address, challenge } = this;
      const { person } = await this.api.post("/sessions", { address, challenge, code });
      remember(person);
      location.assign(this.wayOn(person));
    });
    this.show(form);
  }

  /** The mailed code counts only with the challenge that this page got when it asked. */
  async sendCode() {
    const { challenge } = await this.api.post("/codes", { address: this.address });
    this.challenge = challenge;
  }

  async again(form) {
    clearFaults(form);
    await this.attempt(
      async () => {
        await this.sendCode();
        this.announce(this.say("sign_in.sent_again", { address: this.address }));
      },
      (problem) => showFaults(form, this.say("errors.summary"), [{ field: "code", text: problem.text }]),
    );
  }

  back() {
    this.askAddress();
    this.focusHeading();
  }

  form(...children) {
    return h("form", { class: "tk-form tk-form--narrow", novalidate: true }, children);
  }

  /** Problems of one field are shown there; any other in the summary alone. */
  onSubmit(form, codes, name, work) {
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const button = form.querySelector("[type=submit]");
      if (button.disabled) return;
      button.disabled = true;
      await this.attempt(work, (problem) => {
        const at = codes.includes(problem.code) ? name : "";
        showFaults(form, this.say("errors.summary"), [{ field: at, text: problem.text }]);
      });
      button.disabled = false;
    });
  }

  focusHeading() {
    focusOn(this.stage.querySelector("h2"));
  }

  wayOn(person) {
    const home = path(this.language, isStaff(person) ? PLACES.queue : PLACES.tickets);
    return returnPath(new URLSearchParams(location.search).get("to"), home);
  }
}

customElements.define("tuki-sign-in", SignIn);
