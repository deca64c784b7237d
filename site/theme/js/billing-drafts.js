/** Every customer's draft in a run: what it comes to, what changed, what is unusual, what is wrong. */

import { money } from "./amounts.js";
import { monthName } from "./dates.js";
import { h } from "./dom.js";
import { monthLines } from "./month-lines.js";
import { remarkSaid } from "./remarks.js";
import { path } from "./session.js";

const FIRST = { held_back: 0, changed: 1, drawn_up: 2, issued: 3, nothing: 4 };

const OPEN = ["drawn_up", "held_back", "changed"];
const BILLED = ["drawn_up", "issued"];

/** Those that need a person stand first; those with nothing to bill are counted only. */
export function draftsOf(page, { drafts, currency }) {
  const shown = drafts.filter((one) => one.standing !== "nothing" || one.come_since).sort((one, other) => FIRST[one.standing] - FIRST[other.standing] || one.organisation.name.localeCompare(other.organisation.name, page.language));
  const none = drafts.length - shown.length;
  if (!drafts.length) return null;
  const billed = shown.filter(({ standing }) => BILLED.includes(standing));
  const sum = billed.reduce((total, { net }) => total + Number(net), 0);
  return h(
    "div",
    {},
    h("p", {}, page.say("billing.sum", { count: billed.length, net: money(page.language, sum, currency) }), none > 0 && ` ${page.say("billing.nothing_for", { count: none })}`),
    h("ol", { class: "tk-mails" }, shown.map((draft) => kept(page, draft, () => h("li", {}, card(page, draft, currency))))),
  );
}

/** A customer's place in the list as it was, where it says the same: lines that were unfolded stay so. */
function kept(page, draft, make) {
  page.places ??= new Map();
  const told = JSON.stringify(draft);
  const known = page.places.get(draft.organisation.id);
  const node = known?.told === told ? known.node : make();
  page.places.set(draft.organisation.id, { told, node });
  return node;
}

function card(page, draft, currency) {
  const { say, language } = page;
  const { organisation, standing, net, before, lines, number, problems, remarks, faults } = draft;
  const href = path(language, `staff/agreements/?${new URLSearchParams({ desk: page.desk, customer: organisation.id })}`);
  const change = before === null ? "" : say("billing.before", { before: money(page.language, before, currency) });
  return h(
    "section",
    { class: "tk-card" },
    h("h2", {}, organisation.name),
    h("p", { class: "tk-row" }, h("strong", {}, money(page.language, net, currency)), h("span", { class: "tk-quiet" }, [say(`billing.standings.${standing}`), number, say("billing.lines", { count: lines }), change].filter(Boolean).join(" · "))),
    draft.come_since > 0 && h("p", { class: "tk-alert" }, say("billing.come_since.entries", { count: draft.come_since })),
    told("tk-alert", say("billing.problems"), [...problems.map((one) => [one.text, wayTo(page, one)]), ...faults.map((code) => say("billing.fault", { code }))]),
    told("tk-hinted", say("billing.remarks"), remarks.map((one) => [remarkSaid(page, one, currency), wayTo(page, one)])),
    OPEN.includes(standing) && lines > 0 && linesOf(page, organisation),
    h("p", { class: "tk-row" }, h("a", { href }, say("billing.to_agreements")), standing === "issued" && statementLink(page, draft)),
  );
}

/** What a draft comes of, fetched when it is unfolded: nobody approves what she cannot see. */
function linesOf(page, { id }) {
  const lines = h("div", { "aria-live": "polite" });
  const load = () =>
    page.attempt(
      async () => {
        const { statement } = await page.api.get(`/desks/${page.desk}/months?${new URLSearchParams({ organisation: id, month: page.month })}`);
        lines.replaceChildren(...(statement ? monthLines(page, statement) : []));
      },
      (problem) => lines.replaceChildren(h("p", { class: "tk-alert" }, problem.text)),
    );
  return h("details", { ontoggle: (event) => event.target.open && !lines.children.length && load() }, h("summary", {}, page.say("billing.show_lines")), lines);
}

function statementLink(page, { organisation, number }) {
  const href = path(page.language, `statements/?${new URLSearchParams({ desk: page.desk, month: page.month, customer: organisation.id })}`);
  return h("a", { href }, page.say("billing.to_statement", { number }));
}

/** The way to the ticket or the month that something is about. */
function wayTo({ say, language, desk }, { ticket, month }) {
  const link = (href, text) => [" ", h("a", { href }, text)];
  if (ticket) return link(path(language, `ticket/?${new URLSearchParams({ n: ticket })}`), say("billing.to_ticket", { ticket }));
  return month ? link(`?${new URLSearchParams({ desk, month })}`, say("billing.to_month", { month: monthName(language, month) })) : null;
}

function told(look, title, texts) {
  if (!texts.length) return null;
  return h("div", { class: look }, h("h3", {}, title), h("ul", {}, texts.map((text) => h("li", {}, text))));
}
