// The composer: shows when a line would stand, before it is saved.

const PAUSE = 150;
const LONGEST = 120;

let pending;
let asked = "";

export function compose(ref) {
  const line = document.querySelector("#composer textarea");
  if (!line) return;
  line.addEventListener("input", () => {
    clearTimeout(pending);
    pending = setTimeout(() => understand(ref, line.value), PAUSE);
  });
}

async function understand(ref, text) {
  const start = text.trimStart().split("\n", 1)[0].slice(0, LONGEST);
  if (start === asked) return;
  asked = start;
  const answer = mayHoldATime(start) ? await fetch(`/incidents/${ref}/understood?text=${encodeURIComponent(start)}`).catch(() => null) : null;
  if (start !== asked) return;
  document.getElementById("understood").innerHTML = answer?.ok ? await answer.text() : "";
}

/** Spares the server the lines that cannot begin with a time. */
function mayHoldATime(start) {
  return /[0-9]|noon|midnight|yesterday|today/i.test(start.slice(0, 24));
}
