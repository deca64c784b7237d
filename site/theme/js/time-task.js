/** What was worked: its kind, how it is charged, a note; and what the agreement says of it beforehand (MP7 PM5 PM8). */

import { money } from "./amounts.js";
import { lengthOf } from "./dates.js";
import { h, newId } from "./dom.js";
import { field } from "./fields.js";

const CLASSES = ["billable", "free", "warranty"];

/** The fields of a task; `given` is what is chosen at first. A class that is proposed follows the kind of work until one is chosen.
 *
 * Of work that goes on now it is said what it costs at this hour.
 */
export function taskAsked(card, given = {}, { withNote = true, isNow = false } = {}) {
  const { say } = card.page;
  const { works } = card.time;
  const listed = works.some(({ id }) => id === given.work) || !given.work ? works : [{ id: given.work, name: given.work }, ...works];
  const work = select(listed.map(({ id, name }) => [id, name]), given.work);
  const charging = select(CLASSES.map((name) => [name, say(`worklog.classes.${name}`)]), given.charging);
  const said = h("p", { class: "tk-hint tk-said", id: newId("said") });
  let isChosen = Boolean(given.charging);
  const show = () => {
    const known = works.find(({ id }) => id === work.value);
    if (!isChosen && known) charging.value = known.charging;
    said.replaceChildren(...(known ? [...saying(card, known, charging.value, isNow)].flatMap((text) => [text, " "]) : []));
  };
  work.addEventListener("change", show);
  charging.addEventListener("change", () => {
    isChosen = true;
    show();
  });
  const workField = field({ name: "work", label: say("worklog.work"), control: work });
  work.setAttribute("aria-describedby", said.id);
  show();
  const asks = [
    { name: "work", node: workField },
    { name: "charging", node: field({ name: "charging", label: say("worklog.charging"), control: charging }) },
    { name: "said", node: said, value: () => undefined, kept: () => "" },
  ];
  return withNote ? [...asks, noteAsked(say, given.note)] : asks;
}

/** The sentences that an agent could say to the customer before the work begins. */
function* saying({ page: { say, language }, time }, known, charging, isNow) {
  if (charging !== "billable" && known.basis !== "covered") {
    yield say(`worklog.said.${charging}_class`);
    return;
  }
  const price = (amount) => money(language, amount, time.currency);
  yield say(`worklog.said.${known.basis}`, { price: known.per_hour && price(known.per_hour) });
  if (known.basis === "no_agreement" && known.per_hour) yield say("worklog.said.no_agreement_price", { price: price(known.per_hour) });
  if (known.out_of_hours) yield say(isNow && !time.is_open ? "worklog.said.closed_now" : "worklog.said.out_of_hours", { price: price(known.out_of_hours) });
  const { agreement } = time;
  if (agreement && known.basis !== "covered") {
    if (known.included && agreement.left_minutes !== null) yield say(`worklog.said.included_${agreement.counted}`, { left: lengthOf(language, 60 * agreement.left_minutes), all: lengthOf(language, 60 * agreement.included_minutes) });
    if (agreement.step_minutes) yield say(`worklog.said.step_${agreement.rounded_by}`, { step: agreement.step_minutes });
    if (agreement.minimum_minutes) yield say("worklog.said.minimum", { minimum: agreement.minimum_minutes });
  }
  if (time.warranty_months) yield say("worklog.said.warranty", { months: time.warranty_months });
}

function noteAsked(say, note = "") {
  const control = h("textarea", { rows: 2, maxlength: 2000 });
  control.value = note;
  return { name: "note", node: field({ name: "note", label: say("worklog.note"), hint: say("worklog.note_hint"), optional: say("form.optional"), control }) };
}

function select(options, chosen) {
  const control = h("select", {}, options.map(([value, text]) => h("option", { value }, text)));
  if (chosen) control.value = chosen;
  return control;
}
