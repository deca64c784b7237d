/** Agents of the desk to whom no letter gets through: they miss their warnings. For staff, above the queue. */

import { exactly } from "./dates.js";
import { h } from "./dom.js";

/** Asks who they are, and shows them in `place`; where that cannot be told, the queue is shown all the same. */
export function showUnreached(page, place) {
  const calls = `/desks/${page.desk}/returns`;
  const draw = ({ returned }) => place.replaceChildren(...returned.map((agent) => warning(page, agent, again)));
  const again = (button, { id }) => {
    button.disabled = true;
    page.attempt(
      async () => {
        draw(await page.api.post(`${calls}/${id}/trials`, {}));
        page.announce(page.say("staff.returned.done"));
      },
      (problem) => {
        button.disabled = false;
        button.after(h("p", { class: "tk-error", role: "alert" }, problem.text));
      },
    );
  };
  return page.attempt(async () => draw(await page.api.get(calls)), () => {});
}

function warning({ say, language, desks, desk }, agent, again) {
  const values = { ...agent, at: exactly(language, agent.at, desks[desk]?.zone) };
  const button = h("button", { type: "button", class: "button button--quiet", onclick: (event) => again(event.currentTarget, agent) }, say("staff.returned.again"));
  return h(
    "div",
    { class: "tk-why tk-returned" },
    h("p", {}, h("strong", {}, say("staff.returned.said", values)), " ", say("staff.returned.misses", values)),
    h("p", { class: "tk-row" }, button),
  );
}
