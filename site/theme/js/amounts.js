/** Amounts and numbers as a page's language writes them. */

import { locale } from "./dates.js";

const EXACT = /^(-?)(\d+)\.(\d+)$/;

export function money(language, amount, currency) {
  return new Intl.NumberFormat(locale(language), { style: "currency", currency }).format(Number(amount));
}

/** An exact number for a control. Three decimals get a zero more, so that nobody reads thousands. */
export function numberWritten(language, exact = "") {
  const point = new Intl.NumberFormat(locale(language)).formatToParts(0.5).find(({ type }) => type === "decimal").value;
  return exact.replace(EXACT, (_, sign, whole, part) => `${sign}${whole}${point}${part}${part.length === 3 ? "0" : ""}`);
}
