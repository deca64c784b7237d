/** What a request still lacks, by the same rules as the functions check it (AD2 AD3): pure, from fields and answers. */

import { listed } from "./words.js";

/** Lacks in field order: `{code, fields, most}`, codes as in the words `errors`. `answers` by field id. */
export function lacks(fields, answers, hasFiles) {
  const found = [];
  const seen = new Set();
  for (const field of fields) {
    if (isGiven(field, answers, hasFiles)) found.push(...faults(field, answers[field.id]));
    else if (field.required) found.push({ code: "field_missing", fields: [field] });
    if (!field.any_of || seen.has(field.any_of)) continue;
    seen.add(field.any_of);
    const group = fields.filter((other) => other.any_of === field.any_of);
    if (!group.some((other) => isGiven(other, answers, hasFiles))) found.push({ code: "any_of_missing", fields: group });
  }
  return found;
}

export function isMissing({ code }) {
  return code === "field_missing" || code === "any_of_missing";
}

/** A lack in words, at the first of its fields: `{field, text}`. */
export function worded(api, language, { code, fields, most }) {
  const labels = fields.map(({ label }) => label);
  const values = { label: labels[0], labels: listed(language, labels, "disjunction"), most };
  return { field: fields[0].id, text: api.problem(code, values).text };
}

function isGiven(field, answers, hasFiles) {
  return field.type === "file" ? hasFiles : Boolean((answers[field.id] ?? "").trim());
}

function faults(field, answer) {
  const isText = field.type === "text" || field.type === "long";
  if (isText && field.max_characters && answer.trim().length > field.max_characters) {
    return [{ code: "field_too_long", fields: [field], most: field.max_characters }];
  }
  const isUnknown = field.type === "choice" && !field.choices.some(({ id }) => id === answer);
  return isUnknown ? [{ code: "choice_unknown", fields: [field] }] : [];
}

/** The answers as the functions take them: a few fields are the ticket's own, the rest its checklist's. */
export function filing(desk, kind, answers, files) {
  const { subject, description, area, version, severity, ...others } = answers;
  const asked = new Set(kind.fields.map(({ id }) => id));
  const given = Object.entries(others).filter(([id, answer]) => asked.has(id) && answer.trim());
  const release = asked.has("version") ? (version ?? "") : "";
  return {
    desk: desk.id,
    kind: kind.id,
    subject: (subject ?? "").trim(),
    text: (description ?? "").trim(),
    severity: Number(severity || 2),
    ...(asked.has("area") && area && { area }),
    ...(desk.releases && release && { release }),
    answers: { ...Object.fromEntries(given), ...(!desk.releases && release && { version: release }) },
    files: asked.has("attachments") ? files : [],
  };
}

/** The form's name of a field that the functions speak of. */
export function fieldNamed(name) {
  const plain = (name ?? "").replace(/^answers\./, "");
  return { text: "description", release: "version", files: "attachments" }[plain] ?? plain;
}
