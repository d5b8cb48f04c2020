// The composer: one line, Enter saves. A line is in the browser's own database before it leaves the field, and what is typed is kept while it is typed.
import * as outbox from "./outbox.js";
import { now } from "./servertime.js";
import { attachAgain, attached, detachAll } from "./attach.js";
import { complain } from "./complaint.js";

const PAUSE = 150;
const LONGEST_START = 120;
const LONGEST_LINE = 20000;
const AT_ONCE = 100;

let pending;
let asked = "";
let draft;
const leaving = [];

export function compose(ref, person) {
  const form = document.getElementById("composer");
  if (!form) return;
  const line = form.elements.text;
  draft = `draft ${person} ${ref}`;
  line.value ||= localStorage.getItem(draft) ?? "";
  const changed = () => {
    complain("");
    saveDraft(line.value);
    offer(form, line);
    clearTimeout(pending);
    pending = setTimeout(() => understand(ref, line.value), PAUSE);
  };
  line.addEventListener("input", changed);
  if (line.value) changed();
  line.addEventListener("keydown", event => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.defaultPrevented) return;
    event.preventDefault();
    form.requestSubmit();
  });
  form.addEventListener("submit", event => {
    event.preventDefault();
    log(form, ref, person, [line.value]);
  });
  document.getElementById("offer").addEventListener("click", event => {
    if (event.target.value === "apart") log(form, ref, person, apart(line.value));
    else if (event.target.value === "one") form.dataset.whole = "";
    offer(form, line);
    line.focus({ preventScroll: true });
  });
}

/** Puts a text and what was attached to it back into the composer, after what stands there already. */
export function putBack(text, files = []) {
  const line = document.getElementById("composer")?.elements.text;
  if (!line) return;
  line.value = line.value.trim() ? `${line.value}\n${text}` : text;
  attachAgain(files);
  line.dispatchEvent(new Event("input"));
  line.focus({ preventScroll: true });
}

/** Keeps lines. The field is free at once for the next one; until the browser has them on disk they stand in the draft. */
async function log(form, ref, person, texts) {
  const files = attached();
  const lines = texts.map(text => text.trim() || files.map(file => file.name).join(", ")).filter(text => text);
  const tooLong = lines.find(text => text.length > LONGEST_LINE);
  if (tooLong) return complain(`A line may have at most ${LONGEST_LINE.toLocaleString("en")} characters; this one has ${tooLong.length.toLocaleString("en")}. Attach it as a file, or take it apart.`);
  if (lines.length === 0) return;
  const { kind, audience, starred, occurredAt } = form.elements;
  const beside = { typedAt: new Date(now()).toISOString(), kind: kind.value, audience: audience.value, starred: starred.checked, occurredAt: occurredAt.value };
  const kept = lines.length === 1
    ? [{ person, ref, body: { text: lines[0], ...beside }, files }]
    : parts(lines.map(text => ({ text, ...beside }))).map((part, i) => ({ person, ref, body: { lines: part }, files: i === 0 ? files : [] }));
  const typed = texts.join("\n");
  leaving.push(typed);
  clear(form, ref);
  try {
    await outbox.keep(kept);
  } catch (fault) {
    leaving.splice(leaving.indexOf(typed), 1);
    return cannotKeep(form, typed, files, fault);
  }
  leaving.splice(leaving.indexOf(typed), 1);
  saveDraft(form.elements.text.value);
  outbox.hurry(person);
}

/** The line goes straight to the server where the browser keeps nothing; several, or files, stay in the composer. */
function cannotKeep(form, typed, files, fault) {
  putBack(typed, files);
  if (files.length === 0 && form.elements.text.value === typed && !typed.includes("\n")) form.submit();
  else complain(`This browser cannot keep lines (${fault.name}). What you wrote is still in the field.`);
}

/** Many lines go out together, but not too many at once. */
function parts(lines) {
  return Array.from({ length: Math.ceil(lines.length / AT_ONCE) }, (_, i) => lines.slice(i * AT_ONCE, (i + 1) * AT_ONCE));
}

function clear(form, ref) {
  form.reset();
  form.elements.text.value = "";
  saveDraft("");
  delete form.dataset.whole;
  detachAll();
  offer(form, form.elements.text);
  clearTimeout(pending);
  understand(ref, "");
  form.elements.text.focus({ preventScroll: true });
}

/** What is typed, after what left the field and is not safe yet. */
function saveDraft(typed) {
  const text = [...leaving, typed].filter(one => one).join("\n");
  try {
    if (text) localStorage.setItem(draft, text);
    else localStorage.removeItem(draft);
  } catch (fault) {
    complain(`This browser cannot keep the draft (${fault.name}): it is lost if this page is closed before you log it.`);
  }
}

/** Lines that begin with their own time are offered as entries of their own. */
function offer(form, line) {
  const place = document.getElementById("offer");
  const parts = form.dataset.whole === undefined && line.value.includes("\n") ? apart(line.value) : [];
  place.hidden = parts.length < 2;
  if (!place.hidden) place.querySelector("span").textContent = `${parts.length} lines with times of their own.`;
  if (!line.value) delete form.dataset.whole;
}

/** A text taken apart where a line begins with a time; lines without one belong to the line above. */
function apart(text) {
  const parts = [];
  for (const line of text.split("\n")) {
    if (beginsWithATime(line) || parts.length === 0) parts.push(line);
    else parts[parts.length - 1] += "\n" + line;
  }
  return parts.filter(part => part.trim()).length > 1 ? parts.filter(part => part.trim()) : [];
}

function beginsWithATime(line) {
  return /^\s*[-*•]?\s*[~[(]?(\d{4}-\d\d-\d\d|\d{1,2}[:.h]\d\d|\d{1,2}\s?[ap]m\b|[A-Z][a-z]{2} \d{1,2},? |\d{1,3} ?m(in)? ago|yesterday|today)/.test(line);
}

async function understand(ref, text) {
  const start = text.trimStart().split("\n", 1)[0].slice(0, LONGEST_START);
  if (start === asked) return;
  asked = start;
  const answer = mayAskForMore(start) ? await fetch(`/incidents/${ref}/understood?text=${encodeURIComponent(start)}`).catch(() => null) : null;
  if (start !== asked) return;
  document.getElementById("understood").innerHTML = answer?.ok ? await answer.text() : ""; // a fragment of the page, escaped by its template
}

/** Spares the server the lines that begin neither with a time nor with a command. */
function mayAskForMore(start) {
  return /[0-9/]|noon|midnight|yesterday|today/i.test(start.slice(0, 24));
}
