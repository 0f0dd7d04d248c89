// The windows that an officer sees, apart from hidden ones: only these are told events, wiped, brought to the front and asked in.
import type { BrowserWindow } from 'electron';

const desks = new Set<BrowserWindow>();

export function addDeskWindow(window: BrowserWindow): void {
  desks.add(window);
  window.once('closed', () => desks.delete(window));
}

export const deskWindows = (): readonly BrowserWindow[] => [...desks].filter((window) => !window.isDestroyed());
