/** One entry of a ticket's correspondence: who, on which side, when, what was written, and the files with it. */

import { exactly, relatively, time, zonesDiffer } from "./dates.js";
import { h, prose } from "./dom.js";
import { toldOf } from "./told.js";
import { knows, sized } from "./words.js";

/** `page` is the ticket's part: words, zone, `open(file)`, and for staff `accept(entry)`. */
export function entryOf(page, entry) {
  const tones = [`tk-entry--${entry.by.side}`, ...toneOf(entry), !isWritten(entry) && "tk-entry--calm"];
  return h(
    "li",
    { class: ["tk-entry", ...tones.filter(Boolean)].join(" "), id: `entry-${entry.sequence}` },
    head(page, entry),
    warning(page, entry),
    toldOf(page, entry),
    entry.text && prose(entry.text),
    entry.whole && h("details", { class: "tk-whole" }, h("summary", {}, page.say("tickets.whole")), prose(entry.whole)),
    attachments(page, entry),
    entry.held && page.staff && acceptance(page, entry),
  );
}

/** Some steps need no words: they are told in one line. */
function isWritten(entry) {
  return Boolean(entry.text || entry.attachments.length);
}

function toneOf(entry) {
  if (entry.act === "held") return ["tk-entry--held"];
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
    return h("p", { class: "tk-why" }, `${say(entry.held ? "staff.held" : "staff.was_accepted")} ${why}`);
  }
  if (entry.act === "accepted") return h("p", { class: "tk-quiet" }, say("tickets.accepted_by", { name: entry.by.name }));
  return entry.audience === "staff" && isWritten(entry) && h("p", { class: "tk-why" }, say("staff.only_staff"));
}

function attachments(page, entry) {
  if (!entry.attachments.length) return null;
  const items = entry.attachments.map((file) => {
    const size = sized(page.language, file.size);
    const label = page.say("tickets.download", { name: file.name, size });
    const button = h("button", { type: "button", class: "tk-link", "aria-label": label, onclick: () => page.open(file) }, file.name);
    return h("li", {}, button, h("span", { class: "tk-quiet" }, size));
  });
  return h("ul", { class: "tk-files", "aria-label": page.say("tickets.files") }, items);
}

function acceptance(page, entry) {
  const press = (event) => page.accept(entry, event.currentTarget);
  return h("p", { class: "tk-row" }, h("button", { type: "button", class: "button", onclick: press }, page.say("staff.accept")));
}
