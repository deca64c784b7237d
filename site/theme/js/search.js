/** The search in the header, which shows what it finds while one types, and the page with all that was found. */

import { address, ask } from "./search-client.js";

const SHOWN_WHILE_TYPING = 6;
const SHOWN_ON_PAGE = 50;
const SHORTEST = 2;

class Search extends HTMLElement {
  connectedCallback() {
    this.words = JSON.parse(this.dataset.json);
    this.form = this.querySelector("form");
    this.input = this.querySelector("input");
    this.found = node("div", "search__found");
    this.found.hidden = true;
    this.append(this.found);
    this.input.value ||= new URLSearchParams(location.search).get("q") ?? "";
    this.input.addEventListener("input", () => this.look());
    this.input.addEventListener("focus", () => this.look());
    this.addEventListener("keydown", (event) => this.press(event));
    this.addEventListener("focusout", ({ relatedTarget }) => !this.contains(relatedTarget) && this.close());
  }

  async look() {
    const query = this.input.value.trim();
    if (query.length < SHORTEST) return this.close();
    const answer = await ask(query, SHOWN_WHILE_TYPING);
    if (query !== this.input.value.trim() || !this.contains(document.activeElement)) return undefined;
    if (this.found.contains(document.activeElement)) return undefined; // Somebody is choosing: nothing moves under her.
    const parts = [said(this.words, answer)];
    if (answer?.items.length) parts.push(list(answer.items));
    if (answer?.total > SHOWN_WHILE_TYPING) parts.push(this.all(query));
    this.found.replaceChildren(...parts);
    this.found.hidden = false;
    return undefined;
  }

  all(query) {
    const link = node("a", "search__all", this.words.all);
    link.href = `${this.form.action}?q=${encodeURIComponent(query)}`;
    return link;
  }

  close() {
    this.found.hidden = true;
  }

  press(event) {
    if (event.key === "Escape") {
      this.close();
      this.input.focus();
      this.close();
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || this.found.hidden) return;
    event.preventDefault();
    const places = [this.input, ...this.found.querySelectorAll("a")];
    const next = places.indexOf(document.activeElement) + step;
    places[(next + places.length) % places.length].focus();
  }
}

class Found extends HTMLElement {
  async connectedCallback() {
    const { words } = JSON.parse(this.dataset.json);
    const query = (new URLSearchParams(location.search).get("q") ?? "").trim();
    if (!query) {
      document.getElementById("search-query")?.focus();
      return;
    }
    const answer = await ask(query, SHOWN_ON_PAGE);
    this.replaceChildren(said(words, answer), ...(answer ? [list(answer.items)] : []));
  }
}

/** How much was found, heard as well as seen. */
function said(words, answer) {
  const text = !answer ? words.failed : [words.none, words.one][answer.total] ?? words.many;
  const line = node("p", "search__said", text.replace(/\{\{\s*count\s*\}\}/, answer?.total));
  line.setAttribute("role", "status");
  return line;
}

function list(items) {
  const made = items.map((item) => {
    const link = node("a");
    link.href = address(item);
    link.append(node("strong", "", item.section ? `${item.title} · ${item.section}` : item.title), excerpt(item.parts));
    const row = node("li");
    row.append(link);
    return row;
  });
  const all = node("ul", "search__list");
  all.append(...made);
  return all;
}

function excerpt(parts) {
  const text = node("span");
  text.append(...parts.map(([part, hit]) => (hit ? node("mark", "", part) : part)));
  return text;
}

function node(tag, name = "", text = "") {
  const made = document.createElement(tag);
  if (name) made.className = name;
  if (text) made.textContent = text;
  return made;
}

customElements.define("tuki-search", Search);
customElements.define("tuki-found", Found);
