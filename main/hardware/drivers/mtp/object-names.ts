// Names that an MTP camera gives its objects, made into parts of a path: any sequence of UTF-16 units may come.

/** What would end a name, lead elsewhere, or show something else than there is. */
const dangerous = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}/\\]/gu;

/** As a percent sign and its number: two names never become one by losing something. */
export function spellName(name: string): string {
  const spelled = name.replaceAll(
    dangerous,
    (character) => `%${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(2, '0')}`,
  );
  return /^\.{1,2}$/.test(spelled) ? spelled.replaceAll('.', '%2E') : spelled;
}

/** Gives each path once: cameras may hold two objects of one name in one folder. */
export class UniquePaths {
  readonly #given = new Map<string, number>();

  give(path: string): string {
    const times = (this.#given.get(path) ?? 0) + 1;
    this.#given.set(path, times);
    return times === 1 ? path : this.give(`${path}~${times}`);
  }
}
