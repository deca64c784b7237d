/** What of the figures is shown: chosen on the page, and kept in its address so that it can be sent to others. */

import { h } from "./dom.js";

const CHOICES = { months: ["3", "6", "12"], matter: ["start", "solution", "fix", "promise"], severity: ["1", "2", "3"] };
const USUAL = { months: "6", matter: "", severity: "" };

/** `{months, matter, severity}` as the address has them; an empty one is all of its kind. */
export function readChoice(asked) {
  const entries = Object.entries(CHOICES).map(([name, known]) => [name, known.includes(asked.get(name)) ? asked.get(name) : USUAL[name]]);
  return Object.fromEntries(entries);
}

/** The controls; `onchange` is told what changed, e.g. `{months: "12"}`. */
export function filters(say, choice, matterName, onchange) {
  const options = {
    months: CHOICES.months.map((one) => [one, say(`figures.periods.${one}`)]),
    matter: ["", ...CHOICES.matter].map((one) => [one, matterName(one)]),
    severity: [["", say("figures.every_severity")], ...CHOICES.severity.map((one) => [one, say(`kinds.severities.${one}`)])],
  };
  const labels = { months: "figures.period", matter: "figures.matter", severity: "figures.severity" };
  const controls = Object.entries(options).map(([name, choices]) => {
    const listed = choices.map(([value, text]) => h("option", { value, selected: value === choice[name] }, text));
    const change = (event) => onchange({ [name]: event.target.value });
    return h("label", {}, say(labels[name]), h("select", { name, onchange: change }, listed));
  });
  return h("div", { class: "tk-filters", role: "group", "aria-label": say("figures.which") }, controls);
}
