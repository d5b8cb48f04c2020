// The server's time, whatever the computer's own clock says. What was learnt is kept for when the server is away.

const KEPT = "server-time-ahead";

let ahead = Number(localStorage.getItem(KEPT)) || 0;

/** Takes in what time it was at the server just now, in milliseconds. */
export function learn(serverTime) {
  if (!Number.isFinite(serverTime)) return;
  ahead = serverTime - Date.now();
  localStorage.setItem(KEPT, String(Math.round(ahead)));
}

/** Now, by the server's clock, in milliseconds. */
export function now() {
  return Date.now() + ahead;
}

/** How far the computer's clock is off, in milliseconds; positive when it is slow. */
export function off() {
  return ahead;
}
