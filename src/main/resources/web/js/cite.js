// Citing: what the record has is offered while one types [#, [cause, {{ and the like, and each fact beside the draft goes in with a click.
import { listbox } from "./listbox.js";
import { type } from "./typing.js";

const MOST = 50;
const THINGS = /^(#|sym|cau|imp|wor|sig|act)/i;

let list;
let place;
let last;
let asked = false;

/** The facts, as buttons that cite into the field that was used last. */
export function offerFacts(fields) {
  if (fields.length === 0) return;
  last = fields[0];
  place = document.createElement("ul");
  place.id = "citations";
  place.className = "completions citations";
  place.hidden = true;
  place.setAttribute("role", "listbox");
  place.setAttribute("aria-label", "Facts to cite");
  last.closest(".field").append(place);
  list = listbox(place, take);
  for (const code of document.querySelectorAll(".cite > code")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "cite-code";
    button.title = "Cite";
    code.before(button);
    button.append(code);
    button.addEventListener("click", () => {
      bringIntoView(last);
      type(last, spaced(last, code.textContent));
    });
  }
}

/** Lets a field complete what is cited in it. */
export function completeCitations(field) {
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-controls", place.id);
  field.addEventListener("focus", () => { last = field; });
  field.addEventListener("input", () => propose(field));
  field.addEventListener("blur", close);
  field.addEventListener("click", close);
  field.addEventListener("keydown", list.pressed);
}

/** Offers everything that may be cited where the cursor is. */
export function citeInto(field) {
  asked = true;
  bringIntoView(field);
  type(field, spaced(field, "["));
}

function bringIntoView(field) {
  field.focus({ preventScroll: true });
  const seen = field.getBoundingClientRect();
  if (seen.bottom < 80 || seen.top > innerHeight - 40) field.scrollIntoView({ block: "center" });
}

/** A citation does not stick to the word before it. */
function spaced(field, text) {
  return (/[\p{L}\p{N},.;:)\]}]$/u.test(field.value.slice(0, field.selectionStart)) ? " " : "") + text;
}

function close() {
  asked = false;
  list.close();
}

function propose(field) {
  const found = beginning(field.value.slice(0, field.selectionStart));
  const options = found ? facts().filter(fact => fits(fact, found)).slice(0, MOST) : [];
  if (options.length === 0) return close();
  field.closest(".field").append(place);
  list.offer(field, options.map(fact => ({ word: fact.code, about: fact.text, field, from: found.from })), 0);
  put(field, found.from);
}

/** What is being cited at the end of a text: where it begins, and what is typed of it. */
function beginning(before) {
  const open = before.match(/(\{\{|\[)([^\]}[{\n]{0,60})$/);
  if (!open) return null;
  const [all, bracket, typed] = open;
  if (bracket === "[" && !asked && !THINGS.test(typed)) return null;
  return { from: before.length - all.length, bracket, typed: typed.trimStart().toLowerCase() };
}

function facts() {
  return [...document.querySelectorAll(".cite")].map(one => ({
    code: one.querySelector("code").textContent,
    text: one.querySelector("span").textContent,
  }));
}

/** By number, or by words of what it says. */
function fits(fact, { bracket, typed }) {
  if (!fact.code.startsWith(bracket)) return false;
  const inside = fact.code.slice(bracket.length).toLowerCase();
  if (inside.startsWith(typed)) return true;
  const [thing, ...words] = bracket === "[" ? parts(typed) : ["", ...typed.split(/\s+/)];
  return (thing === "" || inside.startsWith(thing)) && words.every(word => fact.text.toLowerCase().includes(word) || inside.includes(word));
}

/** "#roll back" are words about entries, "cause cert" words about causes. */
function parts(typed) {
  const [, thing, words] = typed.match(/^(#|[a-z]*)\s*(.*)$/) ?? ["", "", typed];
  return THINGS.test(thing) ? [thing, ...words.split(/\s+/)] : ["", ...typed.split(/\s+/)];
}

function take({ word, field, from }) {
  const { value, selectionStart } = field;
  const closed = word.startsWith("{{") ? "}}" : "]";
  asked = false;
  type(field, word, from, selectionStart + (value.startsWith(closed, selectionStart) ? closed.length : 0));
}

/** Below the line where it begins, within the field's width. */
function put(field, from) {
  const mirror = document.createElement("div");
  const look = getComputedStyle(field);
  for (const name of ["font", "lineHeight", "letterSpacing", "padding", "border", "boxSizing", "tabSize"]) mirror.style[name] = look[name];
  Object.assign(mirror.style, { position: "absolute", visibility: "hidden", whiteSpace: "pre-wrap", overflowWrap: "break-word", inlineSize: `${field.clientWidth}px` });
  mirror.textContent = field.value.slice(0, from);
  const mark = document.createElement("span");
  mark.textContent = field.value.slice(from, from + 1) || ".";
  mirror.append(mark);
  field.closest(".field").append(mirror);
  const left = Math.max(0, Math.min(mark.offsetLeft, field.clientWidth - place.offsetWidth));
  place.style.insetInlineStart = `${field.offsetLeft + left}px`;
  place.style.insetBlockStart = `${field.offsetTop + mark.offsetTop + mark.offsetHeight - field.scrollTop + 2}px`;
  mirror.remove();
}
