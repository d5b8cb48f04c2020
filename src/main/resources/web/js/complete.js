// Completion of the commands in the composer: the words that may stand where one is typing.

let line;
let list;
let options = [];
let active = -1;

export function complete() {
  line = document.getElementById("composer")?.elements.text;
  list = document.getElementById("completions");
  if (!line || !list) return;
  line.setAttribute("aria-autocomplete", "list");
  line.setAttribute("aria-controls", list.id);
  line.addEventListener("input", propose);
  line.addEventListener("blur", () => setTimeout(close, 150));
  line.addEventListener("keydown", pressed);
  list.addEventListener("mousedown", event => {
    event.preventDefault();
    const chosen = event.target.closest("[role=option]");
    if (chosen) take(Number(chosen.dataset.index));
  });
}

function propose() {
  const before = line.value.slice(0, line.selectionStart);
  const found = before.includes("\n") ? null : words(before);
  options = found ? found.all.filter(one => one.word.toLowerCase().startsWith(found.typed.toLowerCase())) : [];
  if (options.length === 0 || (options.length === 1 && options[0].word.toLowerCase() === found.typed.toLowerCase())) return close();
  options = options.map(one => ({ ...one, from: before.length - found.typed.length }));
  active = found.typed.length > (found.typed.startsWith("/") ? 1 : 0) ? 0 : -1;
  show();
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

function show() {
  list.replaceChildren(...options.map((one, i) => {
    const item = document.createElement("li");
    item.id = `completion-${i}`;
    item.dataset.index = i;
    item.setAttribute("role", "option");
    item.setAttribute("aria-selected", String(i === active));
    const word = document.createElement("strong");
    word.textContent = one.word;
    const about = document.createElement("span");
    about.textContent = one.about === one.word ? "" : one.about;
    item.append(word, about);
    return item;
  }));
  list.hidden = false;
  if (active >= 0) line.setAttribute("aria-activedescendant", `completion-${active}`);
  else line.removeAttribute("aria-activedescendant");
}

function close() {
  options = [];
  active = -1;
  list.hidden = true;
  line.removeAttribute("aria-activedescendant");
}

function pressed(event) {
  if (list.hidden || event.isComposing) return;
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    const step = event.key === "ArrowDown" ? 1 : -1;
    active = active < 0 ? (step > 0 ? 0 : options.length - 1) : (active + step + options.length) % options.length;
    show();
  } else if (event.key === "Escape") {
    close();
  } else if ((event.key === "Enter" || event.key === "Tab") && !event.shiftKey && (active >= 0 || (event.key === "Tab" && options.length > 0))) {
    take(Math.max(0, active));
  } else {
    return;
  }
  event.preventDefault();
  event.stopImmediatePropagation();
}

function take(index) {
  const { from, word } = options[index];
  const after = line.value.slice(line.selectionStart).trimStart();
  line.setRangeText(`${word} ${after}`, from, line.value.length, "end");
  line.selectionStart = line.selectionEnd = from + word.length + 1;
  close();
  line.dispatchEvent(new Event("input"));
}
