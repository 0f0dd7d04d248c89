// Electron's shell: what would be opened outside the program is reported to the launcher, and opened nowhere.
import { control } from './control.ts';

export const shell = {
  openExternal(url: string): Promise<void> {
    control.report({ kind: 'opened-externally', url });
    console.log(`Kerbdesk would open ${url} in the browser.`);
    return Promise.resolve();
  },
};
