/** Writing on a ticket: a text, perhaps with files, perhaps with more that is asked beside it. */

import { actForm, draftOf } from "./act-form.js";
import { h } from "./dom.js";
import { field } from "./fields.js";
import { Files } from "./files.js";

/** A form for a text; beside those of actForm its words have a `label`.
 *
 * `needed` is whether the text must be there, `files` whether files go along; `asks` are what is asked after them.
 */
export function writing(page, { act, room, path, needed = true, files = false, asks = [] }) {
  const text = textAsked(page, page.say(`${room}.${act}.label`), needed);
  return actForm(page, { act, room, path, asks: [text, ...(files ? filesAsked(page, act) : []), ...asks] });
}

/** The text as something that a form asks for. */
export function textAsked(page, label, needed = true) {
  const control = h("textarea", { rows: 6, maxlength: 50_000 });
  const node = field({ name: "text", label, optional: needed ? "" : page.say("form.optional"), control });
  return { name: "text", node, needs: needed && "text_missing", value: () => control.value.trim() };
}

function filesAsked(page, act) {
  const rules = page.desks[page.ticket.desk]?.files;
  if (!rules) return [{ name: "files", value: () => [] }];
  const told = () => picker.node.dispatchEvent(new Event("input", { bubbles: true }));
  const picker = new Files(page, page.ticket.desk, rules, { kept: draftOf(page, act).read().files, changed: told });
  const fault = (key) => [{ field: "files", text: page.say(key) }];
  return [{
    name: "files",
    node: picker.node,
    value: () => picker.ready,
    kept: () => picker.kept,
    faults: () => (picker.isBusy ? fault("form.files_busy") : picker.isWrong ? fault("form.files_wrong") : []),
  }];
}
