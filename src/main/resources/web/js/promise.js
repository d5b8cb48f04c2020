// How far away the time of a promised update is, or how long ago it passed.
import { eachSecond, passed } from "./clock.js";

eachSecond(now => {
  for (const distance of document.querySelectorAll(".distance[data-moment]")) {
    const seconds = (Date.parse(distance.dataset.moment) - now) / 1000;
    const text = seconds > 0 ? `in ${passed(Math.floor(seconds))}` : `${passed(Math.floor(-seconds))} ago`;
    if (distance.textContent !== text) distance.textContent = text;
    const line = distance.closest("[data-state]");
    if (seconds <= 0 && line?.dataset.state === "OPEN") line.dataset.state = "DUE";
  }
});
