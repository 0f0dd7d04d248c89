// Types into a box for the officer, where the cursor stands: the browser's own undo takes it back, and whoever listens to typing hears it.

const boxOf = (elementId: string): HTMLTextAreaElement | null => {
  const element = document.getElementById(elementId);
  return element instanceof HTMLTextAreaElement ? element : null;
};

/** How many more characters the box takes, line breaks around them included. */
export function roomFor(elementId: string): number {
  const box = boxOf(elementId);
  if (box === null) return 0;
  return box.maxLength < 0 ? Number.POSITIVE_INFINITY : box.maxLength - box.value.length - 2;
}

/** A dialog that closes gives the focus back a moment later. */
const settled = (): Promise<void> =>
  new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve())));

/** @param textBetween what is typed, given what stands before and behind the cursor. */
export async function typeAtCursor(
  elementId: string,
  textBetween: (before: string, after: string) => string,
): Promise<void> {
  await settled();
  const box = boxOf(elementId);
  if (box === null) throw new Error('the box to type in is not on the screen');
  const { selectionStart, selectionEnd, value } = box;
  const typed = textBetween(value.slice(0, selectionStart), value.slice(selectionEnd));
  box.focus();
  box.setSelectionRange(selectionStart, selectionEnd);
  // The one way to type that the browser can undo.
  if (document.execCommand('insertText', false, typed)) return;
  box.setRangeText(typed, selectionStart, selectionEnd, 'end');
  box.dispatchEvent(new Event('input', { bubbles: true }));
}
