/** The words of the page: `say("tickets.title")`, with `{{ name }}` filled from the values. */

export function sayer(rooms) {
  return (key, values = {}) => {
    const dot = key.indexOf(".");
    const text = rooms[key.slice(0, dot)]?.[key.slice(dot + 1)];
    return text === undefined ? key : fill(text, values);
  };
}

/** Whether the page has words for a key. */
export function knows(rooms, key) {
  const dot = key.indexOf(".");
  return rooms[key.slice(0, dot)]?.[key.slice(dot + 1)] !== undefined;
}

/** Replaces each placeholder by its value; one without a value becomes nothing. */
export function fill(text, values) {
  return text.replace(/\{\{\s*(\w+)\s*\}\}/g, (_, name) => String(values[name] ?? ""));
}

/** A list as the language writes it: "a, b and c". */
export function listed(language, items, type = "conjunction") {
  return new Intl.ListFormat(language, { type }).format(items);
}

/** A size in bytes as people read it: 1 MB is 1,000,000 bytes. */
export function sized(language, bytes) {
  const units = ["byte", "kilobyte", "megabyte", "gigabyte"];
  const step = bytes < 1000 ? 0 : Math.min(Math.floor(Math.log10(bytes) / 3), units.length - 1);
  const format = { style: "unit", unit: units[step], unitDisplay: "short", maximumFractionDigits: step > 1 ? 1 : 0 };
  return new Intl.NumberFormat(language, format).format(bytes / 1000 ** step);
}
