// Others' lines and changes, as they happen. Nothing that is being read moves, and nothing that is being typed is touched.
import { copySoon, dropCopy } from "./copy.js";
import { fits, mine, regionsOf } from "./filter.js";
import { meet } from "./presence.js";
import { newKey } from "./outbox.js";
import { learn } from "./servertime.js";
import { still } from "./still.js";

const REFRESH_WITHIN = 1200;
const LONGEST_PAUSE = 15000;
const REPORTS_EVERY = 60000;

const taken = new Map();
let refreshing;
let seen;
let fresh = [];
let pointing;
let ref;
let source;
let asking;
let last;
let pause = 1000;
let opened = false;

/**
 * Follows an incident from the revision that the page shows.
 * `keptAt`: since when the page is a copy in this browser, if it is one; `whenThere`: what to do when the server is there again.
 */
export function follow(itsRef, revision, { keptAt, whenThere }) {
  ref = itsRef;
  last = revision;
  opened = Boolean(keptAt);
  if (keptAt) say("away", `The server is away. This is the room as it was ${ago(keptAt)} ago`);
  listen(whenThere);
  addEventListener("online", () => { if (source.readyState === EventSource.CLOSED) listen(whenThere); });
  addEventListener("pagehide", () => source.close());
  addEventListener("pageshow", event => { if (event.persisted) location.reload(); });
  setInterval(countAgain, REPORTS_EVERY);
  document.addEventListener("visibilitychange", countAgain);
  setInterval(() => { if (keptAt && sign().dataset.state === "away") say("away", `The server is away. This is the room as it was ${ago(keptAt)} ago`); }, 30000);
}

function listen(whenThere) {
  clearTimeout(asking);
  source?.close();
  source = new EventSource(`/api/v1/incidents/${ref}/stream?after=${last}`);
  source.addEventListener("open", () => {
    pause = 1000;
    say("live", "Live");
    if (opened) refreshSoon();
    else copySoon();
    opened = true;
    whenThere();
  });
  source.addEventListener("error", () => {
    if (sign().dataset.state === "live") say("away", "The connection is lost: what is here is as it was, and may have changed");
    if (source.readyState === EventSource.CLOSED) askWhy(whenThere);
  });
  source.addEventListener("change", message => take(JSON.parse(message.data)));
  source.addEventListener("presence", message => meet(JSON.parse(message.data)));
}

/** The stream was refused: because the reader may not have it any more, or because something before the server says so for now. */
async function askWhy(whenThere) {
  const answer = await fetch(`/api/v1/incidents/${ref}`, { headers: { Accept: "application/json" } }).catch(() => null);
  if ([401, 403, 404].includes(answer?.status)) {
    dropCopy();
    say("over", answer.status === 401 ? "Not live any more: you are signed out" : "Not live any more: load the page again");
    return;
  }
  asking = setTimeout(() => listen(whenThere), pause);
  pause = Math.min(LONGEST_PAUSE, pause * 2);
}

function ago(instant) {
  const minutes = Math.max(0, Math.round((Date.now() - Date.parse(instant)) / 60000));
  return minutes < 1 ? "less than a minute" : minutes < 120 ? `${minutes} min` : minutes < 2880 ? `${Math.round(minutes / 60)} h` : `${Math.round(minutes / 1440)} days`;
}

function sign() {
  return document.getElementById("live");
}

function say(state, text) {
  if (sign().dataset.state !== state || sign().textContent !== text) {
    sign().dataset.state = state;
    sign().textContent = text;
    const away = document.getElementById("away");
    away.hidden = state === "live";
    away.textContent = state === "live" ? "" : `${text}.`;
  }
}

function take(change) {
  last = change.revision;
  document.querySelector("[data-room]").dataset.revision = last;
  copySoon();
  if (change.type === "entry" && change.html) put(change);
  else refreshSoon();
}

/** Puts a line where it belongs: in place of its former version, else in the order of time. */
function put(change) {
  const lines = document.getElementById("lines");
  const holder = document.createElement("template");
  holder.innerHTML = change.html; // the same fragment as on the page, escaped by its template
  const line = holder.content.querySelector("li");
  document.querySelector(`[data-saved="${line.id}"]`)?.remove();
  const known = document.getElementById(line.id);
  if (known) {
    if (!same(known, line)) replace(known, line);
    return;
  }
  const fitting = fits(change.item);
  count(1, fitting);
  if (!fitting && !mine(change.item)) return;
  const at = time(line);
  const shown = [...lines.querySelectorAll(".entry:not([data-pending])")];
  const older = shown.filter(other => before(other, line));
  const outside = shown.length > 0 && ((older.length === 0 && lines.dataset.part !== lines.dataset.parts)
    || (older.length === shown.length && lines.dataset.part !== "1"));
  if (outside) return;
  line.dataset.new = "";
  const day = at.slice(0, 10);
  const insert = () => {
    const place = dayRule(lines, day);
    let after = place;
    for (let next = place.nextElementSibling; next && next.matches(".entry:not([data-pending])") && above(next, line); next = next.nextElementSibling) after = next;
    after.after(line);
  };
  const read = readNow(lines);
  if (read) still(read, insert);
  else insert();
  document.getElementById("none-fits")?.remove();
  announce(change.item);
  fresh.push(line);
  pointing ??= requestAnimationFrame(point);
}

/** The first line on the screen of somebody who reads on in the lines; nobody does whose screen shows where they begin. */
function readNow(lines) {
  if (lines.getBoundingClientRect().top >= 0) return undefined;
  return [...lines.querySelectorAll(".entry")].find(line => line.getBoundingClientRect().bottom > 0);
}

