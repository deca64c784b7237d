/** Takes days that are over out of a table of days to come, in case the page was published a while ago. */

class PastDays extends HTMLElement {
  connectedCallback() {
    const now = Date.now() + 1000 * Number(document.body.dataset.shiftSeconds || 0);
    // A day later than UTC's own: no zone is further behind.
    const yesterday = new Date(now - 86_400_000).toISOString().slice(0, 10);
    for (const row of this.querySelectorAll("tr[data-date]")) row.hidden = row.dataset.date < yesterday;
  }
}

customElements.define("tuki-past-days", PastDays);
