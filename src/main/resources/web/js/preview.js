// How a section will read, from the server that will publish it, while it is written. What one reads does not move.

import { checkNote } from "./checks.js";
import { still } from "./still.js";

const PAUSE = 400;
const SIDE_BY_SIDE = 50; // rem, as in desk.css

/** `told` is given the checks each time. Answers what to call when something was typed. */
export function previewOf(sheet, told) {
  const fold = sheet.panel.querySelector(".draft-preview");
  const place = fold.querySelector(".draft-read");
  let shown = sheet.panel.dataset.unsaved === undefined ? `${sheet.audience.value} ${sheet.field.defaultValue}` : "";
  let waiting;
  let asking;

  unfoldWhereWide(sheet.panel, fold);
  soon();

  function soon() {
    clearTimeout(waiting);
    if (wanted() !== shown) waiting = setTimeout(ask, PAUSE);
  }

  function wanted() {
    return `${sheet.audience.value} ${sheet.field.value}`;
  }

  async function ask() {
    asking?.abort();
    asking = new AbortController();
    const asked = wanted();
    const answer = await fetch(`${sheet.address}/preview`, {
      method: "POST", headers: { "Content-Type": "application/json" }, signal: asking.signal,
      body: JSON.stringify({ markdown: sheet.field.value, audience: sheet.audience.value }),
    }).catch(() => null);
    const said = answer?.ok && await answer.json().catch(() => null);
    if (!said || asked !== wanted()) return;
    shown = asked;
    const show = () => {
      put(place, said.html);
      sheet.notes.replaceChildren(...said.checks.map(check => checkNote(check)));
    };
    if (document.activeElement === sheet.field) still(sheet.field, show);
    else show();
    told(said.checks);
  }

  return soon;
}

/** Beside the field it is always open, and nothing to stop at. */
function unfoldWhereWide(panel, fold) {
  let wide;
  new ResizeObserver(() => {
    const now = panel.clientWidth >= SIDE_BY_SIDE * parseFloat(getComputedStyle(document.documentElement).fontSize);
    if (now === wide) return;
    wide = now;
    fold.open = wide;
    fold.querySelector("summary").tabIndex = wide ? -1 : 0;
  }).observe(panel);
}

/** Exchanges those blocks that differ. */
function put(place, html) {
  const made = document.createElement("template");
  made.innerHTML = html; // SafeHtml: the fragment that the page itself is loaded with, sanitised on the server; PostmortemTest holds that
  exchange(place, made.content);
  lookUp();
}

function exchange(place, made) {
  const old = [...place.childNodes];
  const next = [...made.childNodes];
  next.forEach((one, i) => {
    const known = old[i];
    if (!known) place.append(one);
    else if (known.nodeType === 1 && known.matches(".prose") && one.nodeType === 1 && one.matches(".prose")) exchange(known, one);
    else if (!known.isEqualNode(one)) known.replaceWith(one);
  });
  old.slice(next.length).forEach(one => one.remove());
}

/** A fact is where the draft shows it, else beside the draft; citations lead to the one place. */
function lookUp() {
  const held = new Set();
  for (const shown of document.querySelectorAll(".draft-read [id]")) {
    if (held.has(shown.id)) shown.removeAttribute("id");
    else held.add(shown.id);
  }
  for (const cite of document.querySelectorAll(".cite")) {
    const anchor = cite.querySelector("code").textContent.replace(/^\[#/, "entry-").replace(/[[\]]/g, "").replace(" ", "-");
    if (!anchor.startsWith("{") && !held.has(anchor)) cite.id = anchor;
    else cite.removeAttribute("id");
  }
}
