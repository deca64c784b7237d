/** Where the run of a month is, and how far it has come. */

import { now } from "./dates.js";

const MONTHS_SHOWN = 24;

export const MOVING = ["drawing", "issuing"];

/** Where a run is: not begun, being drawn up, to be looked through, stopped, being issued, over, or of nothing. */
export function stageOf({ begun_at: begun, approved_at: approved, drafts, customers }) {
  if (!begun) return "new";
  if (drafts.length < customers) return "drawing";
  const some = (...standings) => drafts.some(({ standing }) => standings.includes(standing));
  if (approved) return some("drawn_up") ? "issuing" : "done";
  if (some("drawn_up")) return "ready";
  if (some("held_back", "changed")) return "held";
  return some("issued") ? "done" : "nothing";
}

/** How many customers are done with at this stage, and how many wait for a person. */
export function countsOf({ drafts, customers }, stage) {
  const settled = drafts.filter(({ standing }) => ["issued", "nothing"].includes(standing)).length;
  const held = drafts.filter(({ standing }) => ["held_back", "changed"].includes(standing)).length;
  return { done: stage === "drawing" ? drafts.length : settled, customers, held };
}

/** This month and those before it, like 2026-11. */
export function lastMonths() {
  const today = new Date(now());
  return Array.from({ length: MONTHS_SHOWN }, (_, back) => new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth() - back, 1)).toISOString().slice(0, 7));
}
