// A copy of the room as it is shown, kept in the browser for the time when the server is away.

const PAUSE = 1000;

let later;

/** Registers what opens the copy, and tells whether this very page is one: then since when. */
export function keepCopies() {
  if (!navigator.serviceWorker) return null;
  navigator.serviceWorker.register("/sw.js");
  return document.body.dataset.keptAt ?? null;
}

/** The page has changed: soon the copy will be as it is. */
export function copySoon() {
  if (!navigator.serviceWorker) return;
  later ??= setTimeout(copy, PAUSE);
}

/** The reader may not have the room any more. */
export async function dropCopy() {
  clearTimeout(later);
  if (navigator.serviceWorker) await (await caches.open("rooms")).delete(location.pathname);
}

async function copy() {
  later = undefined;
  if (document.getElementById("live")?.dataset.state !== "live" || !showsTheNewest()) return;
  const page = document.documentElement.cloneNode(true);
  for (const passing of page.querySelectorAll("[data-pending], #understood > *, #completions > *, #attached > *")) passing.remove();
  for (const shown of page.querySelectorAll("#away, #complaint, #waiting, #offer, #attached, #completions, #newer")) shown.hidden = true;
  for (const opened of page.querySelectorAll("dialog[open]")) opened.removeAttribute("open");
  page.querySelector("body").removeAttribute("data-kept-at");
  const kept = await caches.open("rooms");
  const headers = { "Content-Type": "text/html;charset=UTF-8", "X-Kept-At": new Date().toISOString(), "X-Title": encodeURIComponent(document.title) };
  await kept.put(location.pathname, new Response(`<!doctype html>${page.outerHTML}`, { headers }));
  await keepAssets();
}

/** An older part, or some of the lines only, is nothing to open a room with. */
function showsTheNewest() {
  const { part, filtered } = document.getElementById("lines").dataset;
  return part === "1" && filtered === undefined;
}

/** What the copy is shown with: it may have been loaded before anything was kept. */
async function keepAssets() {
  const kept = await caches.open("assets");
  for (const { name } of performance.getEntriesByType("resource")) {
    if (new URL(name).pathname.startsWith("/assets/") && !(await kept.match(name))) await kept.add(name);
  }
}
