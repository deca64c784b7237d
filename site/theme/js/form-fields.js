/** The controls of a checklist: one for each field of the kind chosen, those of which one is enough grouped. */

import { h } from "./dom.js";
import { choice, field } from "./fields.js";

/** `form` is the form's part: words, desk, `answers`, and the picker of files. Empty until a kind is chosen. */
export function fieldsOf(form, kind) {
  const plain = kind.fields.filter(({ any_of: group }) => !group);
  const group = kind.fields.filter(({ any_of: group }) => group);
  const required = plain.filter(({ required }) => required);
  const optional = plain.filter(({ required }) => !required);
  return [
    required.map((asked) => control(form, asked)),
    group.length > 0 && groupOf(form, group),
    kind.has_clock && severity(form),
    optional.map((asked) => control(form, asked)),
  ];
}

export function kindOf(form) {
  const { say, desk, answers } = form;
  const options = desk.kinds.map(({ id }) => ({ value: id, label: say(`kinds.kinds.${id}`), hint: say(`kinds.kind_texts.${id}`) }));
  return choice({ name: "kind", label: say("form.kind"), options, value: answers.kind });
}

function severity(form) {
  const { say, answers } = form;
  const options = ["1", "2", "3"].map((level) => {
    return { value: level, label: say(`kinds.severities.${level}`), hint: say(`kinds.severity_texts.${level}`) };
  });
  const value = answers.severity ?? "2";
  return choice({ name: "severity", label: say("form.severity"), hint: say("form.severity_hint"), options, value });
}

function groupOf(form, group) {
  return h(
    "fieldset",
    { class: "tk-group" },
    h("legend", {}, form.say("form.any_of")),
    h("p", { class: "tk-hint" }, form.say("form.any_of_hint")),
    group.map((asked) => control(form, { ...asked, grouped: true })),
  );
}

function control(form, asked) {
  if (asked.type === "file") return form.files.node;
  const optional = asked.required || asked.grouped ? "" : form.say("form.optional");
  const input = inputOf(form, asked);
  input.value = form.answers[asked.id] ?? "";
  return field({ name: asked.id, label: asked.label, hint: hintOf(form, asked), optional, control: input });
}

function hintOf(form, asked) {
  const releases = asked.id === "version" && form.desk.releases;
  const oldest = releases && releases.oldest ? form.say("form.oldest", { version: releases.oldest }) : "";
  return [asked.help, oldest].filter(Boolean).join(" ");
}

function inputOf(form, asked) {
  const required = asked.required ? { "aria-required": "true" } : {};
  if (asked.id === "version" && form.desk.releases) return versions(form, required);
  if (asked.type === "choice") return select(form, asked.choices.map(({ id, label }) => [id, label]), required);
  if (asked.type === "date") return h("input", { type: "date", ...required });
  if (asked.type === "long") return h("textarea", { rows: asked.id === "description" ? 8 : 4, ...required });
  return h("input", { type: "text", autocomplete: asked.id === "callback" ? "tel" : "off", ...required });
}

function select(form, choices, attributes) {
  const options = choices.map(([value, text]) => h("option", { value }, text));
  return h("select", attributes, h("option", { value: "" }, form.say("form.choose")), options);
}

/** The newest first; one that is out of support says so by its name. */
function versions(form, attributes) {
  const choices = form.desk.releases.versions.toReversed().map(({ version, supported }) => {
    return [version, supported ? version : form.say("form.unsupported_option", { version })];
  });
  return select(form, choices, attributes);
}
