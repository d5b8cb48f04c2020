// Others' lines and changes, as they happen. Nothing that is being read moves, and nothing that is being typed is touched.

const REFRESH_WITHIN = 1200;
const REGIONS = ["headline", "roles", "milestones", "durations", "warnings", "causes-shown", "impact-shown", "symptoms-shown", "workarounds-shown", "actions-shown", "signals-shown"];

let refreshing;

/** Follows an incident from the revision that the page shows. */
export function follow(ref, revision) {
  const source = new EventSource(`/api/v1/incidents/${ref}/stream?after=${revision}`);
  source.addEventListener("open", () => say("live", "Live"));
  source.addEventListener("error", () => {
    if (source.readyState === EventSource.CLOSED) say("over", "Not live any more: load the page again");
    else say("away", "The connection is lost; what is here is as it was. Trying again …");
  });
  source.addEventListener("change", message => take(JSON.parse(message.data)));
  addEventListener("pagehide", () => source.close());
  addEventListener("pageshow", event => { if (event.persisted) location.reload(); });
}

function say(state, text) {
  const sign = document.getElementById("live");
  if (sign.dataset.state !== state) {
    sign.dataset.state = state;
    sign.textContent = text;
  }
}

function take(change) {
  if (change.type === "entry" && change.html) put(change);
  else refreshSoon();
}

/** Puts a line where it belongs: in place of its former version, else in the order of time. */
function put(change) {
  const lines = document.getElementById("lines");
  const holder = document.createElement("template");
  holder.innerHTML = change.html;
  const line = holder.content.querySelector("li");
  const known = document.getElementById(line.id);
  if (known) {
    if (!same(known, line)) known.replaceWith(line);
    return;
  }
  count(1);
  const at = time(line);
  const shown = [...lines.querySelectorAll(".entry")];
  const older = shown.filter(other => before(other, line));
  const outside = shown.length > 0 && ((older.length === 0 && lines.dataset.part !== lines.dataset.parts)
    || (older.length === shown.length && lines.dataset.part !== "1"));
  if (outside) return;
  line.dataset.new = "";
  const day = at.slice(0, 10);
  const place = dayRule(lines, day);
  let after = place;
  for (let next = place.nextElementSibling; next && next.matches(".entry") && before(next, line); next = next.nextElementSibling) after = next;
  after.after(line);
  announce(change.item);
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
  const later = rules.find(other => other.firstElementChild.getAttribute("datetime") > day);
  if (later) later.before(rule);
  else lines.append(rule);
  return rule;
}

function count(more) {
  const shown = document.getElementById("how-many");
  const total = Number(shown.dataset.total) + more;
  shown.dataset.total = total;
  shown.textContent = `${total.toLocaleString("en")} ${total === 1 ? "entry" : "entries"}`;
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

async function refresh() {
  refreshing = undefined;
  const answer = await fetch(location.href, { headers: { Accept: "text/html" } }).catch(() => null);
  if (!answer || !answer.ok) {
    say("away", "The connection is lost; what is here is as it was. Trying again …");
    refreshing = setTimeout(refresh, 3000);
    return;
  }
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  let waiting = false;
  for (const id of REGIONS) {
    const shown = document.getElementById(id);
    const fresh = page.getElementById(id);
    if (!shown || !fresh || shown.innerHTML === fresh.innerHTML) continue;
    if (inUse(shown)) waiting = true;
    else shown.replaceWith(fresh);
  }
  if (document.getElementById("live").dataset.state === "away") say("live", "Live");
  if (waiting) refreshing = setTimeout(refresh, 5000);
}

/** Whether somebody works in a region: it is left alone until they are done. */
function inUse(region) {
  return region.contains(document.activeElement) || region.querySelector(".add[open]");
}
