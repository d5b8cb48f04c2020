// Saves a section by itself and says so. Whatever is in the way, what is typed stays in the field and in this browser.
import * as kept from "./kept.js";
import { newKey } from "./outbox.js";

const PAUSE = 1500;
const KEEP_WITHIN = 250;
const FIRST_RETRY = 3000;
const LONGEST_RETRY = 30000;
const PATIENCE = 20000;
const MOST_WHILE_LEAVING = 60000; // what browsers send of a page that is closed

/** `taken` is told the section that the server has, each time it took one. */
export function autosave(sheet, taken) {
  const { panel, field, audience, revision, state } = sheet;
  let saved = panel.dataset.unsaved === undefined ? { markdown: field.defaultValue, audience: chosenAtFirst(audience) } : null;
  let held = panel.dataset.stale !== undefined;
  let pause = FIRST_RETRY;
  let key = newKey();
  let running;
  let waiting;
  let keeping;
  let halted = false;

  field.addEventListener("input", changed);
  audience.addEventListener("change", changed);
  field.addEventListener("blur", save);
  field.addEventListener("focus", catchUp);
  addEventListener("online", save);
  if (dirty()) { // typed before this ran, or refused
    kept.keep(sheet);
    later(PAUSE);
  }

  function dirty() {
    return !saved || field.value !== saved.markdown || audience.value !== saved.audience;
  }

  function changed() {
    key = newKey();
    keeping ??= setTimeout(keepNow, KEEP_WITHIN);
    later(PAUSE);
    if (!held && dirty() && !running) tell("waits", "");
  }

  function later(pause) {
    clearTimeout(waiting);
    if (!held && !halted) waiting = setTimeout(save, pause);
  }

  /** Answers whether the browser could keep what is typed. */
  function keepNow() {
    clearTimeout(keeping);
    keeping = undefined;
    if (dirty()) return kept.keep(sheet);
    kept.forget(sheet);
    return true;
  }

  async function save() {
    clearTimeout(waiting);
    if (running) return running.then(save);
    if (held || halted || !dirty()) return;
    running = put().finally(() => { running = undefined; });
    return running;
  }

  async function put() {
    const typed = { markdown: field.value, audience: audience.value };
    keepNow();
    tell("saving", "Saving…");
    const body = JSON.stringify(typed);
    let answer;
    try {
      answer = await fetch(sheet.address, {
        method: "PUT", body, keepalive: body.length < MOST_WHILE_LEAVING, redirect: "error", signal: AbortSignal.timeout(PATIENCE),
        headers: { "Content-Type": "application/json", Accept: "application/json", "If-Match": `"${revision.value}"`, "Idempotency-Key": key },
      });
    } catch {
      return wait(navigator.onLine ? "the server cannot be reached" : "offline");
    }
    const said = await answer.json().catch(() => null);
    if (answer.ok && said) return take(typed, said);
    if (answer.status === 412) return compare(typed);
    if (answer.ok) return wait("the answer was cut off");
    if (answer.status === 401) return wait("you are signed out; sign in again, in another tab");
    if (answer.status >= 500 || [408, 409, 425, 429].includes(answer.status)) return wait("the server cannot take it right now");
    const why = said?.violations?.map(one => one.message).join("; ") || said?.detail || `the server refused it (${answer.status})`;
    tell("fault", `Not saved: ${why}`);
  }

  function take(typed, section) {
    saved = typed;
    revision.value = section.revision;
    pause = FIRST_RETRY;
    if (dirty()) {
      kept.keep(sheet);
      later(PAUSE);
    } else {
      kept.forget(sheet);
    }
    tell("saved", `Saved ${section.savedAt.slice(11, 19)} UTC`);
    taken(section);
  }

  function wait(why) {
    const safe = keepNow();
    tell("fault", `Not saved: ${why}. ${safe ? "Kept in this browser" : "This browser cannot keep it: do not close the page"}`);
    later(pause);
    pause = Math.min(LONGEST_RETRY, pause * 2);
  }

  /** Another text is there: this very one, if only the answer was lost; else somebody else's. */
  async function compare(typed) {
    const there = await read();
    if (!there) return wait("the server cannot be reached");
    if (there.markdown === typed.markdown && there.audience === typed.audience) return take(typed, there);
    held = true;
    keepNow();
    tell("fault", "Somebody saved another text meanwhile");
    panel.querySelector(".draft-sides").before(conflict(sheet, there));
  }

  async function read() {
    const answer = await fetch(sheet.address, { headers: { Accept: "application/json" }, signal: AbortSignal.timeout(PATIENCE) }).catch(() => null);
    return answer?.ok ? answer.json().catch(() => null) : null;
  }

  /** Who begins to write begins with what is saved now: somebody may have saved the section since the page was loaded. */
  async function catchUp() {
    const busy = () => held || halted || running || dirty();
    if (busy()) return;
    const there = await read();
    if (!there || busy() || there.revision <= Number(revision.value)) return;
    const cursor = field.selectionStart;
    field.value = there.markdown;
    field.setSelectionRange(cursor, cursor);
    audience.value = there.audience;
    revision.value = there.revision;
    saved = { markdown: field.value, audience: there.audience };
    field.dispatchEvent(new Event("input", { bubbles: true }));
    tell("saved", `Saved ${there.savedAt.slice(11, 19)} UTC${there.savedBy ? ` by ${there.savedBy.name}` : ""}`);
    taken(there);
  }

  function tell(level, text) {
    let line = state.firstElementChild;
    if (!line || state.children.length > 1) state.replaceChildren(line = document.createElement("span"));
    line.className = { saved: "saved", fault: "unsaved" }[level] ?? "saving";
    if (line.textContent !== text) line.textContent = text;
  }

  return {
    save,
    /** Whether the plain form has to take it to the server. */
    get held() { return held; },
    get running() { return running; },
    /** The form goes out with everything: nothing is saved beside it. */
    halt() {
      halted = true;
      clearTimeout(waiting);
      clearTimeout(keeping);
      keeping = undefined;
      if (dirty()) kept.keep(sheet, true);
    },
    goOn() {
      halted = false;
      if (dirty()) later(PAUSE);
    },
    /** The page may go: what is typed is safe before it does. */
    secure() {
      if (halted) return;
      if (keeping) keepNow();
      save();
    },
  };
}

function chosenAtFirst(select) {
  return ([...select.options].find(option => option.defaultSelected) ?? select).value;
}

/** Two texts: the plain form brings this one to the server, which knows what both began with. */
function conflict(sheet, there) {
  const made = document.createElement("div");
  made.className = "message kept";
  made.dataset.level = "warn";
  made.setAttribute("role", "alert");
  const text = document.createElement("p");
  text.textContent = `${there.savedBy?.name ?? "Somebody"} saved another text at ${there.savedAt.slice(11, 19)} UTC. Nothing was overwritten; yours stays in the field and in this browser.`;
  const merge = document.createElement("button");
  merge.className = "button";
  merge.name = "at";
  merge.value = sheet.key;
  merge.textContent = "Merge";
  made.append(text, merge);
  return made;
}
