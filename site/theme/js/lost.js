/** On the page for lost addresses, leaves the language of the address, else the browser's, else all. */

const there = [...document.querySelectorAll("[data-lost]")];
const root = new URL("../", import.meta.url).pathname;
const asked = [location.pathname.slice(root.length).split("/")[0], ...navigator.languages.map((wish) => wish.split("-")[0])];
const wishes = asked.map((code) => (code === "no" || code === "nn" ? "nb" : code));
const language = wishes.find((code) => there.some((section) => section.dataset.lost === code));

if (language) {
  document.documentElement.lang = language;
  for (const section of there) section.hidden = section.dataset.lost !== language;
}
