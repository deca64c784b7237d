/** What came along with words: files, each saved by a link that lives shortly, and the whole mail as it came. */

import { h, newId } from "./dom.js";
import { sized } from "./words.js";

/** `at(id)` is the call for a file's link, null where files are not given out; `mail` the call for the mail's, if it is to be had. */
export function attachedOf(page, { files, at, mail }) {
  const rows = files.map((file) => fileOf(page, file, at));
  if (mail) rows.push(h("li", {}, saving(page, page.say("staff.mail"), mail)));
  return rows.length > 0 && h("ul", { class: "tk-files", "aria-label": page.say("tickets.files") }, rows);
}

/** A file by its name and size; of a type that the desk does not ask for, it is to be opened with care. */
function fileOf(page, { id, name, size: bytes, listed }, at) {
  const size = sized(page.language, bytes);
  const note = at && listed === false && h("span", { class: "tk-mark", id: newId("note") }, page.say("tickets.unlisted"));
  const known = { "aria-label": page.say("tickets.download", { name, size }), "aria-describedby": note && note.id };
  const file = at ? saving(page, name, at(id), known) : h("span", { class: "tk-files__name" }, name);
  return h("li", {}, file, h("span", { class: "tk-quiet" }, size), note);
}

function saving(page, text, path, known = {}) {
  const press = (event) => save(page, path, event.currentTarget);
  return h("button", { type: "button", class: "tk-link", ...known, onclick: press }, text);
}

/** The link makes the browser save the file; a refusal is shown beside its button. */
function save(page, path, button) {
  button.parentElement.querySelector(".tk-error")?.remove();
  return page.attempt(
    async () => location.assign((await page.api.get(path)).url),
    (problem) => button.parentElement.append(h("span", { class: "tk-error", role: "alert" }, problem.text)),
  );
}
