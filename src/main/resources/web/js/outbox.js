// Lines that were logged here and that the server has not yet: kept in the browser's database until it says that it has them.
// They go out once and in order, one tab at a time; the key of each makes a second attempt harmless.

const NAME = "hindsight-outbox";
const STORE = "lines";
const FIRST_PAUSE = 1000;
const LONGEST_PAUSE = 15000;

const told = new BroadcastChannel(NAME);
const heard = new EventTarget();
told.onmessage = message => tell(message.data, false);

let opened;
let pause = FIRST_PAUSE;
let again;
let trouble = "";
let sending = false;

function database() {
  opened ??= new Promise((resolve, reject) => {
    const asked = indexedDB.open(NAME, 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(STORE, { keyPath: "place", autoIncrement: true });
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
  opened.catch(() => { opened = undefined; });
  return opened;
}

/** Does something with the store; with `strict`, done when the browser has it on disk. */
async function within(mode, verb, durability = "relaxed") {
  const base = await database();
  return new Promise((resolve, reject) => {
    const work = base.transaction(STORE, mode, { durability });
    const asked = verb(work.objectStore(STORE));
    work.oncomplete = () => resolve(asked?.result);
    work.onerror = work.onabort = () => reject(work.error);
  });
}

/**
 * Keeps lines, all or none. They are safe when this is done, and it fails if the browser cannot keep them.
 * Each is { person, ref, body, files }, where `body` is what the server will get (several lines that belong together are one `body.lines`),
 * and `files` what is attached to it.
 */
export async function keep(lines) {
  const kept = lines.map(line => ({ ...line, key: newKey() }));
  const places = [];
  await within("readwrite", store => {
    for (const line of kept) {
      const asked = store.add(line);
      asked.onsuccess = () => places.push(asked.result);
    }
  }, "strict");
  kept.forEach((line, i) => { line.place = places[i]; });
  tell({ what: "kept", lines: kept });
}

/** What was typed. */
export function text(line) {
  return line.body.lines ? line.body.lines.map(one => one.text).join("\n") : line.body.text;
}

/** How many lines that is. */
export function howMany(lines) {
  return lines.reduce((sum, line) => sum + (line.body.lines?.length ?? 1), 0);
}

/** All lines of a person that wait here, the oldest first. */
export async function waiting(person) {
  return (await everybodys()).filter(line => line.person === person);
}

/** All lines that wait here: several people may use a browser. */
export function everybodys() {
  return within("readonly", store => store.getAll());
}

/** Lets go of a line. */
export async function drop(line) {
  await within("readwrite", store => store.delete(line.place));
  tell({ what: "dropped", line });
}

/** What happens here and in other tabs: `kept` (with `lines`), `sent` (with the server's `answer`), `refused`, `dropped`, `stuck`. */
export function listen(verb) {
  heard.addEventListener("news", event => verb(event.detail));
}

/** Why lines wait; empty when nothing is in the way. */
export function why() {
  return trouble;
}

/** Sends what waits, unless another tab is at it already. */
export async function send(person) {
  clearTimeout(again);
  const taken = await alone(() => sendAll(person));
  if (taken === "busy" || taken === "stuck") {
    again = setTimeout(() => send(person), pause);
    if (taken === "stuck") pause = Math.min(LONGEST_PAUSE, pause * 2);
  } else {
    pause = FIRST_PAUSE;
  }
}

/** Tries at once: something says that the server is there again. */
export function hurry(person) {
  pause = FIRST_PAUSE;
  return send(person);
}

/** Does something in one tab at a time, where the browser can tell tabs apart (over TLS, or at home); else once in this tab. */
async function alone(verb) {
  if (navigator.locks) return navigator.locks.request(NAME, { ifAvailable: true }, lock => lock ? verb() : "busy");
  if (sending) return "busy";
  sending = true;
  try {
    return await verb();
  } finally {
    sending = false;
  }
}

async function sendAll(person) {
  for (let lines; (lines = (await waiting(person)).filter(one => !one.fault)).length > 0;) {
    for (const line of lines) {
      const inTheWay = await sendOne(line);
      if (inTheWay) {
        tell({ what: "stuck", why: inTheWay });
        return "stuck";
      }
    }
  }
  return "done";
}

/** Sends a line and all that is attached to it (a file that is refused keeps the line, with what is wrong); answers what is in the way, if anything is. */
async function sendOne(line) {
  if (!line.entry) {
    const answer = await post(`/api/v1/incidents/${line.ref}/lines${line.body.lines ? "/batch" : ""}`, line.key, JSON.stringify(line.body), "application/json");
    if (answer.stuck) return answer.stuck;
    if (answer.fault) return refuse(line, answer.fault);
    line.answer = answer.body;
    line.entry = answer.body.entry?.no ?? -1;
    if (line.files?.length) await within("readwrite", store => store.put(line));
  }
  while (line.files?.length) {
    const form = new FormData();
    if (line.entry > 0) form.append("entry", String(line.entry));
    form.append("file", line.files[0].content, line.files[0].name);
    const answer = await post(`/api/v1/incidents/${line.ref}/attachments`, line.files[0].key, form);
    if (answer.stuck) return answer.stuck;
    if (answer.fault) line.unattached = [...(line.unattached ?? []), `${line.files[0].name}: ${answer.fault}`];
    line.files = line.files.slice(1);
    if (line.files.length) await within("readwrite", store => store.put(line));
  }
  if (line.unattached) return refuse(line, line.unattached.join(" "));
  await within("readwrite", store => store.delete(line.place));
  tell({ what: "sent", line, answer: line.answer });
  return null;
}

async function refuse(line, fault) {
  const refused = { ...line, fault };
  await within("readwrite", store => store.put(refused));
  tell({ what: "refused", line: refused });
  return null;
}

/** Answers the body, or what is wrong with the line, or what is in the way for now. */
async function post(address, key, body, type) {
  const headers = { Accept: "application/json", "Idempotency-Key": key, ...(type && { "Content-Type": type }) };
  let answer;
  try {
    answer = await fetch(address, { method: "POST", headers, body, redirect: "error" });
  } catch {
    return { stuck: "The server cannot be reached." };
  }
  const said = await answer.json().catch(() => null);
  if (answer.ok && said) return { body: said };
  if (answer.ok) return { stuck: "The answer was cut off." };
  if (answer.status === 401) return { stuck: "You are signed out: sign in again, in another tab." };
  if (answer.status === 409 && said?.type?.endsWith("still-running")) return { stuck: "It is still being written." };
  if ([503, 507].includes(answer.status) && said?.detail) return { stuck: said.detail };
  if (answer.status >= 500 || [408, 425, 429].includes(answer.status)) return { stuck: "The server cannot take it right now." };
  return { fault: said?.violations?.map(sentence).join(" ") || said?.detail || `The server refused it (${answer.status}).` };
}

/** What is wrong with a field, as a sentence: a message that is not one yet reads after the name of its field. */
function sentence(violation) {
  return /^[A-Z“]/.test(violation.message) ? violation.message : `${violation.field} ${violation.message}.`;
}

function tell(news, toOthers = true) {
  if (news.what === "stuck") trouble = news.why;
  else if (news.what === "sent" || news.what === "refused") trouble = "";
  heard.dispatchEvent(new CustomEvent("news", { detail: news }));
  if (toOthers) told.postMessage(news);
}

/** A key that nothing else has. Where a page is not served over TLS, browsers make no UUIDs. */
export function newKey() {
  return crypto.randomUUID?.() ?? [...crypto.getRandomValues(new Uint8Array(16))].map(byte => byte.toString(16).padStart(2, "0")).join("");
}
