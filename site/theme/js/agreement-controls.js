/** Controls for what is agreed, and the way between them and the tree of texts that the desk reads. */

import { numberWritten } from "./amounts.js";
import { h } from "./dom.js";

/** A control of a kind: text, number, date, list (commas between), lines, or one of an array's values. `?` may stay empty. */
export function controlOf(page, key, kind, value) {
  if (Array.isArray(kind)) {
    const usual = value ?? kind[0];
    return h("select", {}, kind.map((one) => h("option", { value: one, selected: one === usual }, page.say(`agreements.choices.${nameOf(key)}.${one || "usual"}`))));
  }
  const plain = kind.replace("?", "");
  if (plain === "date") return h("input", { type: "date", value: value ?? "" });
  if (plain === "lines") return h("textarea", { rows: 2, spellcheck: "false" }, value ?? "");
  const isNumber = plain === "number";
  const text = Array.isArray(value) ? value.join(", ") : isNumber ? numberWritten(page.language, value) : (value ?? "");
  return h("input", { type: "text", inputmode: isNumber ? "decimal" : false, autocomplete: "off", spellcheck: "false", value: text });
}

/** What a control holds; undefined where it is left empty. */
export function textOf(control, kind) {
  const text = control.value.trim();
  if (kind !== "list?") return text || undefined;
  const several = text.split(/[\s,;]+/).filter(Boolean);
  return several.length ? several : undefined;
}

export function read(tree, key) {
  return key.split(".").reduce((part, name) => part?.[name], tree);
}

export function put(tree, key, value) {
  const names = key.split(".");
  const last = names.pop();
  let part = tree;
  for (const name of names) {
    if (value === undefined && !part[name]) return;
    part[name] ??= {};
    part = part[name];
  }
  if (value === undefined) delete part[last];
  else part[last] = value;
}

function nameOf(key) {
  return key.split(".").at(-1);
}
