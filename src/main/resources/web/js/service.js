// The page of a service, live: fetched again every few seconds while somebody looks at it. Without this file it stands as it was loaded.

const EVERY = 10000;

setInterval(refresh, EVERY);
document.addEventListener("visibilitychange", refresh);

async function refresh() {
  if (document.hidden) return;
  const shown = document.getElementById("now");
  const answer = await fetch(location.pathname).catch(() => null);
  if (!answer?.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.getElementById("now");
  if (!fresh || fresh.dataset.at === shown.dataset.at) return;
  for (const opened of shown.querySelectorAll("details[open]")) {
    const same = fresh.querySelectorAll("details")[[...shown.querySelectorAll("details")].indexOf(opened)];
    if (same) same.open = true;
  }
  if (shown.contains(document.activeElement) && document.activeElement !== document.body) return;
  document.title = page.title;
  shown.replaceWith(fresh);
}
