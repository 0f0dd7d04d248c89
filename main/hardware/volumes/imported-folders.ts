// Folders that an officer chose to import from: places like any other, as long as they are there and not put away.
import { readdir, realpath, stat } from 'node:fs/promises';

export class ImportedFolders {
  readonly #roots = new Set<string>();

  /**
   * @returns the folder as the system knows it, so that two spellings of one are one place
   * @throws the system's error where it is no folder that can be looked into
   */
  async resolve(folder: string): Promise<string> {
    const root = await realpath(folder);
    await readdir(root);
    return root;
  }

  add(root: string): void {
    this.#roots.add(root);
  }

  remove(root: string): void {
    this.#roots.delete(root);
  }

  /** Without those on a card that was taken out; they are back when it is. */
  async list(): Promise<readonly string[]> {
    const roots = [...this.#roots];
    const there = await Promise.all(roots.map(isFolder));
    return roots.filter((_, index) => there[index] === true);
  }
}

async function isFolder(place: string): Promise<boolean> {
  try {
    return (await stat(place)).isDirectory();
  } catch {
    return false;
  }
}
