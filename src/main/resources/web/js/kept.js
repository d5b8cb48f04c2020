// What was typed at a writing desk and is not saved, kept in this browser: a tab that dies, a server that is away, or somebody else's text in the way
// lose nothing. Everybody is offered only what they typed themselves; who signs out leaves nothing behind.
import { newKey } from "./outbox.js";
import { now } from "./servertime.js";

const KEPT = "desk-text";

/** Several tabs may hold texts of one section. */
const tab = newKey();

let first = async () => {};
let over = false;

function prefix(person) {
  return `${KEPT} ${person} `;
}

function name(sheet) {
  return `${prefix(sheet.person)}${sheet.ref} ${sheet.key} ${sheet.revision.value} ${tab}`;
}

function names(start) {
  return Object.keys(localStorage).filter(one => one.startsWith(start));
}

/** Keeps what stands in a section; answers whether the browser could. `sent` says that the form takes it to the server as well. */
export function keep(sheet, sent = false) {
  if (over) return false;
  const kept = name(sheet);
  try {
    localStorage.setItem(kept, JSON.stringify({
      text: sheet.field.value, audience: sheet.audience.value, revision: Number(sheet.revision.value), at: new Date(now()).toISOString(), sent,
    }));
    mine(sheet).filter(one => one !== kept).forEach(drop);
    return true;
  } catch {
    return false;
  }
}

/** Lets go of what this tab kept of a section, whatever revision it was written on. */
export function forget(sheet) {
  mine(sheet).forEach(drop);
}

function mine(sheet) {
  return names(`${prefix(sheet.person)}${sheet.ref} ${sheet.key} `).filter(one => one.endsWith(tab));
}

export function drop(kept) {
  localStorage.removeItem(kept);
}

/** What earlier pages kept of a section and the server does not have, the newest first. */
export function left(sheet) {
  const all = names(`${prefix(sheet.person)}${sheet.ref} ${sheet.key} `).filter(one => !one.endsWith(tab))
    .map(one => ({ name: one, ...JSON.parse(localStorage.getItem(one)) }));
  const done = one => one.text === sheet.field.value || (one.sent && one.revision < Number(sheet.revision.value) && sheet.panel.dataset.savedBy === sheet.person);
  all.filter(done).forEach(one => drop(one.name));
  return all.filter(one => !done(one)).sort((one, other) => other.at.localeCompare(one.at));
}

/** What to do before somebody signs out: save what can be saved. */
export function beforeSigningOut(verb) {
  first = verb;
}

/** Who signs out takes with them what they typed, or is asked. */
export function clearWithSignOut(person) {
  const form = document.querySelector("form[action='/sign-out']");
  form?.addEventListener("submit", async event => {
    if (form.dataset.sure !== undefined || names(prefix(person)).length === 0) return;
    event.preventDefault();
    await first();
    const texts = names(prefix(person));
    if (texts.length > 0 && !confirm(`${texts.length === 1 ? "A text" : `${texts.length} texts`} that you typed into a post-mortem could not be saved. Sign out and throw ${texts.length === 1 ? "it" : "them"} away?`)) return;
    texts.forEach(drop);
    over = true;
    form.dataset.sure = "";
    form.requestSubmit();
  });
}
