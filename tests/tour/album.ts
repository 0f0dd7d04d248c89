// The pictures of a tour: each screen once in light and once in dark, numbered, with a line that says what it shows.
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { atRest } from '../support/accessibility.ts';

interface Picture {
  readonly file: string;
  readonly sentence: string;
}

const themes = ['light', 'dark'] as const;

export class Album {
  readonly #folder: string;
  readonly #begun = performance.now();
  readonly #pictures: (readonly [light: Picture, dark: Picture])[] = [];

  private constructor(folder: string) {
    this.#folder = folder;
  }

  /** Pictures of an earlier tour are removed, so that none is mistaken for one of this. */
  static async open(folder: string): Promise<Album> {
    await mkdir(folder, { recursive: true });
    for (const name of await readdir(folder)) {
      if (/^\d{2,3}-.*-(light|dark)\.png$|^index\.md$|^where-it-stopped\./.test(name)) await rm(join(folder, name));
    }
    return new Album(folder);
  }

  get count(): number {
    return this.#pictures.length * themes.length;
  }

  /** Takes the screen as it is now; `prepare` runs before each of the two. */
  async take(page: Page, name: string, sentence: string, prepare?: () => Promise<void>): Promise<void> {
    const number = String(this.#pictures.length + 1).padStart(2, '0');
    const taken: Picture[] = [];
    for (const theme of themes) {
      await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
      await prepare?.();
      await settled(page);
      const file = `${number}-${name}-${theme}.png`;
      await page.screenshot({ path: join(this.#folder, file), caret: 'initial' });
      taken.push({ file, sentence });
      process.stdout.write(`${((performance.now() - this.#begun) / 1000).toFixed(1).padStart(6)} s  ${file}\n`);
    }
    await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
    const [light, dark] = taken;
    if (light && dark) this.#pictures.push([light, dark]);
    await this.#writeIndex();
  }

  async #writeIndex(): Promise<void> {
    const lines = this.#pictures.map(
      ([light, dark], index) => `${index + 1}. ${light.sentence} ([light](${light.file}), [dark](${dark.file}))`,
    );
    await writeFile(join(this.#folder, 'index.md'), `# A tour of Kerbdesk\n\n${lines.join('\n')}\n`);
  }
}

/** Pictures are there and what moves has come to rest. */
async function settled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const pictures = [...document.images].filter((image) => image.checkVisibility());
    await Promise.allSettled(pictures.map((image) => image.decode()));
  });
  await atRest(page);
}
