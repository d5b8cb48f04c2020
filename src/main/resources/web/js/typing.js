// Puts text into a field as if somebody typed it: so that it can be undone like everything else that is typed.

export function type(field, text, from = field.selectionStart, to = field.selectionEnd) {
  field.focus({ preventScroll: true });
  field.setSelectionRange(from, to);
  if (!text && from === to) return;
  if (document.execCommand(text ? "insertText" : "delete", false, text)) return;
  field.setRangeText(text, from, to, "end"); // where the browser does not take part, undoing ends here
  field.dispatchEvent(new Event("input", { bubbles: true }));
}
