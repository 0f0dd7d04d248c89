// How words, plates and telephone numbers are made comparable: what looks, reads or dials the same becomes the same. Pure.

/** Letters that no decomposition turns into plain ones. */
const plainLetters: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
};

const longestWord = 40;

const plain = (text: string): string =>
  text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[ßæœøłđðþı]/gu, (letter) => plainLetters[letter] ?? letter);

/** "Ó Súilleabháin, O’Brien-Smith" as o, suilleabhain, obrien, smith. */
export const foldWords = (text: string): string[] =>
  plain(text)
    .replaceAll(/(?<=\p{L})['’‘`](?=\p{L})/gu, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
    .map((word) => word.slice(0, longestWord));

/** Without spaces and signs: "NE-4417-0093" as ne44170093. */
export const squash = (text: string): string => foldWords(text).join('').slice(0, longestWord);

const lookAlikes: Readonly<Record<string, string>> = { o: '0', i: '1', s: '5', b: '8', z: '2' };

/** What a plate looks like from across a road: O and 0, I and 1, S and 5, B and 8, Z and 2 are one. */
export const plateKey = (text: string): string =>
  squash(text).replaceAll(/[oisbz]/gu, (letter) => lookAlikes[letter] ?? letter);

/** A postcode and a house with a letter have digits too, and are no number to dial. */
export const readsAsPhone = (text: string): boolean => !/\p{L}/u.test(text);

/** Digits as dialled in the United Kingdom: "+44 (0)7700 900123" as 07700900123. */
export const phoneKey = (text: string): string =>
  text
    .replaceAll(/\(0\)/g, '')
    .replaceAll(/\D/g, '')
    .replace(/^(?:0044|44(?=\d{9,10}$))/, '0')
    .slice(0, longestWord);
