// Completion of the commands in the composer: the words that may stand where one is typing.
import { listbox } from "./listbox.js";

let line;
let list;

export function complete() {
  line = document.getElementById("composer")?.elements.text;
  const place = document.getElementById("completions");
  if (!line || !place) return;
  list = listbox(place, take);
  line.setAttribute("aria-autocomplete", "list");
  line.setAttribute("aria-controls", place.id);
  line.addEventListener("input", propose);
  line.addEventListener("blur", () => setTimeout(list.close, 150));
  line.addEventListener("keydown", list.pressed);
}

function propose() {
  const before = line.value.slice(0, line.selectionStart);
  const found = before.includes("\n") ? null : words(before);
  const options = found ? found.all.filter(one => one.word.toLowerCase().startsWith(found.typed.toLowerCase())) : [];
  if (options.length === 0 || (options.length === 1 && options[0].word.toLowerCase() === found.typed.toLowerCase())) return list.close();
  const from = before.length - found.typed.length;
  list.offer(line, options.map(one => ({ ...one, from })), found.typed.length > (found.typed.startsWith("/") ? 1 : 0) ? 0 : -1);
}

/** The words that may stand at the end of a text, and how much of one is typed. */
function words(before) {
  const command = before.match(/^([^/]{0,40}\s)?\/[a-z]*$/i);
  if (command && !/[a-z]{5}/i.test(command[1] ?? "")) return { typed: before.slice(command[1]?.length ?? 0), all: offers() };
  const first = before.match(/^(?:[^/]{0,40}\s)?(\/[a-z]+)\s+(\S*)$/i);
  if (first) return { typed: first[2], all: offers().find(one => one.word === first[1].toLowerCase())?.words ?? [] };
  const person = before.match(/^(?:[^/]{0,40}\s)?\/role\s+\S+\s+(.*)$/i);
  if (person) return { typed: person[1], all: people() };
  return null;
}

function offers() {
  return [...document.querySelectorAll("#commands > li")].map(one => ({
    word: one.dataset.word,
    about: one.dataset.about,
    example: one.dataset.example,
    words: [...one.querySelectorAll("[data-word]")].map(word => ({ word: word.dataset.word, about: word.dataset.about })),
  }));
}

function people() {
  return [...document.querySelectorAll("#people option")].map(one => ({ word: one.textContent, about: one.value }));
}

function take({ from, word }) {
  const after = line.value.slice(line.selectionStart).trimStart();
  line.setRangeText(`${word} ${after}`, from, line.value.length, "end");
  line.selectionStart = line.selectionEnd = from + word.length + 1;
  line.dispatchEvent(new Event("input"));
}
