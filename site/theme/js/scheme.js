/** A button that switches between light and dark; the choice is kept in this browser, until then the system's counts. */

const KEPT = "tuki-scheme";
const PICTURES = {
  light: "M12 7a5 5 0 1 0 0 10 5 5 0 0 0 0-10Zm-1-6h2v4h-2Zm0 18h2v4h-2ZM1 11h4v2H1Zm18 0h4v2h-4ZM3.5 5 5 3.5 7.8 6.4 6.4 7.8ZM16.2 17.6l1.4-1.4 2.9 2.8L19 20.5ZM3.5 19l2.9-2.8 1.4 1.4L5 20.5ZM16.2 6.4 19 3.5 20.5 5l-2.9 2.8Z",
  dark: "M12 3a9 9 0 1 0 9 9c0-.5 0-.9-.1-1.4A5.4 5.4 0 0 1 13.4 3.1 9 9 0 0 0 12 3Z",
};

class Scheme extends HTMLElement {
  connectedCallback() {
    this.words = JSON.parse(this.dataset.json);
    this.button = document.createElement("button");
    this.button.type = "button";
    this.button.addEventListener("click", () => this.choose(this.other));
    this.system = matchMedia("(prefers-color-scheme: dark)");
    this.follow = () => this.draw();
    this.system.addEventListener("change", this.follow);
    this.replaceChildren(this.button);
    this.draw();
  }

  disconnectedCallback() {
    this.system.removeEventListener("change", this.follow);
  }

  get other() {
    const shown = document.documentElement.dataset.scheme ?? (this.system.matches ? "dark" : "light");
    return shown === "dark" ? "light" : "dark";
  }

  choose(scheme) {
    document.documentElement.dataset.scheme = scheme;
    try {
      localStorage.setItem(KEPT, scheme);
    } catch {
      // Without storage the choice holds for this page.
    }
    this.draw();
  }

  draw() {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    svg.setAttribute("viewBox", "0 0 24 24");
    svg.setAttribute("aria-hidden", "true");
    const path = document.createElementNS(svg.namespaceURI, "path");
    path.setAttribute("d", PICTURES[this.other]);
    svg.append(path);
    this.button.replaceChildren(svg);
    this.button.setAttribute("aria-label", this.words[this.other]);
    this.button.title = this.words[this.other];
  }
}

customElements.define("tuki-scheme", Scheme);
