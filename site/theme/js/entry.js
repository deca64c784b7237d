/** One entry of a ticket's correspondence: who, on which side, when, what was written, and the files with it. */

import { attachedOf } from "./attached.js";
import { exactly, relatively, time, zonesDiffer } from "./dates.js";
import { h, prose } from "./dom.js";
import { lookedOf } from "./looked.js";
import { toldOf } from "./told.js";
import { knows } from "./words.js";

/** `page` is the ticket's part: words, zone, its call `path`, and for staff `accept` and `dismiss` of a held entry. */
export function entryOf(page, told) {
  const entry = standsAgain(told) ? { ...told, text: "", whole: "", has_html: false, has_mail: false, attachments: [] } : told;
  const tones = [`tk-entry--${entry.by.side}`, ...toneOf(entry), !isWritten(entry) && "tk-entry--calm"];
  return h(
    "li",
    { class: ["tk-entry", ...tones.filter(Boolean)].join(" "), id: `entry-${entry.sequence}` },
    head(page, entry),
    warning(page, entry),
    toldOf(page, entry),
    entry.text && prose(entry.text),
    entry.whole && h("details", { class: "tk-whole" }, h("summary", {}, page.say("tickets.whole")), prose(entry.whole)),
    entry.has_html && lookedOf(page, messageOf(page, entry)),
    attachments(page, entry),
    page.staff && (entry.held || entry.dismissed) && decision(page, entry),
  );
}

/** A held mail that was accepted stands again as what it became: here one line is enough. */
function standsAgain({ act, held, dismissed }) {
  return act === "held" && !held && !dismissed;
}

/** The call for what there is of an entry's mail. */
function messageOf(page, { sequence }) {
  return `${page.path}/messages/${sequence}`;
}

/** Some steps need no words: they are told in one line. */
function isWritten(entry) {
  return Boolean(entry.text || entry.attachments.length || entry.has_html);
}

function toneOf(entry) {
  if (entry.act === "held" && entry.held) return ["tk-entry--held"];
  return entry.audience === "staff" && isWritten(entry) ? ["tk-entry--note"] : [];
}

/** Who did what and when. What a machine did is named by what it is. */
function head(page, entry) {
  const { say, language } = page;
  const side = say(`kinds.sides.${entry.by.side}`);
  const act = say(`kinds.acts.${entry.act}`);
  const sender = ["held", "accepted"].includes(entry.act) ? entry.sender : "";
  const name = sender || entry.by.name || (entry.by.side === "machine" ? act : side);
  const own = zonesDiffer(entry.at, page.zone) ? say("tickets.your_time", { at: exactly(language, entry.at) }) : "";
  const said = [
    h("span", { class: "tk-side" }, side),
    name !== act && h("span", {}, act),
    isWritten(entry) && h("span", {}, say("tickets.via", { via: say(`kinds.vias.${entry.via}`) })),
    time(entry.at, `${relatively(language, entry.at)}, ${exactly(language, entry.at, page.zone)}`, own),
    entry.audience === "staff" && !isWritten(entry) && h("span", {}, say("staff.only_staff")),
  ];
  return [h("h3", { class: "tk-entry__name" }, name), h("p", { class: "tk-entry__facts" }, said)];
}

/** What staff must not overlook: that an entry is for them alone, or that its sender is not proven. */
function warning(page, entry) {
  const { say } = page;
  if (entry.act === "held") {
    const key = `staff.reasons.${entry.facts.reason}`;
    const why = knows(page.data.words, key) ? say(key) : "";
    const stands = entry.held ? "held" : entry.dismissed ? "was_dismissed" : "was_accepted";
    return h("p", { class: "tk-why" }, `${say(`staff.${stands}`)} ${why}`);
  }
  if (entry.act === "accepted") return h("p", { class: "tk-quiet" }, say("tickets.accepted_by", { name: entry.by.name }));
  return entry.audience === "staff" && isWritten(entry) && h("p", { class: "tk-why" }, say("staff.only_staff"));
}

function attachments(page, entry) {
  const at = (id) => `${page.path}/files/${encodeURIComponent(id)}`;
  return attachedOf(page, { files: entry.attachments, at, mail: entry.has_mail && `${messageOf(page, entry)}/mail` });
}

/** A held mail is the customer's word or it rests with staff; one that rests can still be accepted. */
function decision(page, entry) {
  const button = (key, step, look) => {
    const press = (event) => page[step](entry, event.currentTarget);
    return h("button", { type: "button", class: look, onclick: press }, page.say(key));
  };
  return h("p", { class: "tk-row" }, [
    button("staff.accept", "accept", entry.held ? "button" : "button button--quiet"),
    entry.held && button("staff.elsewhere", "setAside", "button button--quiet"),
    entry.held && button("staff.dismiss", "dismiss", "button button--quiet"),
  ]);
}
