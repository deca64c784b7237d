/** How a ticket is told in lists and on its own page: its state, what is due, and what one should know about it. */

import { exactly, inBothZones, lasting, now, relatively, time } from "./dates.js";
import { h } from "./dom.js";

/** The matters whose target may be *less than*, which does not use its last instant. */
const COUNTED = ["start", "solution"];

export class Labels {
  /** `part` has the words and desks; staff read of the customer where the customer reads "you". */
  constructor(part, staff) {
    Object.assign(this, { say: part.say, language: part.language, desks: part.desks, staff });
    this.room = staff ? "staff" : "tickets";
  }

  deskName(id) {
    return this.desks[id]?.name ?? id;
  }

  zone(ticket) {
    return this.desks[ticket.desk]?.zone;
  }

  stateWord(state) {
    const forStaff = this.staff && state === "awaiting_customer";
    return this.say(forStaff ? "staff.awaiting_customer" : `kinds.states.${state}`);
  }

  state(ticket) {
    return h("span", { class: `tk-state tk-state--${ticket.state}` }, this.stateWord(ticket.state));
  }

  /** With whom a case lies that was passed on (CI5); null where it lies with the desk. */
  lies({ escalation }) {
    if (!escalation) return null;
    const kind = this.say(`kinds.escalations.${escalation.to}`);
    return escalation.party ? `${escalation.party} (${kind})` : kind;
  }

  /** The same below a state in a list. */
  liesBelow(ticket) {
    const lies = this.lies(ticket);
    return lies && h("span", { class: "tk-below tk-quiet" }, `→ ${lies}`);
  }

  /** The severity that counts, whether both sides have agreed on it, and another one that is proposed (PM1). */
  severity({ severity, severity_agreed: agreed, severity_proposed: proposed, severity_proposed_by: by }) {
    const word = (level) => this.say(`kinds.severities.${level}`);
    const proposal = proposed === severity && by ? `${this.room}.severity_by.${by}` : "tickets.severity_proposed";
    const note = this.say(agreed ? "tickets.severity_agreed" : proposal);
    const other = proposed && proposed !== severity && this.say("tickets.mark_severity", { severity: word(proposed) });
    return [word(severity), h("span", { class: "tk-quiet" }, ` (${note})`), other && [" ", h("span", { class: "tk-mark" }, other)]];
  }

  /** When the next word comes, in the desk's and the reader's time, or why there is no such instant. */
  due(ticket) {
    if (ticket.state === "closed") return this.say("tickets.is_closed");
    if (ticket.due_at) return this.dueBy(ticket);
    if (!ticket.under_agreement) return this.say("tickets.no_agreement_short");
    if (["awaiting_customer", "resolved"].includes(ticket.state)) return this.stateWord(ticket.state);
    if (ticket.started_at) {
      const at = time(ticket.started_at, exactly(this.language, ticket.started_at, this.zone(ticket)));
      return [this.say("tickets.started"), " ", at];
    }
    if (ticket.kind === "development_proposal") return this.say("tickets.no_due_proposal");
    return this.say(this.staff ? "staff.no_clock" : "tickets.no_due");
  }

  /** What is due and when: "First answer by Tue 24 Nov, 13:40". */
  dueBy(ticket) {
    return [this.say(this.dueKey(ticket)), " ", inBothZones(this.say, this.language, ticket.due_at, this.zone(ticket))];
  }

  dueKey({ desk, due_matter: due = "start", due_within: within }) {
    const isBefore = COUNTED.includes(due) && within === false;
    return `tickets.${isBefore ? "due_before" : "due"}.${this.matter(desk, due)}`;
  }

  /** The name of a matter among the words: that of the desk's own clock where a ticket is to be started. */
  matter(desk, matter) {
    return matter === "start" ? (this.desks[desk]?.clock ?? "first_answer") : matter;
  }

  /** How much is left, or how late it is: in words, with a mark that needs no colour. Null where no clock runs. */
  timeLeft(ticket) {
    if (!ticket.due_at || ticket.state === "closed") return null;
    const left = new Date(ticket.due_at).getTime() - now();
    const late = ticket.late || left < 0;
    const text = this.say(late ? "tickets.late_by" : "tickets.time_left", { time: lasting(this.language, left) });
    return h("span", { class: late ? "tk-mark tk-mark--late" : false }, text);
  }

  /** Short marks of what one should not overlook. */
  marks(ticket) {
    const said = [
      !ticket.under_agreement && "tickets.mark_no_agreement",
      ticket.closure_asked && "tickets.mark_closure_asked",
      this.staff && ticket.held > 0 && "staff.mark_held",
    ];
    return said.filter(Boolean).map((key) => h("span", { class: "tk-mark" }, this.say(key, { count: ticket.held })));
  }

  ago(instant, zone) {
    return time(instant, relatively(this.language, instant), exactly(this.language, instant, zone));
  }
}
