/** Who is signed in, as far as the page may know: the session itself is a cookie that no script can read.
 *
 * The name is remembered in the browser after a sign-in, so that pages to read can greet without calling anybody.
 */

import { dropDrafts } from "./draft.js";

const KEPT = "tuki.person";
const CHANGED = "tuki-person";

/** The portal's root as a path with a slash at its end: these scripts lie in its folder `js`. */
export const root = new URL("../", import.meta.url).pathname;

/** The pages of what people do, below the language. */
export const PLACES = { tickets: "tickets/", queue: "staff/", set_aside: "staff/set-aside/", figures: "staff/figures/", agreements: "staff/agreements/", billing: "staff/billing/", statements: "statements/" };

export function path(language, rest) {
  return `${root}${language}/${rest}`;
}

export function signInPath(language) {
  return `${path(language, "sign-in/")}?to=${encodeURIComponent(location.pathname + location.search)}`;
}

/** Where to go after signing in: a path of this portal, else the given one. Nobody can send a person elsewhere. */
export function returnPath(wanted, otherwise) {
  if (!wanted?.startsWith("/") || !URL.canParse(wanted, location.origin)) return otherwise;
  const url = new URL(wanted, location.origin);
  const ours = url.origin === location.origin && url.pathname.startsWith(root);
  return ours ? url.pathname + url.search + url.hash : otherwise;
}

export function isStaff(person) {
  return person.role === "agent" || person.role === "lead";
}

/** The lead who is there; others are told that this is not theirs. */
export async function whoLeads(api) {
  const person = await whoIsThere(api);
  if (!isLead(person)) throw api.problem(isStaff(person) ? "leads_only" : "not_allowed");
  return person;
}

/** The desk that the address asks for, of an agent's own; else the first of them. */
export function deskAsked(person, asked) {
  const desk = asked.get("desk");
  return person.desks.includes(desk) ? desk : person.desks[0];
}

export function isLead(person) {
  return person.role === "lead";
}

/** The person signed in. Throws the Problem `sign_in_needed` when nobody is. */
export async function whoIsThere(api) {
  const { person } = await api.get("/session");
  remember(person);
  return person;
}

export async function signOut(api) {
  await api.remove("/session");
  dropDrafts();
  forget();
}

export function remember({ name, role }) {
  keep(JSON.stringify({ name, role }));
}

/** What was remembered: `{name, role}`, or null. */
export function remembered() {
  try {
    return JSON.parse(localStorage.getItem(KEPT));
  } catch {
    return null;
  }
}

export function forget() {
  keep(null);
}

/** Calls the listener whenever somebody signs in or out, here or in another tab. */
export function onChange(listener, signal) {
  document.addEventListener(CHANGED, listener, { signal });
  window.addEventListener("storage", (event) => event.key === KEPT && listener(), { signal });
}

function keep(text) {
  try {
    if (text === localStorage.getItem(KEPT)) return;
    if (text === null) localStorage.removeItem(KEPT);
    else localStorage.setItem(KEPT, text);
  } catch {
    // A browser that keeps nothing still signs in; only the greeting on pages to read is missing.
  }
  document.dispatchEvent(new CustomEvent(CHANGED));
}
