// What a citation cites, as a card beside it, while one points at it or stands on it. Without this file the link leads there.

const LINKS = "a.citation, .evidence a[href^='#'], .evidence a[href*='#entry-']";
const TEXTS = ".prose, .entry-text, h3, th, td.figure, blockquote, :scope > span:not(.ref, .entry-node)";
const MOST = 400;
const OPENS_AFTER = 120;
const CLOSES_AFTER = 200;

let card;
let link;
let waiting;

document.addEventListener("mouseover", event => {
  const over = event.target.closest?.(LINKS);
  if (over && over !== link) later(() => show(over), OPENS_AFTER);
  else if (over || event.target.closest?.(".card")) clearTimeout(waiting);
  else later(hide, CLOSES_AFTER);
});
document.addEventListener("focusin", event => {
  const on = event.target.closest?.(LINKS);
  if (on) show(on);
  else hide();
});
document.addEventListener("keydown", event => {
  if (event.key !== "Escape" || !link) return;
  event.stopPropagation();
  hide();
}, true);
addEventListener("scroll", hide, { passive: true });

function later(verb, pause) {
  clearTimeout(waiting);
  waiting = setTimeout(verb, pause);
}

function show(its) {
  clearTimeout(waiting);
  const text = cited(its);
  if (!text || its === link) return;
  hide();
  if (!card) {
    card = document.createElement("div");
    card.id = "card";
    card.className = "card";
    card.setAttribute("role", "tooltip");
    document.getElementById("main").append(card);
  }
  link = its;
  const label = document.createElement("strong");
  label.textContent = its.textContent.trim();
  card.replaceChildren(label, ` ${text}`);
  card.hidden = false;
  link.setAttribute("aria-describedby", "card");
  put();
}

function hide() {
  clearTimeout(waiting);
  link?.removeAttribute("aria-describedby");
  link = undefined;
  if (card) card.hidden = true;
}

/** What stands where the link leads, if that is on this page. */
function cited(its) {
  const target = document.getElementById(decodeURIComponent(new URL(its.href).hash.slice(1)));
  if (!target) return "";
  const parts = [target.querySelector("time"), ...target.querySelectorAll(TEXTS)]
    .filter((part, i, all) => part && !all.some(other => other !== part && other?.contains(part)));
  const text = (parts.length > 0 ? parts : [target]).map(part => part.textContent.trim().replace(/\s+/g, " ")).filter(part => part).join(" · ");
  return text.length > MOST ? `${text.slice(0, MOST)}…` : text;
}

/** Above the link, or below where there is no room; within the window. */
function put() {
  const at = link.getBoundingClientRect();
  const size = card.getBoundingClientRect();
  const left = Math.max(8, Math.min(at.left, document.documentElement.clientWidth - size.width - 8));
  const top = at.top - size.height - 6 > 0 ? at.top - size.height - 6 : at.bottom + 6;
  card.style.left = `${left}px`;
  card.style.top = `${top}px`;
}
