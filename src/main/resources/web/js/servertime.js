// The server's time, whatever the computer's own clock says. What was learnt is kept for when the server is away, and shared by all tabs:
// lines that are typed in two of them stand in the order of typing.

const KEPT = "server-time-ahead";

/**
 * Takes in what time it was at the server at some moment between a request and its answer, all in milliseconds. What was known before is only
 * corrected by as much as is certain.
 */
export function learn(serverTime, requestedAt, answeredAt) {
  if (!Number.isFinite(serverTime)) return;
  const known = Math.min(Math.max(ahead(), serverTime - answeredAt), serverTime - requestedAt);
  localStorage.setItem(KEPT, String(Math.round(known)));
}

/** Takes in what time it was at the server when it made this page. */
export function learnFromPage(serverTime) {
  const [page] = performance.getEntriesByType("navigation"); // some browsers do not tell
  const opened = Date.now() - performance.now();
  learn(serverTime, opened + (page?.requestStart || 0), opened + (page?.responseStart || performance.now()));
}

/** Now, by the server's clock, in milliseconds. */
export function now() {
  return Date.now() + ahead();
}

function ahead() {
  return Number(localStorage.getItem(KEPT)) || 0;
}
