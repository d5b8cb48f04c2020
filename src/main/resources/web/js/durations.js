// Durations whose end is still to come run on.
import { eachSecond } from "./clock.js";

const DAY = 86400;

eachSecond(now => {
  for (const running of document.querySelectorAll(".running[data-since]")) {
    const about = running.textContent.startsWith("~") ? "~" : "";
    const text = about + stopwatch(Math.max(0, Math.floor((now - Date.parse(running.dataset.since)) / 1000)));
    if (running.textContent !== text) running.textContent = text;
  }
});

/** 00:34:10; from a day on 2 d 03:04:10. */
function stopwatch(seconds) {
  const clock = [Math.floor(seconds / 3600) % 24, Math.floor(seconds / 60) % 60, seconds % 60].map(part => String(part).padStart(2, "0")).join(":");
  return seconds >= DAY ? `${Math.floor(seconds / DAY)} d ${clock}` : clock;
}
