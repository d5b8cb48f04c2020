// Checks as the page shows them, and the list of all of them beside the draft, made anew when something was saved.

const PAUSE = 300;
const WORDS = { BLOCK: "Blocks", WARN: "Look", HINT: "Hint" };

let waiting;
let asking;

/** A check as a line of a list; `lead` gives it a text and an address to lead to. */
export function checkNote(check, lead) {
  const item = document.createElement("li");
  item.className = "check-note";
  item.dataset.level = check.level;
  const word = document.createElement("strong");
  word.textContent = WORDS[check.level];
  const message = document.createElement(lead ? "a" : "span");
  message.textContent = lead?.text ?? check.message;
  if (lead) message.href = lead.href;
  item.append(word, message);
  return item;
}

/** Asks the server, soon and once for several sections, how the draft stands as it is saved. */
export function lookAgain(ref, sheets) {
  clearTimeout(waiting);
  waiting = setTimeout(() => ask(ref, sheets), PAUSE);
}

async function ask(ref, sheets) {
  asking?.abort();
  asking = new AbortController();
  const answer = await fetch(`/api/v1/incidents/${ref}/postmortem`, { headers: { Accept: "application/json" }, signal: asking.signal }).catch(() => null);
  const draft = answer?.ok && await answer.json().catch(() => null);
  if (!draft) return;
  const badge = document.getElementById("desk-state");
  badge.dataset.state = draft.state;
  badge.textContent = (draft.state[0] + draft.state.slice(1).toLowerCase()).replaceAll("_", " ");
  list(draft.checks, sheets);
}

function list(checks, sheets) {
  const panel = document.getElementById("checks").closest(".panel");
  const items = checks.map(check => checkNote(check, leadOf(check, sheets.find(sheet => sheet.key === check.section))));
  panel.querySelector("small").textContent = items.length;
  panel.querySelector(".checks").replaceChildren(...items);
  panel.querySelector(".hint").hidden = items.length > 0;
  const blocking = checks.filter(check => check.level === "BLOCK").length;
  const said = document.getElementById("desk-blocking");
  said.hidden = blocking === 0;
  said.textContent = blocking === 1 ? "1 check blocks" : `${blocking} checks block`;
}

function leadOf(check, sheet) {
  if (sheet) return { text: `${sheet.title}: ${check.message}`, href: `#section-${sheet.key}` };
  return check.place ? { text: check.message, href: check.place } : undefined;
}
