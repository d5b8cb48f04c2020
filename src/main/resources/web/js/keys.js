// The room by keyboard: single keys while nothing is being typed. They can be switched off.
import { complain } from "./complaint.js";

const OFF = "single-keys-off";

export function listenToKeys(ref) {
  const help = document.getElementById("keys");
  const on = help.querySelector("input");
  on.checked = !localStorage.getItem(OFF);
  on.addEventListener("change", () => on.checked ? localStorage.removeItem(OFF) : localStorage.setItem(OFF, "true"));
  help.querySelector("button").addEventListener("click", () => help.close());
  document.getElementById("show-keys")?.addEventListener("click", () => help.showModal());
  document.addEventListener("keydown", event => {
    if (localStorage.getItem(OFF) || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.key.length !== 1) return;
    // Just closed, the list of keys has the focus until the next frame is drawn: what is typed then is meant for the room.
    if (help.open || (!help.contains(event.target) && event.target.closest("input, textarea, select, button, summary, dialog, [contenteditable]"))) return;
    if (press(event.key, ref, help)) event.preventDefault();
  });
}

/** Does what a key stands for; any other letter begins a line. */
function press(key, ref, help) {
  const line = document.activeElement.closest?.(".entry[id^=entry-]");
  switch (key) {
    case "?": help.showModal(); return true;
    case "n": return write("");
    case "j": return go(line, 1);
    case "k": return go(line, -1);
    case "e": return line ? follow(line.querySelector(".entry-tools a[data-for]")) : true;
    case "h": return line ? follow(line.querySelector(".entry-tools a:last-child")) : true;
    case "m": return line ? write("/milestone ", ` #${line.id.replace("entry-", "")}`) : write("/milestone ");
    case "s": if (line) star(ref, line); return true;
    case " ": return false;
    default: write(""); return false;
  }
}

function write(before, after = "") {
  const field = document.getElementById("composer")?.elements.text;
  if (!field) return false;
  field.focus({ preventScroll: true });
  if (before) {
    field.value = before + after;
    field.selectionStart = field.selectionEnd = before.length;
    field.dispatchEvent(new Event("input"));
  }
  return true;
}

function follow(link) {
  link?.click();
  return true;
}

function go(from, step) {
  const lines = [...document.querySelectorAll("#lines .entry[id^=entry-]")];
  const next = from ? lines[lines.indexOf(from) + step] : lines.at(step > 0 ? 0 : -1);
  if (next) {
    next.tabIndex = -1;
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: "nearest" });
  }
  return true;
}

/** The line goes into the report, or out of it; the stream brings what became of it. */
async function star(ref, line) {
  const starred = line.dataset.starred === undefined;
  const answer = await fetch(`/api/v1/incidents/${ref}/timeline/${line.id.replace("entry-", "")}`, {
    method: "PATCH", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ starred }),
  }).catch(() => null);
  if (!answer?.ok) {
    const said = await answer?.json().catch(() => null);
    complain(said?.detail ?? "The server cannot be reached; the star was not changed.");
  }
}
