// Words that are meant by a misspelt one: those that sound like it (double metaphone), and those a slip of a finger away.
import { doubleMetaphone } from 'double-metaphone';
import { distance } from 'fastest-levenshtein';
import type { RecordsDatabase } from '../sqlite.ts';
import { values } from '../statements.ts';

/** Shorter ones are like half of all words. */
const shortestWord = 3;
const mostSpellings = 24;

export interface Sounds {
  readonly sound: string;
  readonly otherSound: string;
}

export function soundsOf(word: string): Sounds {
  const [sound, otherSound] = doubleMetaphone(word);
  return { sound, otherSound };
}

function isSwapped(a: string, b: string): boolean {
  if (a.length !== b.length) return false;
  let at = 0;
  while (at < a.length && a[at] === b[at]) at += 1;
  return at + 1 < a.length && a[at] === b[at + 1] && a[at + 1] === b[at] && a.slice(at + 2) === b.slice(at + 2);
}

/** A letter too many, too few, another, or two that changed places; two such slips in a long word. */
export function isSlip(typed: string, meant: string): boolean {
  if (Math.abs(typed.length - meant.length) > 2 || typed.length < shortestWord + 1) return false;
  return isSwapped(typed, meant) || distance(typed, meant) <= (typed.length >= 8 ? 2 : 1);
}

/**
 * Digits have no sound; and two words of one sound that share hardly a letter are not one misspelt: Leigh is offered for Lee, but
 * `strictly`, where two people are held to be one, Jayne is not John.
 */
export function soundsAlike(typed: string, meant: string, { strictly = false } = {}): boolean {
  if (!canBeMisspelt(typed) || !canBeMisspelt(meant)) return false;
  const a = soundsOf(typed);
  const b = soundsOf(meant);
  if (a.sound === '' || ![b.sound, b.otherSound].some((sound) => sound === a.sound || sound === a.otherSound))
    return false;
  return sharesLetters(typed, meant, strictly ? Math.floor : Math.ceil);
}

const sharesLetters = (typed: string, meant: string, rounded: (half: number) => number): boolean =>
  distance(typed, meant) <= rounded(Math.max(typed.length, meant.length) / 2);

/** Numbers are not: one house is not the next. */
export const canBeMisspelt = (word: string): boolean => word.length >= shortestWord && !/\d/.test(word);

/** Words that names in the vault have, the likeliest first; itself is among them where it is one. */
export function spellingsOf(db: RecordsDatabase, kind: string, typed: string): string[] {
  if (!canBeMisspelt(typed)) return [typed];
  const { sound, otherSound } = soundsOf(typed);
  const sounding = values<[object], string>(
    db,
    `SELECT word FROM known_words WHERE kind = @kind AND sound IN (@sound, @otherSound)
     UNION SELECT word FROM known_words WHERE kind = @kind AND other_sound IN (@sound, @otherSound) LIMIT 400`,
  )
    .all({ kind, sound, otherSound })
    .filter((word) => sharesLetters(typed, word, Math.ceil));
  const first = typed.slice(0, 1);
  const slips = values<[object], string>(
    db,
    `SELECT word FROM known_words WHERE kind = @kind AND word >= @first AND word < @after
       AND length(word) BETWEEN @shortest AND @longest`,
  )
    .all({
      kind,
      first,
      after: `${first}\u{10FFFF}`,
      shortest: typed.length - 2,
      longest: typed.length + 2,
    })
    .filter((word) => isSlip(typed, word));
  const spellings = [...new Set([...sounding, ...slips])].filter((word) => word !== typed);
  spellings.sort((a, b) => distance(typed, a) - distance(typed, b) || a.localeCompare(b, 'en'));
  return [typed, ...spellings.slice(0, mostSpellings)];
}