/** Says that there is something new where one is not reading: below, or above where the newest come first. */
function point() {
  pointing = undefined;
  const pointer = document.getElementById("newer");
  const outside = fresh.filter(line => newestFirst() ? line.getBoundingClientRect().bottom < 0 : line.getBoundingClientRect().top > innerHeight - 80);
  fresh = [];
  if (outside.length === 0) return;
  seen ??= new IntersectionObserver(entries => {
    for (const entry of entries.filter(one => one.isIntersecting)) {
      delete entry.target.dataset.unread;
      seen.unobserve(entry.target);
    }
    if (!document.querySelector(".entry[data-unread]")) pointer.hidden = true;
  });
  for (const line of outside) {
    line.dataset.unread = "";
    seen.observe(line);
  }
  const unread = document.querySelectorAll(".entry[data-unread]").length;
  const where = newestFirst() ? "above ↑" : "below ↓";
  pointer.textContent = unread === 1 ? `1 new line ${where}` : `${unread} new lines ${where}`;
  pointer.hidden = false;
  pointer.onclick = () => document.querySelector(".entry[data-unread]")?.scrollIntoView({ block: "center" });
}

/** Puts a version of a line in place of another; who stands on it goes on standing there. */
function replace(known, line) {
  const stoodOn = known === document.activeElement;
  known.replaceWith(line);
  if (stoodOn) {
    line.tabIndex = -1;
    line.focus({ preventScroll: true });
  }
}

function same(one, other) {
  return one.innerHTML.trim() === other.innerHTML.trim();
}

function time(line) {
  return line.querySelector("time").getAttribute("datetime");
}

function number(line) {
  return Number(line.id.replace("entry-", ""));
}

function before(one, other) {
  const difference = Date.parse(time(one)) - Date.parse(time(other));
  return difference < 0 || (difference === 0 && number(one) < number(other));
}

/** Whether a line stands above another on this page. */
function above(one, other) {
  return newestFirst() ? before(other, one) : before(one, other);
}

function newestFirst() {
  return document.getElementById("lines").dataset.order === "newest-first";
}

/** The rule above the lines of a day, made where there is none yet. */
function dayRule(lines, day) {
  const rules = [...lines.querySelectorAll(".timeline-day")];
  const known = rules.find(rule => rule.firstElementChild.getAttribute("datetime") === day);
  if (known) return known;
  const rule = document.createElement("li");
  rule.className = "timeline-day";
  const label = document.createElement("time");
  label.setAttribute("datetime", day);
  const say = options => new Date(day + "T00:00:00Z").toLocaleDateString("en-GB", { ...options, timeZone: "UTC" });
  label.textContent = `${say({ weekday: "long" })}, ${say({ day: "numeric", month: "long", year: "numeric" })}`;
  rule.append(label);
  const dayOf = other => other.firstElementChild.getAttribute("datetime");
  const next = rules.find(other => newestFirst() ? dayOf(other) < day : dayOf(other) > day);
  if (next) next.before(rule);
  else lines.insertBefore(rule, newestFirst() ? null : lines.querySelector("[data-pending]"));
  return rule;
}

function count(more, fitting) {
  const shown = document.getElementById("how-many");
  const total = Number(shown.dataset.total) + more;
  shown.dataset.total = total;
  if (shown.dataset.found && fitting) shown.dataset.found = Number(shown.dataset.found) + more;
  const found = shown.dataset.found ? `${Number(shown.dataset.found).toLocaleString("en")} of ` : "";
  shown.textContent = `${found}${total.toLocaleString("en")} ${total === 1 ? "entry" : "entries"}`;
}

/** Says it to those who do not see it. */
function announce(item) {
  const who = item.source ? item.source.name : item.author ? item.author.name : "Hindsight";
  document.getElementById("heard").textContent = `${who}: ${item.text.slice(0, 200)}`;
}

/** All but the lines is made anew by the server, once for a burst of changes, and not by everybody at the same moment. */
function refreshSoon() {
  refreshing ??= setTimeout(refresh, 200 + Math.random() * REFRESH_WITHIN);
}

/** Users report without a change of the incident. */
function countAgain() {
  if (!document.hidden && sign().dataset.state === "live" && document.querySelector("#reports-shown[data-counting]")) refreshSoon();
}

async function refresh() {
  refreshing = undefined;
  const requestedAt = Date.now();
  const answer = await fetch(regionsOf(ref), { redirect: "manual" }).catch(() => null);
  if (!answer?.ok) {
    if (sign().dataset.state !== "over") refreshing = setTimeout(refresh, 3000);
    return;
  }
  const answeredAt = Date.now();
  const regions = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("regions");
  let waiting = false;
  for (const fresh of [...regions.children]) {
    const shown = document.getElementById(fresh.id);
    const html = fresh.outerHTML;
    if (!shown || taken.get(fresh.id) === html) continue;
    if (inUse(shown)) {
      waiting = true;
      continue;
    }
    taken.set(fresh.id, html);
    makeOwn(fresh);
    shown.replaceWith(fresh);
  }
  learn(Date.parse(regions.dataset.now), requestedAt, answeredAt);
  copySoon();
  if (waiting) refreshing = setTimeout(refresh, 5000);
}

/** What the server made for everybody gets what belongs to this reader: who else is here, and what makes their forms theirs. */
function makeOwn(region) {
  const presence = document.getElementById("presence");
  region.querySelector("#presence")?.replaceWith(presence.cloneNode(true));
  const own = document.querySelector("[name=form-token]")?.value;
  for (const token of region.querySelectorAll("[name=form-token]")) token.setAttribute("value", own);
  for (const key of region.querySelectorAll("[name=idempotency-key]")) key.setAttribute("value", newKey());
}

/** Whether somebody works in a region: it is left alone until they are done. */
function inUse(region) {
  return region.contains(document.activeElement) || region.querySelector(".add[open]");
}
