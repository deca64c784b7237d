/** A running stopwatch on the page: what it shows, counted from what the server said, and told to the other parts. */

const CHANGED = "tuki-stopwatch";

/** The watch as the server told it, with the moment at which it did: so that neither clock has to be right. */
export function told(watch) {
  return watch && { ...watch, toldAt: Date.now() };
}

/** The seconds that a watch shows now; where its ticket has closed, it stands still. */
export function secondsOf(watch) {
  return watch.ended_at ? watch.seconds : watch.seconds + Math.max(0, Math.floor((Date.now() - watch.toldAt) / 1000));
}

/** 1:05:09. */
export function asClock(seconds) {
  const two = (number) => String(number).padStart(2, "0");
  return `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}

/** Keeps a node showing the watch's time until the signal; a hidden page catches up by itself. */
export function ticking(node, watch, signal) {
  const show = () => node.replaceChildren(asClock(secondsOf(watch)));
  show();
  const timer = setInterval(show, 1000);
  signal.addEventListener("abort", () => clearInterval(timer), { once: true });
  return node;
}

/** Tells every part of the page which watch runs now, or null. */
export function tell(watch) {
  document.dispatchEvent(new CustomEvent(CHANGED, { detail: watch }));
}

export function onTold(listener, signal) {
  document.addEventListener(CHANGED, (event) => listener(event.detail), { signal });
}

export function isSame(one, other) {
  return one?.started_at === other?.started_at && one?.ticket === other?.ticket;
}
