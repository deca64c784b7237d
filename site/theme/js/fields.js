/** Labelled controls with a hint and a place for their error, and the summary of all errors that takes the focus. */

import { focusOn, h, newId } from "./dom.js";

/** A control with its label above it. `optional` is the word to show behind the label of what may be left empty. */
export function field({ name, label, hint, optional, control }) {
  const id = newId("field");
  control.id = id;
  control.name = name;
  const hinted = hint && h("p", { class: "tk-hint", id: `${id}-hint` }, hint);
  if (hint) control.setAttribute("aria-describedby", `${id}-hint`);
  return h(
    "div",
    { class: "tk-field", "data-field": name },
    h("label", { for: id }, label, optional && h("span", { class: "tk-quiet" }, ` (${optional})`)),
    hinted,
    error(id),
    control,
  );
}

/** One of several: a group of radio buttons. `options` are `{value, label, hint?}`. */
export function choice({ name, label, hint, options, value, hidden }) {
  const id = newId("choice");
  const radios = options.map((option, place) => {
    const at = place === 0 ? id : newId("option");
    const input = h("input", { type: "radio", name, id: at, value: option.value, checked: option.value === value });
    if (option.hint) input.setAttribute("aria-describedby", `${at}-hint`);
    const hinted = option.hint && h("span", { class: "tk-hint", id: `${at}-hint` }, option.hint);
    return h("div", { class: "tk-option" }, input, h("div", {}, h("label", { for: at }, option.label), hinted));
  });
  return h(
    "fieldset",
    { class: "tk-field", "data-field": name, "aria-describedby": hint ? `${id}-hint` : false, hidden },
    h("legend", {}, label),
    hint && h("p", { class: "tk-hint", id: `${id}-hint` }, hint),
    error(id),
    h("div", { class: "tk-options" }, radios),
  );
}

function error(id) {
  return h("p", { class: "tk-error", id: `${id}-error`, hidden: true });
}

/** One thing to say yes to. */
export function tick({ name, label, hint }) {
  const id = newId("tick");
  const input = h("input", { type: "checkbox", name, id, "aria-describedby": `${id}-hint` });
  const said = h("div", {}, h("label", { for: id }, label), h("span", { class: "tk-hint", id: `${id}-hint` }, hint));
  return h("div", { class: "tk-field", "data-field": name }, error(id), h("div", { class: "tk-option" }, input, said));
}

/** What is filled in under a name: a text, what is chosen, or whether it is ticked. What is disabled is not asked. */
export function valueOf(form, name) {
  const controls = [...named(form, name)].filter((control) => control.matches(":enabled"));
  const [first] = controls;
  if (first?.type === "radio") return controls.find(({ checked }) => checked)?.value ?? "";
  return first?.type === "checkbox" ? first.checked : (first?.value ?? "");
}

/** Fills in what valueOf gave. */
export function fillIn(form, name, value) {
  for (const control of named(form, name)) {
    if (control.type === "radio") control.checked = control.value === value;
    else if (control.type === "checkbox") control.checked = value === true;
    else control.value = value;
  }
}

function named(form, name) {
  return form.querySelectorAll(`[name="${CSS.escape(name)}"]`);
}

/** Shows the faults (`{field, text}`) each at its field, and all in a summary that takes the focus; gives the summary. */
export function showFaults(form, title, faults) {
  clearFaults(form);
  const items = faults.map(({ field: name, text }) => {
    const target = markFault(form, name, text);
    return h("li", {}, target ? h("a", { href: `#${target.id}`, onclick: (event) => jump(event, target) }, text) : text);
  });
  const heading = h("h2", { id: newId("faults") }, title);
  const summary = h("div", { class: "tk-summary", role: "alert", "aria-labelledby": heading.id }, heading);
  summary.append(h("ul", {}, items));
  form.prepend(summary);
  focusOn(summary);
  return summary;
}

/** Marks one field as wrong; gives the control to go to, or null when the form has no such field. */
export function markFault(form, name, text) {
  const box = form.querySelector(`[data-field="${CSS.escape(name)}"]`);
  const control = box?.querySelector("input, textarea, select, button");
  if (!control) return null;
  const place = box.querySelector(".tk-error");
  place.textContent = text;
  place.hidden = !text;
  box.classList.toggle("tk-field--wrong", Boolean(text));
  const described = box.tagName === "FIELDSET" ? box : control;
  const others = (described.getAttribute("aria-describedby") ?? "").split(" ").filter((id) => id && id !== place.id);
  const ids = text ? [...others, place.id] : others;
  if (ids.length) described.setAttribute("aria-describedby", ids.join(" "));
  else described.removeAttribute("aria-describedby");
  if (text && control.type !== "radio") control.setAttribute("aria-invalid", "true");
  else control.removeAttribute("aria-invalid");
  return control;
}

export function clearFaults(form) {
  form.querySelector(".tk-summary")?.remove();
  for (const box of form.querySelectorAll(".tk-field--wrong")) markFault(form, box.dataset.field, "");
}

function jump(event, target) {
  event.preventDefault();
  target.focus();
}
