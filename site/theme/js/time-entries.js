/** The entries of a ticket's time: sums of each class, every entry with its corrections, and a way to correct it (MP5 MP7). */

import { actForm } from "./act-form.js";
import { exactly, lengthOf, locale, precisely, time, timeOfDay } from "./dates.js";
import { h } from "./dom.js";
import { field, tick, valueOf } from "./fields.js";
import { spanAsked } from "./time-span.js";
import { taskAsked } from "./time-task.js";

const CLASSES = ["billable", "free", "warranty"];

/** How much there is of each class, to the second. */
export function sumsOf({ page: { say, language }, time: { totals } }) {
  const sum = CLASSES.reduce((all, name) => all + totals[name], 0);
  const rows = [...CLASSES.map((name) => [say(`worklog.classes.${name}`), totals[name]]), [say("worklog.sum"), sum]];
  return h("dl", { class: "tk-time__sums" }, rows.map(([name, seconds]) => h("div", {}, h("dt", {}, name), h("dd", {}, lengthOf(language, seconds)))));
}

/** Every entry, the latest first; what takes one back is told below it. */
export function entriesOf(card) {
  const { page: { say }, time: { entries } } = card;
  const shown = entries.filter(({ corrects }) => !corrects).reverse();
  if (!shown.length) return h("p", { class: "tk-quiet" }, say("worklog.none"));
  const items = shown.map((entry) => entryOf(card, entry, entries.find(({ corrects }) => corrects === entry.id)));
  return h("details", { class: "tk-time__entries", open: card.isOpen("entries") }, h("summary", {}, say("worklog.entries", { count: items.length })), h("ul", {}, items));
}

function entryOf(card, entry, back) {
  const { page: { say, language, zone } } = card;
  const { start, end } = entry;
  const by = (key, { noted_by: { name }, noted_at: at, reason }) => h("p", { class: "tk-quiet" }, say(key, { name, at: exactly(language, at, zone), reason }));
  const item = h("li", { class: entry.counts ? false : "tk-time__gone", id: `time-${entry.id}`, tabindex: "-1" }, [
    h("p", {}, [
      h("span", { class: "tk-time__when" }, time(start, precisely(language, start, zone)), "–", time(end, timeOfDay(language, end, zone))),
      " · ", h("strong", {}, lengthOf(language, entry.seconds)), " · ", entry.work_name, " · ", entry.agent.name, " ",
      h("span", { class: "tk-mark tk-mark--standing" }, say(`worklog.classes.${entry.charging}`)),
      entry.by_hand && [" ", h("span", { class: "tk-mark tk-mark--standing" }, say("worklog.hand"))],
      !entry.counts && [" ", h("span", { class: "tk-mark" }, say("worklog.taken_back"))],
    ]),
    entry.note && h("p", { class: "tk-time__note" }, entry.note),
    entry.reason ? by("worklog.corrected_by", entry) : entry.by_hand && by("worklog.out", entry),
    lateOf(card, entry),
    back && [by("worklog.taken_back_by", back), lateOf(card, back)],
  ]);
  if (entry.counts) item.append(correcting(card, entry, item));
  return item;
}

/** The statement that takes it, where that is not its own month's. */
function lateOf({ page: { say, language, zone } }, { month, start }) {
  const own = new Intl.DateTimeFormat("sv", { year: "numeric", month: "2-digit", timeZone: zone }).format(new Date(start));
  if (own === month) return null;
  const name = new Intl.DateTimeFormat(locale(language), { month: "long", year: "numeric", timeZone: "UTC" }).format(new Date(`${month}-01`));
  return h("p", { class: "tk-quiet" }, say("worklog.on_statement", { month: name }));
}

/** A button that opens the form below the entry, and takes the focus back when it is closed. */
function correcting(card, entry, item) {
  const { page: { say } } = card;
  const button = h("button", { type: "button", class: "button button--quiet", "aria-expanded": "false" }, say("worklog.correction.open"));
  button.addEventListener("click", () => {
    const form = correction(card, entry, () => {
      form.remove();
      button.hidden = false;
      button.focus();
    });
    button.hidden = true;
    item.append(form);
    form.querySelector("[name=reason]").focus();
  });
  return h("p", { class: "tk-row" }, button);
}

function correction(card, entry, close) {
  const { page: { say } } = card;
  const reason = field({ name: "reason", label: say("worklog.correction.reason"), control: h("input", { type: "text", maxlength: 2000 }) });
  const withdraw = tick({ name: "withdraw", label: say("worklog.correction.withdraw"), hint: say("worklog.correction.withdraw_hint") });
  const instead = [...spanAsked(card, entry), ...taskAsked(card, entry)];
  const form = actForm(card.host(`correction.${entry.id}`), {
    act: "correction",
    room: "worklog",
    path: `tickets/${encodeURIComponent(card.time.number)}/time/${encodeURIComponent(entry.id)}/corrections`,
    asks: [{ name: "reason", node: reason, needs: "reason_missing" }, { name: "withdraw", node: withdraw, value: (node) => valueOf(node, "withdraw") === true }, ...instead],
  });
  const show = () => {
    const isGone = valueOf(form, "withdraw") === true;
    for (const { node } of instead) if (node) node.hidden = isGone;
  };
  form.addEventListener("change", show);
  show();
  form.querySelector("[type=submit]").after(h("button", { type: "button", class: "button button--quiet", onclick: close }, say("worklog.correction.cancel")));
  return form;
}
