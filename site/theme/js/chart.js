/** Small charts of shares, as inline SVG: met is solid, missed is hatched, and each bar says its figure in words.
 *
 * Places across are percentages and sizes of text are not, so that a chart fills any width and stays readable.
 */

import { newId } from "./dom.js";

const SVG = "http://www.w3.org/2000/svg";
const NARROW = "(max-width: 40rem)";
const MOST_CHARACTERS = { narrow: 22, wide: 34 };
const CROWDED = 6;
const COLUMN = { top: 24, height: 120, foot: 44 };
const BAR = { pitch: 52, text: 16, top: 24, height: 16 };
const HATCH = 6;

/** Whether columns stand so close that a figure has no room for its percent sign, nor a month for its name. */
export function isCrowded(rows) {
  return rows.length > CROWDED;
}

/** Columns beside each other, for what follows in time. `rows` are as in `bars`, with a `short` name and one `below`. */
export function columns(title, rows) {
  const missed = hatching();
  const width = isCrowded(rows) ? 20 : 40;
  const drawn = rows.map((row, place) => {
    const met = row.share === null ? 0 : (COLUMN.height * row.met) / (row.met + row.missed);
    const rest = COLUMN.height - met;
    const shapes = row.share === null ? [] : [
      rect("missed", { x: -width / 2, y: COLUMN.top, width, height: rest, fill: missed.fill }),
      rect("met", { x: -width / 2, y: COLUMN.top + rest, width, height: met }),
    ];
    return s(
      "svg",
      { x: `${((place + 0.5) * 100) / rows.length}%`, overflow: "visible", "aria-hidden": "true" },
      s("title", {}, row.told),
      shapes,
      text("value", { y: COLUMN.top - 8, "text-anchor": "middle" }, isCrowded(rows) ? row.figure : row.percent),
      text("name", { y: COLUMN.top + COLUMN.height + 18, "text-anchor": "middle" }, row.short),
      text("quiet", { y: COLUMN.top + COLUMN.height + 36, "text-anchor": "middle" }, row.below),
    );
  });
  const lines = [0, 0.5, 1].map((part) => {
    const y = COLUMN.top + COLUMN.height * part;
    return s("line", { class: "tk-chart__line", x1: 0, x2: "100%", y1: y, y2: y });
  });
  return drawing(title, rows, COLUMN.top + COLUMN.height + COLUMN.foot, missed.pattern, lines, drawn);
}

/** Bars below each other. Each row is `{name, met, missed, share, percent, of, told}`; `share` is null for nothing. */
export function bars(title, rows) {
  const missed = hatching();
  const drawn = rows.map((row, place) => {
    const met = row.share === null ? 0 : (100 * row.met) / (row.met + row.missed);
    const at = { y: BAR.top, height: BAR.height };
    const shapes = row.share === null ? [] : [
      rect("missed", { ...at, x: `${met}%`, width: `${100 - met}%`, fill: missed.fill }),
      rect("met", { ...at, x: 0, width: `${met}%` }),
    ];
    return s(
      "svg",
      { y: place * BAR.pitch, width: "100%", height: BAR.pitch, overflow: "visible", "aria-hidden": "true" },
      s("title", {}, row.told),
      text("name", { y: BAR.text }, shortened(row.name)),
      text("value", { x: "100%", y: BAR.text, "text-anchor": "end" }, row.percent, s("tspan", { class: "tk-chart__quiet" }, ` ${row.of}`)),
      shapes,
    );
  });
  return drawing(title, rows, (rows.length - 1) * BAR.pitch + BAR.top + BAR.height, missed.pattern, drawn);
}

/** A swatch for the legend, drawn as the bars are. */
export function swatch(kind) {
  const missed = hatching();
  const shape = rect(kind, { x: 1, y: 1, width: 22, height: 14, fill: kind === "missed" ? missed.fill : false });
  return s("svg", { class: "tk-swatch", width: 24, height: 16, "aria-hidden": "true" }, missed.pattern, shape);
}

/** To those who do not see it, a chart is an image with a title and a sentence for each of its bars. */
function drawing(title, rows, height, ...marks) {
  const [named, told] = [newId("title"), newId("told")];
  return s(
    "svg",
    { class: "tk-chart", role: "img", width: "100%", height, "aria-labelledby": named, "aria-describedby": told },
    s("title", { id: named }, title),
    s("desc", { id: told }, rows.map((row) => row.told).join("; ")),
    marks,
  );
}

/** A pattern of its own for each chart: what is missed differs from what is met by more than its colour. */
function hatching() {
  const id = newId("hatch");
  const size = { width: HATCH, height: HATCH };
  const pattern = s(
    "defs",
    {},
    s(
      "pattern",
      { id, ...size, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" },
      s("rect", { class: "tk-chart__ground", ...size }),
      s("line", { class: "tk-chart__hatch", x1: 1, x2: 1, y1: 0, y2: HATCH }),
    ),
  );
  return { pattern, fill: `url(#${id})` };
}

function rect(kind, attributes) {
  return s("rect", { class: `tk-chart__${kind}`, ...attributes });
}

function text(kind, attributes, ...words) {
  return s("text", { class: `tk-chart__${kind}`, ...attributes }, ...words);
}

/** A long name, so that it does not run into the figure at the end of its line; its table has it whole. */
function shortened(name) {
  const most = MOST_CHARACTERS[matchMedia(NARROW).matches ? "narrow" : "wide"];
  return name.length > most ? `${name.slice(0, most - 1).trimEnd()}…` : name;
}

/** `h` for SVG: what is not given leaves an attribute, or a child, out. */
function s(tag, attributes = {}, ...children) {
  const node = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== false && value !== undefined) node.setAttribute(name, value);
  }
  node.append(...children.flat(Infinity).filter((child) => child !== undefined && child !== null));
  return node;
}
