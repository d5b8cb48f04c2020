// Who else is here, beside the heading.

const NAMED = 5;

/** `here` is what the server tells: the people by name, and how many there are. */
export function meet(here) {
  const place = document.getElementById("presence");
  const others = here.people.filter(person => person.email !== place.dataset.me);
  const count = here.count - (here.people.length - others.length);
  const text = company(others.map(person => person.name).slice(0, NAMED), count);
  if (place.textContent !== text) place.textContent = text;
}

function company(names, count) {
  if (names.length === 0) return "";
  const more = count - names.length;
  return names.join(", ") + (more > 0 ? ` and ${more} ${more === 1 ? "other" : "others"}` : "") + (count === 1 ? " is here" : " are here");
}
