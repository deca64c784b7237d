/** Calls to the desk's functions. Every answer is data or a Problem that can be shown to a person. */

import { fill } from "./words.js";

/** What went wrong: `code` names its words, `text` is the sentence to show, `faults` are `{field, text}` of a form. */
export class Problem extends Error {
  constructor(code, text, status = 0, faults = []) {
    super(text);
    Object.assign(this, { code, text, status, faults });
  }
}

export class Api {
  /** `errors` are the page's words for codes; `left` ends what is under way when its element leaves the page. */
  constructor(origin, language, errors, left) {
    Object.assign(this, { origin, language, errors, left });
    this.keys = new Map();
  }

  get(path) {
    return this.call("GET", path);
  }

  /** Sends a body. The same body to the same path has the same key until it got through: a retry never does it twice. */
  async post(path, body, key) {
    const text = JSON.stringify(body);
    const action = `${path}\n${text}`;
    if (!this.keys.has(action)) this.keys.set(action, key ?? crypto.randomUUID());
    const answer = await this.call("POST", path, text, { "Idempotency-Key": this.keys.get(action) });
    this.keys.delete(action);
    return answer;
  }

  remove(path) {
    return this.call("DELETE", path);
  }

  /** Our words for a code; the functions' own, which know names and limits, where ours would have gaps. */
  wording(code, detail, values = {}) {
    const ours = this.errors[code];
    if (ours && !(detail && ours.includes("{{"))) return fill(ours, values);
    return detail || this.errors.internal;
  }

  problem(code, values = {}) {
    return new Problem(code, this.wording(code, "", values));
  }

  async call(method, path, body, headers = {}) {
    const changes = method === "GET" ? {} : { "X-Tuki": "1" };
    const typed = body ? { "Content-Type": "application/json" } : {};
    let response;
    try {
      response = await fetch(`${this.origin}/v1${path}`, {
        method,
        body,
        credentials: "include",
        signal: this.left,
        headers: { Accept: "application/json", "Accept-Language": this.language, ...changes, ...typed, ...headers },
      });
    } catch (error) {
      if (error.name === "AbortError") throw error;
      throw this.problem("offline");
    }
    if (response.status === 204) return null;
    const answer = await response.json().catch(() => null);
    if (response.ok && answer) return answer;
    throw this.refusal(response.status, answer ?? {});
  }

  refusal(status, answer) {
    const code = answer.code ?? "internal";
    const several = answer.fields ?? (answer.field ? [answer] : []);
    const faults = several.map((fault) => ({ field: fault.field, text: this.wording(fault.code, fault.detail) }));
    return new Problem(code, this.wording(code, answer.detail), status, faults);
  }
}
