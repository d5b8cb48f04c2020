// What this page looks for in the timeline, to judge the lines that arrive.

const asked = new URLSearchParams(location.search);

/** Whether a line belongs among those that are shown. */
export function fits(item) {
  return document.getElementById("lines").dataset.filtered === undefined
    || (is("kind", item.kind)
      && is("by", item.author?.email)
      && is("source", item.source?.name)
      && (asked.get("starred") !== "true" || item.starred)
      && item.text.toLowerCase().includes((asked.get("q") ?? "").trim().toLowerCase()));
}

/** What the reader logs is shown, whatever they look for. */
export function mine(item) {
  return item.author?.email === document.getElementById("person").dataset.email;
}

function is(name, value) {
  const wanted = (asked.get(name) ?? "").trim();
  return wanted === "" || wanted === value;
}

/** The address of this page's regions: they link to the lines that are on it. */
export function regionsOf(ref) {
  const same = new URLSearchParams(asked);
  same.delete("order");
  same.delete("entry");
  same.set("part", document.getElementById("lines").dataset.part);
  return `/incidents/${ref}/regions?${same}`;
}
