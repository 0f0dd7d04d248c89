// A plain-words strength rule: length first, and the words that somebody who knows the officer would try. Pure.
export interface PassphraseAdvice {
  readonly tone: 'neutral' | 'ok' | 'warn';
  readonly text: string;
  /** Whether main will take it (main's own rule is the length). */
  readonly isLongEnough: boolean;
}

const letters = (count: number): string => `${count} ${count === 1 ? 'character' : 'characters'}`;

/** `personal`: name, rank, shoulder number. */
export function passphraseAdvice(
  passphrase: string,
  minimum: number,
  personal: readonly string[] = [],
): PassphraseAdvice {
  const missing = minimum - passphrase.length;
  if (passphrase === '') {
    return {
      tone: 'neutral',
      isLongEnough: false,
      text: `At least ${letters(minimum)}. Four unrelated words are easy to remember and hard to guess.`,
    };
  }
  if (missing > 0)
    return { tone: 'neutral', isLongEnough: false, text: `${letters(missing)} more. Another word would do.` };
  const lower = passphrase.toLocaleLowerCase('en-GB');
  const guessable = personal
    .flatMap((text) => text.toLocaleLowerCase('en-GB').split(/\s+/u))
    .find((word) => word.length >= 3 && lower.includes(word));
  if (guessable !== undefined) {
    return {
      tone: 'warn',
      isLongEnough: true,
      text: 'It holds your name or number, which is tried first. Better without.',
    };
  }
  if (new Set(lower).size < 6) {
    return { tone: 'warn', isLongEnough: true, text: 'Few different characters: easy to guess. Use unrelated words.' };
  }
  return { tone: 'ok', isLongEnough: true, text: 'Long enough.' };
}
