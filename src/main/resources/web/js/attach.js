// Files for the line that is being written: pasted, dropped or chosen. They go out with the line.
import { complain } from "./complaint.js";
import { newKey } from "./outbox.js";

const KILO = 1024;

let files = [];

/** What is attached, each with a key of its own. */
export function attached() {
  return files.map(({ key, name, content }) => ({ key, name, content }));
}

export function detachAll() {
  for (const file of files) URL.revokeObjectURL(file.address);
  files = [];
  show();
}

/** Puts back what was attached. */
export function attachAgain(before) {
  files.push(...before.map(file => ({ ...file, address: URL.createObjectURL(file.content) })));
  show();
}

export function takeFiles() {
  const form = document.getElementById("composer");
  const chooser = document.getElementById("files");
  if (!chooser) return;
  document.getElementById("attach").addEventListener("click", () => chooser.click());
  chooser.addEventListener("change", () => {
    add(chooser.files);
    chooser.value = "";
  });
  form.elements.text.addEventListener("paste", event => {
    if (event.clipboardData.files.length === 0) return;
    event.preventDefault();
    add(event.clipboardData.files);
  });
  const carriesFiles = event => event.dataTransfer?.types.includes("Files");
  document.addEventListener("dragover", event => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    form.dataset.drop = "";
  });
  document.addEventListener("dragleave", event => { if (!event.relatedTarget) delete form.dataset.drop; });
  document.addEventListener("drop", event => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    delete form.dataset.drop;
    add(event.dataTransfer.files);
    form.elements.text.focus();
  });
  document.getElementById("attached").addEventListener("click", event => {
    const key = event.target.closest("button")?.value;
    if (!key) return;
    files = files.filter(file => file.key !== key || URL.revokeObjectURL(file.address));
    show();
    form.elements.text.focus();
  });
}

function add(chosen) {
  const most = Number(document.getElementById("files").dataset.mostBytes) || Infinity;
  for (const content of chosen) {
    if (content.size > most) {
      complain(`${content.name} is too large: ${size(content.size)}; at most ${size(most)} can be attached.`);
      continue;
    }
    files.push({ key: newKey(), name: content.name || "screenshot.png", content, address: URL.createObjectURL(content) });
  }
  show();
}

function show() {
  const place = document.getElementById("attached");
  if (!place) return;
  place.hidden = files.length === 0;
  document.getElementById("composer").elements.text.required = files.length === 0;
  place.replaceChildren(...files.map(file => {
    const chip = document.createElement("li");
    if (/^image\/(png|jpeg|gif|webp)$/.test(file.content.type)) {
      const picture = new Image();
      picture.src = file.address;
      picture.alt = "";
      chip.append(picture);
    }
    const name = document.createElement("span");
    name.textContent = `${file.name}, ${size(file.content.size)}`;
    const remove = document.createElement("button");
    remove.type = "button";
    remove.className = "plain-button";
    remove.value = file.key;
    remove.textContent = "Remove";
    remove.setAttribute("aria-label", `Remove ${file.name}`);
    chip.append(name, remove);
    return chip;
  }));
}

/** As the server writes it. */
function size(bytes) {
  if (bytes < KILO) return bytes === 1 ? "1 byte" : `${bytes} bytes`;
  if (bytes < KILO * KILO) return `${Math.round(bytes / KILO)} KB`;
  return `${(bytes / KILO / KILO).toLocaleString("en", { maximumFractionDigits: bytes < 10 * KILO * KILO ? 1 : 0 })} MB`;
}
