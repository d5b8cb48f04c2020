// On pages other than a room: sends the lines that still wait in this browser, and says so while any do. On all: signs out cleanly.
import { clearWithSignOut } from "./kept.js";
import * as outbox from "./outbox.js";

const person = document.getElementById("person").dataset.email;
clearWithSignOut(person);

if (!document.querySelector("[data-room]")) {
  outbox.listen(tell);
  addEventListener("online", () => outbox.hurry(person));
  outbox.send(person).then(tell);
}

async function tell() {
  const all = await outbox.everybodys();
  const mine = all.filter(line => line.person === person);
  const refused = mine.filter(line => line.fault);
  const others = new Set(all.filter(line => line.person !== person).map(line => line.person));
  const notes = [];
  if (mine.length > refused.length) notes.push(link(mine.find(line => !line.fault).ref, `${outbox.howMany(mine.filter(line => !line.fault))} of your lines wait in this browser.`, outbox.why()));
  if (refused.length) notes.push(link(refused[0].ref, `${outbox.howMany(refused)} of your lines could not be logged.`, ""));
  for (const other of others) notes.push(`Lines that ${other} logged here go out when they sign in again.`);
  show(notes);
}

function link(ref, text, why) {
  const made = document.createElement("a");
  made.href = `/incidents/${ref}`;
  made.textContent = text;
  const whole = document.createElement("span");
  whole.append(made, why ? ` ${why}` : "");
  return whole;
}

function show(notes) {
  let place = document.getElementById("lines-waiting");
  if (notes.length === 0) return place?.remove();
  if (!place) {
    place = document.createElement("p");
    place.id = "lines-waiting";
    place.className = "message";
    place.dataset.level = "warn";
    place.setAttribute("role", "status");
    document.getElementById("main").prepend(place);
  }
  place.replaceChildren(...notes.flatMap(note => [note, " "]));
}
