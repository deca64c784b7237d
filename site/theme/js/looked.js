/** How an HTML mail looked: fetched when it is first asked for, and shown on a paper of its own.
 *
 * What arrives is sanitised already, and yet nothing here relies on it: the frame has no origin and runs no script, and
 * its policy, beside the page's own that it inherits, lets nothing be fetched but our stylesheet.
 *
 * Links open in a tab of their own. It knows nothing of ours (no opener, no referrer), and leaves the sandbox, in which
 * hardly any site would work. Links that go nowhere would make people save the mail and open it in a program that guards
 * them less; and without scripts nothing opens but by the reader's own click.
 */

import { h } from "./dom.js";
import { root } from "./session.js";

const SANDBOX = "allow-popups allow-popups-to-escape-sandbox";
const SHORT_CHARACTERS = 1200;

/** Folded until it is wanted; `path` is the call that answers `{html}`. */
export function lookedOf(page, path) {
  const place = h("div", { class: "tk-looked" });
  let isAsked = false;
  const open = async () => {
    if (!folded.open || isAsked) return;
    isAsked = true;
    place.replaceChildren(h("p", { class: "tk-waiting" }, page.say("errors.loading")));
    await page.attempt(
      async () => place.replaceChildren(paper(page, (await page.api.get(path)).html)),
      (problem) => {
        place.replaceChildren(h("p", { class: "tk-error", role: "alert" }, problem.text));
        isAsked = false;
      },
    );
  };
  const folded = h("details", { ontoggle: open }, h("summary", {}, page.say("tickets.looked")), place);
  return folded;
}

/** The body takes the focus, so that a keyboard scrolls it. Nobody can measure what is in there: a short mail is guessed. */
function paper(page, html) {
  const policy = `default-src 'none'; img-src data:; style-src ${location.origin}; form-action 'none'`;
  const head = [
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    '<meta name="referrer" content="no-referrer">',
    '<base target="_blank">',
    `<link rel="stylesheet" href="${location.origin}${root}css/mail.css">`,
  ].join("");
  const srcdoc = `<!doctype html><html><head>${head}</head><body tabindex="0">${html}</body></html>`;
  const isShort = html.length < SHORT_CHARACTERS && !/<(img|table)\b/i.test(html);
  const look = isShort ? "tk-looked__paper tk-looked__paper--short" : "tk-looked__paper";
  return h("iframe", { class: look, sandbox: SANDBOX, title: page.say("tickets.looked_title"), srcdoc });
}
