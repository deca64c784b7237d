/** A mail that was set aside: from whom, when, why, what it says, what came with it, and what becomes of it. */

import { decisionOf } from "./aside-decision.js";
import { attachedOf } from "./attached.js";
import { exactly, now, relatively, time } from "./dates.js";
import { focusOn, h, newId, prose } from "./dom.js";
import { lookedOf } from "./looked.js";
import { path } from "./session.js";
import { knows } from "./words.js";

const MOST_LINES = 10;
const MOST_CHARACTERS = 800;

/** `page` is the list's part, with the desk, its call `path`, and the `person` who reads. */
export function cardOf(page, mail) {
  const heading = h("h2", { id: newId("mail") }, mail.subject || page.say("staff.no_subject"));
  const call = `${page.path}/${encodeURIComponent(mail.id)}`;
  const foot = h("div", { class: "tk-decision" });
  const draw = (known) => {
    const isDone = known.settled?.ticket;
    const decision = !isDone && decisionOf(page, known, { call, heading: heading.id, changed });
    foot.replaceChildren(...[outcomeOf(page, known), decision].filter(Boolean));
  };
  const changed = (answer, done) => {
    const mine = { at: new Date(now()).toISOString(), by: page.person, ticket: answer.ticket?.number };
    draw({ ...mail, settled: answer.mail?.settled ?? mine });
    focusOn(foot.firstElementChild);
    page.announce(done);
  };
  draw(mail);
  return h("li", { class: "tk-card tk-mail" }, heading, sender(page, mail), why(page, mail), wordsOf(page, mail.text), came(page, mail, call), foot);
}

function sender(page, { from_name: name, from_address: address, forwarded_from: first, sent_by: sentBy, at }) {
  const { say, language } = page;
  const whole = name && address ? `${name} (${address})` : name || address || say("staff.aside.no_sender");
  return [
    h("p", { class: "tk-mail__sender" }, say("staff.from", { address: whole }), " · ", whenOf(page, at)),
    sentBy && h("p", { class: "tk-mail__sender" }, h("strong", {}, say("staff.aside.sent_by", { address: sentBy }))),
    first && h("p", { class: "tk-mail__sender" }, say("staff.aside.first_sender", { address: first })),
  ];
}

function whenOf({ desks, desk, language }, at) {
  return time(at, `${relatively(language, at)}, ${exactly(language, at, desks[desk]?.zone)}`);
}

function why({ say, data }, { reason, is_safe: isSafe }) {
  const key = `staff.reasons.${reason}`;
  const said = knows(data.words, key) ? say(key) : say("staff.reason_other", { reason });
  return h("p", { class: "tk-why" }, said, isSafe === false && ` ${say("staff.aside.unsafe")}`);
}

/** A long text begins here and goes on where it is unfolded. */
function wordsOf({ say }, text) {
  if (!text?.trim()) return h("p", { class: "tk-quiet" }, say("staff.no_text"));
  const end = beginning(text);
  if (end === text.length) return prose(text);
  const rest = text.slice(end).replace(/^\s*\n/, "").trimEnd();
  return [prose(text.slice(0, end).trimEnd()), h("details", {}, h("summary", {}, say("staff.read_on")), prose(rest))];
}

/** Where the beginning of a text ends: after some lines or, where those are long, between two words. */
function beginning(text) {
  const lines = text.split("\n");
  const most = lines.length > MOST_LINES + 2 ? lines.slice(0, MOST_LINES).join("\n").length : text.length;
  if (most <= MOST_CHARACTERS * 1.25) return most;
  const gap = text.slice(0, MOST_CHARACTERS).search(/\s\S*$/);
  return gap > 0 ? gap : MOST_CHARACTERS;
}

/** Of a mail in which a virus was found nothing is given out but its words. */
function came(page, { attachments: files, is_safe: isSafe, has_html: hasHtml }, call) {
  const given = isSafe !== false;
  const at = given ? (id) => `${call}/files/${encodeURIComponent(id)}` : null;
  return [given && hasHtml && lookedOf(page, `${call}/html`), attachedOf(page, { files, at, mail: given && at("mail") })];
}

/** Who decided, when, and to which ticket the mail went. */
function outcomeOf(page, { settled }) {
  if (!settled) return null;
  const { ticket, by, at } = settled;
  const said = page.say(ticket ? "staff.aside.put_by" : "staff.aside.discarded_by", { name: by.name });
  const link = ticket && h("a", { href: path(page.language, `ticket/?n=${encodeURIComponent(ticket)}`) }, ticket);
  return h("p", { class: ticket ? "tk-outcome tk-complete" : "tk-outcome" }, link && [link, " · "], said, " · ", whenOf(page, at));
}
