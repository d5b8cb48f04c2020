// Above a section: what was typed there and never saved, to take or to throw away.
import * as kept from "./kept.js";
import { type } from "./typing.js";

export function offerKept(sheet) {
  for (const one of kept.left(sheet)) sheet.panel.querySelector(".draft-sides").before(offer(sheet, one));
}

function offer(sheet, one) {
  const made = document.createElement("div");
  made.className = "message kept";
  made.dataset.level = "warn";
  made.setAttribute("role", "group");
  made.setAttribute("aria-label", `${sheet.title}: not saved`);
  const text = document.createElement("p");
  text.textContent = `You typed this on ${moment(one.at)} and it was not saved.`;
  const difference = document.createElement("details");
  const summary = document.createElement("summary");
  summary.textContent = "What differs";
  difference.append(summary, compared(sheet.field.value, one.text));
  const row = document.createElement("div");
  row.className = "row";
  row.append(button("Take it", () => {
    made.remove();
    if (one.revision < Number(sheet.revision.value)) sheet.revision.value = one.revision; // so that the server sees what came between
    sheet.audience.value = one.audience;
    type(sheet.field, one.text, 0, sheet.field.value.length);
    kept.keep(sheet);
    kept.drop(one.name);
  }), button("Throw away", () => {
    kept.drop(one.name);
    made.remove();
    sheet.field.focus({ preventScroll: true });
  }));
  made.append(text, row, difference);
  return made;
}

function button(label, verb) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "button";
  made.textContent = label;
  made.addEventListener("click", verb);
  return made;
}

/** "24 November 2026, 14:05 UTC". */
function moment(at) {
  const day = new Date(at).toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
  return `${day}, ${at.slice(11, 16)} UTC`;
}

/** The lines between what both texts begin and end with. */
function compared(before, after) {
  const [one, other] = [before.split("\n"), after.split("\n")];
  let start = 0;
  while (start < one.length && start < other.length && one[start] === other[start]) start++;
  let end = 0;
  while (end < one.length - start && end < other.length - start && one.at(-1 - end) === other.at(-1 - end)) end++;
  const made = document.createElement("dl");
  made.className = "before-after";
  const both = document.createElement("dd");
  both.append(...[["del", "In the field", one], ["ins", "Not saved", other]].map(([name, label, all]) => {
    const side = document.createElement(name);
    const unseen = document.createElement("span");
    unseen.className = "unseen";
    unseen.textContent = `${label}: `;
    side.append(unseen, all.slice(start, all.length - end).join("\n"));
    return side;
  }));
  const term = document.createElement("dt");
  term.textContent = "In the field (−) and not saved (+)";
  made.append(term, both);
  return made;
}
