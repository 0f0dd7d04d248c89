// Lets the program finish what it must before it ends: however it is asked to quit, the work is done once, within bounds.
import { app, type BrowserWindow } from 'electron';
import type { Logger } from '../ports/logger.ts';
import { toError } from '../ports/to-error.ts';

/** An officer closing the lid waits no longer than this. */
const graceMilliseconds = 5_000;

export interface QuitInOrder {
  /** Runs before the end, while the windows are still there. */
  before(work: () => Promise<void>): void;
  /** Closing the window is quitting; its page lives until the work is done. */
  watch(window: BrowserWindow): void;
}

export function quitInOrder(logger: Logger): QuitInOrder {
  const works: (() => Promise<void>)[] = [];
  let state: 'running' | 'finishing' | 'finished' = 'running';

  async function finish(): Promise<void> {
    const all = Promise.allSettled(works.map((work) => work()));
    const late = new Promise<'late'>((resolve) => setTimeout(() => resolve('late'), graceMilliseconds).unref());
    const outcome = await Promise.race([all, late]);
    if (outcome === 'late') logger.warn('work before the end took too long', { graceMilliseconds });
    else {
      for (const result of outcome) {
        if (result.status === 'rejected') logger.error('work before the end failed', { error: toError(result.reason) });
      }
    }
    state = 'finished';
    app.quit();
  }

  app.on('before-quit', (event) => {
    if (state === 'finished') return;
    event.preventDefault();
    if (state === 'finishing') return;
    state = 'finishing';
    void finish();
  });
  // The hidden pages of a self-test come and go without ending it.
  let hadWindow = false;
  app.on('window-all-closed', () => {
    if (hadWindow) app.quit();
  });

  return {
    before: (work) => void works.push(work),
    watch: (window) => {
      hadWindow = true;
      window.on('close', (event) => {
        if (state === 'finished') return;
        event.preventDefault();
        app.quit();
      });
    },
  };
}
