// Ctrl+Shift+L (⌘⇧L) locks from the main process: it works even when the page hangs.
import type { Input, WebContents } from 'electron';

export function isLockShortcut(input: Pick<Input, 'type' | 'code' | 'control' | 'shift' | 'alt' | 'meta'>): boolean {
  const command = input.control !== input.meta;
  return input.type === 'keyDown' && input.code === 'KeyL' && input.shift && command && !input.alt;
}

export function watchLockShortcut(contents: WebContents, lock: () => void): void {
  contents.on('before-input-event', (event, input) => {
    if (!isLockShortcut(input)) return;
    event.preventDefault();
    if (!input.isAutoRepeat) lock();
  });
}
