// Lines that the server has not yet stand at the end of the timeline at once, marked as what they are.
import * as outbox from "./outbox.js";
import { putBack } from "./composer.js";

let ref;
let person;
let telling;

export async function showPending(itsRef, itsPerson) {
  ref = itsRef;
  person = itsPerson;
  outbox.listen(news => {
    if (news.what === "kept") showAll(news.lines.filter(mine));
    else if (news.line && !mine(news.line)) return;
    else if (news.what === "sent") sent(news.line, news.answer);
    else if (news.what === "refused") show(news.line);
    else if (news.what === "dropped") shown(news.line)?.remove();
    tellSoon();
  });
  for (const line of (await outbox.waiting(person)).filter(mine)) show(line);
  tellSoon();
}

function mine(line) {
  return line.person === person && line.ref === ref;
}

function showAll(lines) {
  lines.forEach(show);
  if (lines.length > 0) shown(lines.at(-1)).scrollIntoView({ block: "nearest" });
}

function shown(line) {
  return document.getElementById(`pending-${line.key}`);
}

function show(line) {
  const item = document.createElement("li");
  item.id = `pending-${line.key}`;
  item.className = "entry";
  item.dataset.pending = line.fault ? "refused" : "waits";
  const typedAt = line.body.typedAt ?? line.body.lines[0].typedAt;
  const time = document.createElement("time");
  time.dateTime = typedAt;
  time.textContent = typedAt.slice(11, 16);
  const text = document.createElement("p");
  text.className = "entry-text pending-text";
  text.textContent = outbox.text(line);
  item.append(part("div", "entry-time", time), part("span", "entry-node"), part("div", "entry-body", text, facts(line)));
  const before = shown(line);
  if (before) before.replaceWith(item);
  else if (document.getElementById("lines").dataset.order === "newest-first") document.getElementById("lines").prepend(item);
  else document.getElementById("lines").append(item);
}

function facts(line) {
  const files = line.files?.length ? `, with ${line.files.map(file => file.name).join(", ")}` : "";
  if (!line.fault) return part("p", "entry-facts", `Not at the server yet${files}`);
  if (line.entry) return part("p", "entry-facts", part("span", "fault", `Logged, but not all that was attached: ${line.fault}`), button("Discard", () => outbox.drop(line)));
  const fault = part("span", "fault", `Not logged: ${line.fault}`);
  return part("p", "entry-facts", fault,
    button("Back into the composer", async () => { await outbox.drop(line); putBack(outbox.text(line), line.files); }),
    button("Discard", () => outbox.drop(line)));
}

function part(name, className, ...content) {
  const element = document.createElement(name);
  element.className = className;
  element.append(...content);
  return element;
}

function button(label, verb) {
  const made = part("button", "plain-button", label);
  made.type = "button";
  made.addEventListener("click", verb);
  return made;
}

/** The server has it: the line gives way to the one that comes with the stream, at its place in time. */
function sent(line, answer) {
  const item = shown(line);
  if (!item) return;
  const entry = answer.entry && `entry-${answer.entry.no}`;
  if (!entry || document.getElementById(entry)) return item.remove();
  item.dataset.pending = "saved";
  item.dataset.saved = entry;
  item.querySelector(".entry-facts").textContent = "Saved";
}

/** Once for many news. */
function tellSoon() {
  telling ??= setTimeout(tellHowMany, 100);
}

async function tellHowMany() {
  telling = undefined;
  const place = document.getElementById("waiting");
  if (!place) return;
  const lines = (await outbox.waiting(person)).filter(line => !line.fault);
  const many = outbox.howMany(lines);
  const stuck = many > 0 && outbox.why();
  const text = stuck ? `${many === 1 ? "1 line waits" : `${many} lines wait`} in this browser. ${outbox.why()} ${many === 1 ? "It goes" : "They go"} out as soon as that is over.` : "";
  if (place.textContent !== text) place.textContent = text;
  place.hidden = !text;
}
