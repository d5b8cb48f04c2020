// A comment about the passage that is selected in a section: the review's form takes it over.

/** Fills the review's form with what is selected in the field, and goes there. */
export function remarkOn(field, key) {
  const quote = document.getElementById("quote");
  const { selectionStart: from, selectionEnd: to, value } = field;
  quote.value = value.slice(from, to).trim();
  document.getElementById("about").value = key;
  const comment = document.getElementById("comment");
  comment.scrollIntoView({ block: "center" });
  comment.focus({ preventScroll: true });
}
