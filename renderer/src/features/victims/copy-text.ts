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
  // Within the open dialog, which would not hear Escape any more if the focus left it.
  const dialog = [...document.querySelectorAll<HTMLElement>('[role=dialog]')].at(-1);
  (dialog ?? document.body).append(holder);
  holder.select();
  try {
    return document.execCommand('copy');
  } finally {
    holder.remove();
    const back = focused instanceof HTMLElement && focused !== document.body ? focused : dialog;
    back?.focus({ preventScroll: true });
  }
}
