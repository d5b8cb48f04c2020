// The composer: one line, Enter saves. A line is in the browser's own database before it leaves the field, and what is typed is kept while it is typed.
import * as outbox from "./outbox.js";
import { now } from "./servertime.js";
import { attached, detachAll } from "./attach.js";

const PAUSE = 150;
const LONGEST_START = 120;
const LONGEST_LINE = 20000;
const AT_ONCE = 100;

let pending;
let asked = "";

export function compose(ref, person) {
  const form = document.getElementById("composer");
  if (!form) return;
  const line = form.elements.text;
  const draft = `draft ${person} ${ref}`;
  line.value ||= localStorage.getItem(draft) ?? "";
  const changed = () => {
    localStorage.setItem(draft, line.value);
    complain("");
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
    line.focus();
  });
}

/** Puts a text back into the composer, after what stands there already. */
export function putBack(text) {
  const line = document.getElementById("composer")?.elements.text;
  if (!line) return;
  line.value = line.value.trim() ? `${line.value}\n${text}` : text;
  line.dispatchEvent(new Event("input"));
  line.focus();
}

/** Keeps lines, and lets go of the field only when they are safe. */
async function log(form, ref, person, texts) {
  const files = attached();
  const lines = texts.map(text => text.trim() || files.map(file => file.name).join(", ")).filter(text => text);
  const tooLong = lines.find(text => text.length > LONGEST_LINE);
  if (tooLong) return complain(`A line may have at most ${LONGEST_LINE.toLocaleString("en")} characters; this one has ${tooLong.length.toLocaleString("en")}. Attach it as a file, or take it apart.`);
  if (lines.length === 0 || form.dataset.busy !== undefined) return;
  form.dataset.busy = "";
  const { kind, audience, starred, occurredAt } = form.elements;
  const typedAt = new Date(now()).toISOString();
  try {
    const beside = { typedAt, kind: kind.value, audience: audience.value, starred: starred.checked, occurredAt: occurredAt.value };
    await outbox.keep(lines.length === 1
      ? [{ person, ref, body: { text: lines[0], ...beside }, files }]
      : parts(lines.map(text => ({ text, ...beside }))).map((part, i) => ({ person, ref, body: { lines: part }, files: i === 0 ? files : [] })));
  } catch (fault) {
    if (files.length) complain(`This browser cannot keep the line with its files (${fault.name}). It is still in the field.`);
    else if (lines.length > 1) complain(`This browser cannot keep the lines (${fault.name}). They are still in the field.`);
    else form.submit();
    return;
  } finally {
    delete form.dataset.busy;
  }
  clear(form, ref, person);
  outbox.hurry(person);
}

/** Many lines go out together, but not too many at once. */
function parts(lines) {
  return Array.from({ length: Math.ceil(lines.length / AT_ONCE) }, (_, i) => lines.slice(i * AT_ONCE, (i + 1) * AT_ONCE));
}

function clear(form, ref, person) {
  form.reset();
  form.elements.text.value = "";
  localStorage.removeItem(`draft ${person} ${ref}`);
  delete form.dataset.whole;
  detachAll();
  offer(form, form.elements.text);
  clearTimeout(pending);
  understand(ref, "");
  form.elements.text.focus();
}

function complain(sentence) {
  const place = document.getElementById("complaint");
  place.textContent = sentence;
  place.hidden = !sentence;
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
  document.getElementById("understood").innerHTML = answer?.ok ? await answer.text() : "";
}

/** Spares the server the lines that begin neither with a time nor with a command. */
function mayAskForMore(start) {
  return /[0-9/]|noon|midnight|yesterday|today/i.test(start.slice(0, 24));
}
