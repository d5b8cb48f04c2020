// A list of what may stand where one is typing. The field keeps the focus; the arrows go through the list, Enter or Tab takes from it.

/**
 * Options are { word, about }. `taken` is told which was chosen.
 * `offer` shows them for a field, `pressed` is the field's first listener to keys, and answers whether the key was for the list.
 */
export function listbox(list, taken) {
  let field;
  let options = [];
  let active = -1;
  list.addEventListener("mousedown", event => {
    event.preventDefault();
    const chosen = event.target.closest("[role=option]");
    if (chosen) take(Number(chosen.dataset.index));
  });

  function offer(itsField, itsOptions, itsActive) {
    field = itsField;
    options = itsOptions;
    active = itsActive;
    list.replaceChildren(...options.map(item));
    list.hidden = false;
    point();
  }

  function item(one, i) {
    const made = document.createElement("li");
    made.id = `${list.id}-${i}`;
    made.dataset.index = i;
    made.setAttribute("role", "option");
    const word = document.createElement("strong");
    word.textContent = one.word;
    const about = document.createElement("span");
    about.textContent = one.about === one.word ? "" : one.about;
    made.append(word, about);
    return made;
  }

  function point() {
    [...list.children].forEach((one, i) => one.setAttribute("aria-selected", String(i === active)));
    if (active < 0) return field.removeAttribute("aria-activedescendant");
    field.setAttribute("aria-activedescendant", list.children[active].id);
    list.children[active].scrollIntoView({ block: "nearest" });
  }

  function close() {
    options = [];
    active = -1;
    list.hidden = true;
    field?.removeAttribute("aria-activedescendant");
  }

  function pressed(event) {
    if (list.hidden || event.isComposing) return false;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      const step = event.key === "ArrowDown" ? 1 : -1;
      active = active < 0 ? (step > 0 ? 0 : options.length - 1) : (active + step + options.length) % options.length;
      point();
    } else if (event.key === "Escape") {
      close();
    } else if ((event.key === "Enter" || event.key === "Tab") && !event.shiftKey && (active >= 0 || (event.key === "Tab" && options.length > 0))) {
      take(Math.max(0, active));
    } else {
      return false;
    }
    event.preventDefault();
    event.stopImmediatePropagation();
    return true;
  }

  function take(index) {
    const chosen = options[index];
    close();
    taken(chosen);
  }

  return { offer, close, pressed };
}
