// The slider of a replay shows each moment as it passes over it. Without this file a button does.

const PAUSE = 120;

let pending;

document.addEventListener("input", event => {
  if (event.target.id !== "step") return;
  document.getElementById("step-shown").textContent = event.target.value;
  clearTimeout(pending);
  pending = setTimeout(() => show(event.target.value), PAUSE);
});

async function show(step) {
  const address = new URL(document.getElementById("step").form.action);
  address.search = new URLSearchParams(new FormData(document.getElementById("step").form));
  address.searchParams.set("step", step);
  const answer = await fetch(address).catch(() => null);
  if (!answer?.ok || document.getElementById("step").value !== step) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const id of ["replayed", "then"]) document.getElementById(id).replaceWith(page.getElementById(id));
  document.querySelector(".replay-steps nav").replaceWith(page.querySelector(".replay-steps nav"));
  history.replaceState(null, "", address);
}
