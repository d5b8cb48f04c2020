// What somebody looks at stays where it is on the screen, whatever the page does around it.

/** Does something to the page while an element of it stays where it is. */
export function still(element, verb) {
  const before = element.getBoundingClientRect().top;
  verb();
  const moved = element.getBoundingClientRect().top - before;
  if (element.isConnected && moved !== 0) scrollBy({ top: moved, behavior: "instant" });
}
