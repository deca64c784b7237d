/** A tiny element builder. What people wrote becomes text nodes, never markup, so nothing of theirs can run. */

let made = 0;

/** A new element: attributes by name, `onclick`-like names take functions, `false` and `null` leave an attribute out. */
export function h(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") node.addEventListener(name.slice(2), value);
    else if (value === true) node.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) node.setAttribute(name, value);
  }
  node.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

/** Terms and their values, `[term, value]` each; what has no value is left out. */
export function pairs(rows) {
  const shown = rows.filter(([, value]) => value);
  return h("dl", {}, shown.map(([term, value]) => h("div", {}, h("dt", {}, term), h("dd", {}, value))));
}

/** An id that no other element of the page has. */
export function newId(start) {
  made += 1;
  return `tk-${start}-${made}`;
}

/** Moves the focus to something that is no control, such as a heading that has just appeared. */
export function focusOn(node) {
  if (!node.hasAttribute("tabindex")) node.setAttribute("tabindex", "-1");
  node.focus();
  node.scrollIntoView({ block: "nearest" });
}

/** Text as it was written, with links made of http and https addresses only. */
export function prose(text) {
  const parts = [];
  let end = 0;
  for (const match of text.matchAll(/https?:\/\/[^\s<>"]+/gi)) {
    const address = trimmed(match[0]);
    if (!URL.canParse(address)) continue;
    parts.push(text.slice(end, match.index), h("a", { href: address, rel: "noopener noreferrer nofollow" }, address));
    end = match.index + address.length;
  }
  return h("div", { class: "tk-prose" }, parts, text.slice(end));
}

/** An address without the punctuation of the sentence it stands in; a bracket stays where its partner is inside. */
function trimmed(address) {
  let kept = address.replace(/[.,;:!?'’”»]+$/, "");
  while (kept.endsWith(")") && kept.split(")").length > kept.split("(").length) kept = kept.slice(0, -1);
  return kept;
}

/** Makes a message heard by those who do not see it: a live region that is always there before its text changes. */
export function announcer() {
  const region = h("div", { class: "tk-heard", role: "status", "aria-live": "polite" });
  return { region, announce: (text) => region.replaceChildren(text) };
}
