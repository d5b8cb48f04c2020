// What went wrong, said above the composer.

export function complain(sentence) {
  const place = document.getElementById("complaint");
  place.textContent = sentence;
  place.hidden = !sentence;
}
