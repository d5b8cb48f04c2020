// What somebody looks at stays where it is on the screen, whatever the page does around it.

/** Does something to the page while an element of it stays where it is. The browser keeps its own hands off meanwhile, or both would move the page. */
export function still(element, verb) {
  const page = document.documentElement;
  page.style.overflowAnchor = "none";
  const before = element.getBoundingClientRect().top;
  verb();
  const moved = element.getBoundingClientRect().top - before;
  if (element.isConnected && moved !== 0) scrollBy({ top: moved, behavior: "instant" });
  requestAnimationFrame(() => requestAnimationFrame(() => (page.style.overflowAnchor = "")));
}
