// Puts text on the clipboard. The page has no permission to use the clipboard by itself, and is to have none: a copy that a key
// press causes needs none, and that is this old command.
export function copyText(text: string): boolean {
  const holder = document.createElement('textarea');
  holder.value = text;
  holder.setAttribute('aria-hidden', 'true');
  holder.tabIndex = -1;
  holder.style.position = 'fixed';
  holder.style.opacity = '0';
  const focused = document.activeElement;
  // Within a dialog, so that the dialog does not take the focus back from it.
  (focused?.closest('[role=dialog]') ?? document.body).append(holder);
  holder.select();
  try {
    return document.execCommand('copy');
  } finally {
    holder.remove();
    if (focused instanceof HTMLElement) focused.focus({ preventScroll: true });
  }
}
