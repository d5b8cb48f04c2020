// The toolbar above a field of Markdown, and its keys. Each mark is set, or taken back where it stands already.
import { type } from "./typing.js";

const KEYS = { b: "bold", i: "italic", k: "link" };

const MARKS = {
  bold: field => around(field, "**", "**", "bold"),
  italic: field => around(field, "_", "_", "italic"),
  code: field => around(field, "`", "`", "code"),
  heading: field => lines(field, () => "### ", /^#{1,6} /),
  list: field => lines(field, () => "- ", /^[-*] /),
  numbers: field => lines(field, i => `${i + 1}. `, /^\d{1,9}[.)] /),
  quote: field => lines(field, () => "> ", /^> ?/),
  link,
  internal,
};

/** `elsewhere`: what to do for the buttons that set no mark, by name. */
export function takeMarks(bar, field, elsewhere) {
  const buttons = [...bar.querySelectorAll("[data-mark]")];
  const set = mark => (elsewhere[mark] ?? MARKS[mark])(field);
  bar.addEventListener("click", event => {
    const button = event.target.closest("[data-mark]");
    if (!button) return;
    stopAt(buttons, button);
    set(button.dataset.mark);
  });
  bar.addEventListener("mousedown", event => event.preventDefault()); // the field keeps what is selected in it
  bar.addEventListener("keydown", event => {
    const at = buttons.indexOf(event.target);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: buttons.length - 1 }[event.key];
    if (at < 0 || to === undefined) return;
    event.preventDefault();
    const next = buttons[(to + buttons.length) % buttons.length];
    stopAt(buttons, next);
    next.focus();
  });
  field.addEventListener("keydown", event => {
    const mark = KEYS[event.key.toLowerCase()];
    if (!mark || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
    event.preventDefault();
    set(mark);
  });
}

/** A toolbar is one stop of the Tab key: the button that was used last. */
function stopAt(buttons, stop) {
  buttons.forEach(button => { button.tabIndex = button === stop ? 0 : -1; });
}

function around(field, before, after, word) {
  const { selectionStart: from, selectionEnd: to, value } = field;
  const text = value.slice(from, to);
  if (from >= before.length && value.slice(from - before.length, from) === before && value.startsWith(after, to)) {
    type(field, text, from - before.length, to + after.length);
    field.setSelectionRange(from - before.length, to - before.length);
  } else {
    type(field, before + (text || word) + after, from, to);
    field.setSelectionRange(from + before.length, from + before.length + (text || word).length);
  }
}

/** Marks all lines that are touched by the selection, or none where all of them are marked. */
function lines(field, mark, marked) {
  const [from, to] = wholeLines(field);
  const all = field.value.slice(from, to).split("\n");
  const off = all.every(line => marked.test(line));
  const text = all.map((line, i) => off ? line.replace(marked, "") : mark(i) + line).join("\n");
  type(field, text, from, to);
  field.setSelectionRange(all.length === 1 ? from + text.length : from, from + text.length);
}

function wholeLines(field) {
  const { selectionStart, selectionEnd, value } = field;
  const from = selectionStart === 0 ? 0 : value.lastIndexOf("\n", selectionStart - 1) + 1;
  const end = value.indexOf("\n", selectionEnd);
  return [from, end < 0 ? value.length : end];
}

function link(field) {
  const { selectionStart: from, selectionEnd: to, value } = field;
  const text = value.slice(from, to);
  const address = /^https?:\/\/\S+$/.test(text) ? text : "https://";
  const words = address === text || !text ? "text" : text;
  type(field, `[${words}](${address})`, from, to);
  const at = from + (address === text || !text ? 1 : words.length + 3);
  field.setSelectionRange(at, at + (address === text || !text ? words : address).length);
}

/** Whole lines are fenced, a part of one is put in braces. */
function internal(field) {
  const { selectionStart, selectionEnd, value } = field;
  const [from, to] = wholeLines(field);
  const text = value.slice(selectionStart, selectionEnd);
  if (text && !text.includes("\n") && (selectionStart > from || selectionEnd < to)) return around(field, "{internal: ", "}", "");
  const inside = value.slice(from, to) || "only for us";
  type(field, `:::internal\n${inside}\n:::`, from, to);
  const at = from + ":::internal\n".length;
  field.setSelectionRange(at, at + inside.length);
}
