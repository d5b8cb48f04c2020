// Who else writes, and in which section: told to the server while one is at it, and shown in the heads of the sections.

const AGAIN = 15000;
const GONE_AFTER = 1000;

export function meetWriters(ref, person, sheets) {
  let source;
  let here = "";
  let again;
  let going;

  for (const sheet of sheets) {
    sheet.field.addEventListener("focus", () => be(sheet.key));
    sheet.field.addEventListener("blur", () => { going = setTimeout(be, GONE_AFTER, ""); });
  }

  function be(section) {
    clearTimeout(going);
    clearInterval(again);
    if (section !== here) say(section);
    here = section;
    if (section) again = setInterval(say, AGAIN, section);
  }

  function say(section) {
    fetch(`/api/v1/incidents/${ref}/presence`, {
      method: "PUT", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ section: section || null }), keepalive: true,
    }).catch(() => null); // said again soon
  }

  function listen() {
    source = new EventSource(`/api/v1/incidents/${ref}/stream`);
    source.addEventListener("presence", message => show(JSON.parse(message.data).writing ?? []));
  }

  function show(writing) {
    for (const sheet of sheets) {
      const names = writing.filter(one => one.section === sheet.key && one.person.email !== person).map(one => one.person.name);
      const text = names.length === 0 ? "" : `${names.join(", ")} ${names.length === 1 ? "is" : "are"} writing here`;
      const place = sheet.panel.querySelector(".draft-here");
      if (place.textContent !== text) place.textContent = text;
    }
  }

  listen();
  addEventListener("pagehide", () => {
    source.close();
    if (here) say("");
  });
  addEventListener("pageshow", event => { if (event.persisted) listen(); });
}
