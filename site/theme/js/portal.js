/** What every page has: light or dark, the language switcher, the search, and desks that know whether they are open. */

import "./open-now.js";
import "./past-days.js";
import "./scheme.js";
import "./search.js";

/** The same page in another language keeps what stands behind its address, such as a ticket's number. */
function keepQuery(event) {
  const link = event.target.closest?.(".languages a");
  if (link) link.href = link.href.split(/[?#]/)[0] + location.search + location.hash;
}

/** A menu that is open closes when one goes on elsewhere, or at Escape. */
function closeMenu(event) {
  for (const menu of document.querySelectorAll(".languages[open]")) {
    if (event.type === "keydown" && event.key === "Escape") {
      menu.open = false;
      menu.querySelector("summary").focus();
    } else if (event.type !== "keydown" && !menu.contains(event.target)) {
      menu.open = false;
    }
  }
}

document.addEventListener("click", keepQuery, true);
for (const type of ["click", "focusin", "keydown"]) document.addEventListener(type, closeMenu);
