// Electron's nativeTheme: light, dark, or as the system has it (which a test may simulate).
import { EventEmitter } from 'node:events';
import { control } from './control.ts';

type Source = 'system' | 'light' | 'dark';

class NativeTheme extends EventEmitter {
  #source: Source = 'system';
  #systemIsDark: boolean | null = null;

  constructor() {
    super();
    this.setMaxListeners(0);
    control.onSimulation('system-theme', ({ dark }) => {
      this.#systemIsDark = dark;
      this.emit('updated');
    });
  }

  get themeSource(): Source {
    return this.#source;
  }
  set themeSource(source: Source) {
    if (source === this.#source) return;
    this.#source = source;
    this.emit('updated');
  }
  get shouldUseDarkColors(): boolean {
    return this.#source === 'system' ? this.#systemIsDark === true : this.#source === 'dark';
  }
  /** What the pages are told; empty leaves them what Chromium finds out about the system. */
  get emulatedScheme(): 'light' | 'dark' | '' {
    if (this.#source === 'system' && this.#systemIsDark === null) return '';
    return this.shouldUseDarkColors ? 'dark' : 'light';
  }
}

export const nativeTheme = new NativeTheme();
