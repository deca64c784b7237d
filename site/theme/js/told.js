/** What an entry says without words of anybody's: the facts of its act in one line (CI5 PM1 PM10). */

import { exactly, inBothZones, onDay } from "./dates.js";
import { h } from "./dom.js";
import { knows } from "./words.js";

const TOLD = {
  dismissed: ({ say }, { dismisses }) => [dismisses && h("a", { href: `#entry-${dismisses}` }, say("staff.told.dismissed"))],
  filed: (page, facts) => cameBack(page, facts),
  closed: ({ say }, { unanswered }) => [unanswered === "yes" && say("tickets.told.unanswered")],
  escalated: (page, facts) => passedOn(page, facts),
  severity_proposed: (page, facts) => [severity(page, facts.proposed ?? facts.severity)],
  severity_agreed: (page, facts) => [severity(page, facts.severity)],
  identified: (page, facts) => [errorClass(page, facts.class)],
  warned: (page, facts) => [due(page, facts)],
  breached: (page, facts) => [due(page, facts)],
  reminded: (page, facts) => reminded(page, facts),
  moved: (page, facts) => [moved(page, facts)],
  idle: ({ say, language, zone }, { since }) => [since && say("tickets.told.idle", { at: exactly(language, since, zone) })],
};

/** One line, or nothing where the act says all. */
export function toldOf(page, { act, facts = {} }) {
  const said = [...(TOLD[act]?.(page, facts) ?? []), until(page, facts)].filter(Boolean);
  const apart = said.flatMap((part) => [" · ", part]).slice(1);
  return said.length > 0 && h("p", { class: "tk-told" }, apart);
}

/** Whatever names the time of the next word promises it. */
function until({ say, language, zone }, { until: instant }) {
  return instant && h("span", {}, `${say("tickets.promised")}: `, inBothZones(say, language, instant, zone));
}

function passedOn({ say, staff, labels }, { to, party, customer }) {
  const lies = to && labels.lies({ escalation: { to, party } });
  const role = customer && say(staff ? `staff.customer_roles.${customer}` : `kinds.customer_roles.${customer}`);
  return [lies && h("strong", {}, lies), role && h("span", {}, role)];
}

function severity({ say }, level) {
  return level && h("strong", {}, say(`kinds.severities.${level}`));
}

function errorClass({ desks, ticket }, id) {
  const known = desks[ticket.desk]?.error_classes?.find((one) => one.id === id);
  return id && h("span", {}, h("strong", {}, id), known && `: ${known.text}`);
}

function due({ labels, ticket }, { matter, due_at: at }) {
  return at && h("span", {}, labels.dueBy({ desk: ticket.desk, due_matter: matter, due_at: at }));
}

function reminded({ say, language }, { round, closes }) {
  return [
    round && say("tickets.told.reminded", { round }),
    closes && say("tickets.told.closes", { date: onDay(language, closes.slice(0, 10)) }),
  ];
}

/** A letter came back, for good or for now, or its reader complained of it; with whose it was, where that is known. */
function cameBack({ say, data }, { bounce, address, code }) {
  const key = `staff.told.${bounce}`;
  if (!bounce || !knows(data.words, key)) return [];
  return [address && h("strong", {}, address), h("span", {}, say(key)), code && h("span", { class: "tk-quiet" }, code)];
}

/** Changed hours have moved what was due. */
function moved({ say, language, zone, labels, ticket }, { matter, from, to }) {
  if (!matter) return null;
  const at = (instant) => (instant ? exactly(language, instant, zone) : say("tickets.told.none"));
  return say("tickets.told.moved", { matter: say(`kinds.matters.${labels.matter(ticket.desk, matter)}`), from: at(from), to: at(to) });
}
