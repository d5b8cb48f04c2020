// A report tells its times in UTC; beside each stands what the reader's clock showed. On paper and without this file it is UTC alone.

const TIMES = ".report-entry > time, .report-table time, .report-head time, .report-quote time";
const CLOCK = /\d\d:\d\d/;

const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", timeZone: zone });
const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", timeZone: zone });
const dayInUtc = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", timeZone: "UTC" });

let shown = false;
for (const time of document.querySelectorAll(TIMES)) {
  const at = new Date(time.getAttribute("datetime"));
  if (!CLOCK.test(time.textContent) || Number.isNaN(at.getTime()) || at.getTimezoneOffset() === 0) continue;
  const local = document.createElement("small");
  local.className = "local-time";
  const said = `${day.format(at) === dayInUtc.format(at) ? "" : `${day.format(at)} `}${clock.format(at)} yours`;
  local.textContent = time.closest(".report-head, .report-quote") ? `(${said})` : said;
  time.append(" ", local);
  shown = true;
}
if (shown) {
  const note = document.createElement("span");
  note.className = "local-time";
  note.textContent = `Beside times in UTC: yours, ${zone.replaceAll("_", " ")}`;
  document.querySelector(".report-head > .report-kicker:last-child")?.append(note);
}
