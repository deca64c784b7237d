/** What somebody is writing, kept in this tab until it is sent: a reload or a sign-in on the way loses nothing. */

const START = "tuki.draft.";

export class Draft {
  constructor(name) {
    this.name = START + name;
  }

  read() {
    try {
      return JSON.parse(sessionStorage.getItem(this.name)) ?? {};
    } catch {
      return {};
    }
  }

  keep(values) {
    try {
      sessionStorage.setItem(this.name, JSON.stringify(values));
    } catch {
      // Without storage, or with a full one, the form works all the same; only a reload would lose the draft.
    }
  }

  drop() {
    try {
      sessionStorage.removeItem(this.name);
    } catch {
      // Nothing was kept, then.
    }
  }
}

/** Drops every draft: what one person wrote is not for the next at the same screen. */
export function dropDrafts() {
  try {
    const names = Object.keys(sessionStorage).filter((name) => name.startsWith(START));
    for (const name of names) sessionStorage.removeItem(name);
  } catch {
    // Nothing was kept, then.
  }
}
