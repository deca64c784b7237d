/** What the form says while it is filled in: what is still missing, who else could help, that a version is too old. */

import { isMissing, lacks } from "./checklist.js";
import { h } from "./dom.js";
import { listed } from "./words.js";

/** The list of what is still missing; each item leads to its field. */
export function missingOf(form, kind) {
  const missing = lacks(kind.fields, form.answers, form.files.ready.length > 0).filter(isMissing);
  if (!missing.length) return h("p", { class: "tk-complete" }, form.say("form.complete"));
  const items = missing.map(({ fields }) => {
    const text = listed(form.language, fields.map(({ label }) => label), "disjunction");
    const go = () => form.querySelector(`[data-field="${CSS.escape(fields[0].id)}"] :is(input, select, textarea)`)?.focus();
    return h("li", {}, h("button", { type: "button", class: "tk-link", onclick: go }, text));
  });
  return h("div", {}, h("p", {}, form.say("form.missing")), h("ul", {}, items));
}

/** Third parties whose words stand in the subject or text (AD5 CI3). It never stops anyone. */
export function partiesOf(form) {
  const { answers, desk } = form;
  const text = `${answers.subject ?? ""}\n${answers.description ?? ""}`;
  return desk.third_parties.filter(({ hints }) => hints.some((hint) => standsIn(hint, text)));
}

function standsIn(hint, text) {
  const plain = hint.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`(?<![\\p{L}\\p{N}])${plain}`, "iu").test(text);
}

export function partyCard(form, party) {
  const { say } = form;
  const ways = [
    party.phone && h("a", { href: `tel:${party.phone.replace(/\s/g, "")}` }, party.phone),
    party.mail && h("a", { href: `mailto:${party.mail}` }, party.mail),
    party.web && h("a", { href: party.web, rel: "noopener noreferrer" }, new URL(party.web).host),
  ];
  return h("div", { class: "tk-hinted" }, [
    h("p", { class: "tk-label" }, say("form.party", { name: party.name })),
    h("p", {}, `${party.what} ${party.why}`),
    h("p", { class: "tk-row" }, ways.filter(Boolean)),
    h("p", { class: "tk-quiet" }, say("form.party_still")),
  ]);
}

/** Whether the version chosen is out of support, and so an upgrade may be asked for (PM6). */
export function isUnsupported({ desk, answers }, kind) {
  if (!desk.releases || !kind.fields.some(({ id }) => id === "version")) return false;
  return desk.releases.versions.some(({ version, supported }) => version === answers.version && !supported);
}

export function unsupportedNote(form) {
  const { answers, desk } = form;
  const key = desk.releases.oldest ? "form.unsupported" : "form.unsupported_all";
  return h("p", { class: "tk-why" }, form.say(key, { version: answers.version, oldest: desk.releases.oldest }));
}
