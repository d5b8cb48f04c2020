// Clocks that run, by the server's time: the computer's own clock may be wrong.
import { now } from "./servertime.js";

const shows = [show];

/** Starts the clocks. */
export function tick() {
  setInterval(() => shows.forEach(show => show(now())), 1000);
}

/** Lets something else be shown each second, too: it is given the server's time. */
export function eachSecond(show) {
  shows.push(show);
}

function show(now) {
  for (const clock of document.querySelectorAll(".clock[data-since]")) {
    const text = passed(Math.floor((now - Date.parse(clock.dataset.since)) / 1000));
    const value = clock.querySelector(".clock-value");
    if (value && value.dataset.shown !== text) {
      value.dataset.shown = text;
      value.replaceChildren(...amounts(text));
    }
  }
}

/** The time passed as the server says it: days and hours, hours and minutes, minutes, or seconds. */
export function passed(seconds) {
  const [days, hours, minutes] = [Math.floor(seconds / 86400), Math.floor(seconds / 3600) % 24, Math.floor(seconds / 60) % 60];
  const parts = days > 0 ? [[days, "d"], [hours, "h"]]
    : hours > 0 ? [[hours, "h"], [minutes, "min"]]
    : minutes > 0 ? [[minutes, "min"]]
    : [[Math.max(0, seconds), "s"]];
  return parts.filter(([number], i) => i === 0 || number > 0).map(([number, unit]) => `${number} ${unit}`).join(" ");
}

function amounts(text) {
  return text.split(" ").map((word, i) => {
    if (i % 2 === 0) return document.createTextNode((i > 0 ? " " : "") + word);
    const unit = document.createElement("small");
    unit.textContent = word;
    return unit;
  });
}
