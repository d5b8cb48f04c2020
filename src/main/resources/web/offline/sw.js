// Opens a war room when the server is away, as it was last shown. Everything else goes to the server as ever.

const ROOM = /^\/incidents\/[^/]+$/;
const MOST_ASSETS = 60;
const POLICY = "CONTENT-SECURITY-POLICY"; // filled in by the server, which has the only copy

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", event => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", event => {
  const { request } = event;
  const address = new URL(request.url);
  if (address.origin !== location.origin) return;
  if (request.method === "POST" && (address.pathname === "/sign-out" || address.pathname === "/sign-in")) event.waitUntil(caches.delete("rooms"));
  if (request.method !== "GET") return;
  if (address.pathname.startsWith("/assets/")) event.respondWith(asset(request));
  else if (request.mode === "navigate") event.respondWith(page(request, address));
});

/** Assets never change under their address. */
async function asset(request) {
  const kept = await caches.open("assets");
  const known = await kept.match(request);
  if (known) return known;
  const answer = await fetch(request);
  if (answer.ok) {
    await kept.put(request, answer.clone());
    const all = await kept.keys();
    for (const old of all.slice(0, Math.max(0, all.length - MOST_ASSETS))) await kept.delete(old);
  }
  return answer;
}

async function page(request, address) {
  const isRoom = ROOM.test(address.pathname);
  try {
    const answer = await fetch(request);
    if (![502, 503, 504].includes(answer.status)) {
      if (isRoom && [401, 403, 404, 410].includes(answer.status)) await (await caches.open("rooms")).delete(address.pathname);
      return answer;
    }
    return (isRoom && await copy(address)) || answer;
  } catch {
    return (isRoom && await copy(address)) || away();
  }
}

async function copy(address) {
  const kept = await (await caches.open("rooms")).match(address.pathname);
  if (!kept) return null;
  const text = (await kept.text()).replace("<body", `<body data-kept-at="${kept.headers.get("X-Kept-At")}"`);
  return new Response(text, { headers: { "Content-Type": "text/html;charset=UTF-8", "Content-Security-Policy": POLICY } });
}

async function away() {
  const kept = await caches.open("rooms");
  const rooms = await Promise.all((await kept.keys()).map(async request => {
    const title = decodeURIComponent((await kept.match(request)).headers.get("X-Title") ?? "").replace(/ · Hindsight$/, "");
    const path = new URL(request.url).pathname;
    return `<li><a href="${path}">${escaped(title || path)}</a></li>`;
  }));
  const style = (await (await caches.open("assets")).keys()).map(request => new URL(request.url).pathname).filter(path => path.endsWith(".css")).pop();
  const text = `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>The server is away · Hindsight</title>${style ? `<link rel="stylesheet" href="${style}">` : ""}</head>
<body><main class="page" data-width="form"><h1>The server cannot be reached</h1>
<p>This page is not kept in your browser. Lines that you logged and that were not sent yet are safe here, and go out when the server is back.</p>
${rooms.length ? `<h2>Rooms that open without the server</h2><ul>${rooms.join("")}</ul>` : ""}
<p><a href="">Try again</a></p></main></body></html>`;
  return new Response(text, { status: 503, headers: { "Content-Type": "text/html;charset=UTF-8", "Content-Security-Policy": POLICY } });
}

function escaped(text) {
  return text.replace(/[&<>"]/g, sign => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[sign]);
}
