// Whether the officer works in a public place: then the page is blanked, but for the program's own words, until it is ended.
// It outlasts a lock, which loads the page anew; the flag is all that is kept, and it goes with the program.
import { useSyncExternalStore } from 'react';
import { hushAll } from '../app/hush.ts';
import { blankAll, createReader, mayBeNames, type KnownWords, type Vocabulary } from './own-words.ts';
import { maskPage, type PageMask } from './page-mask.ts';
import { watchPeek, type Peek } from './peek.ts';
import './public-place.css';

const flag = 'public-place';

let running: { readonly mask: PageMask; readonly peek: Peek } | null = null;
let vocabulary: Promise<Vocabulary | null> | null = null;
/** Null before anybody is at the desk: the lock screen says nothing of the vault. */
let known: KnownWords | 'asked' | null = null;
const subscribers = new Set<() => void>();

/** What the force adds to the forms is said by the program, not by anybody in a report. */
async function forcePhrases(): Promise<readonly string[]> {
  const [{ takeOverForms }, { phrasesOf }] = await Promise.all([
    import('../app/forms-in-force.ts'),
    import('#contract/force-forms/phrases.ts'),
  ]);
  const configuration = await takeOverForms();
  return configuration === null ? [] : phrasesOf(configuration);
}

/** Null where they cannot be loaded. */
const ownWords = (): Promise<Vocabulary | null> =>
  (vocabulary ??= Promise.all([import('virtual:own-words'), forcePhrases()]).then(
    ([{ default: words }, added]) => ({ ...words, phrases: [...words.phrases, ...added] }),
    () => null,
  ));

/** What the vault is asked about: which of these somebody in it is called. */
export async function wordsThatMayBeNames(): Promise<string[]> {
  const words = await ownWords();
  return words === null ? [] : mayBeNames(words);
}

/** `asked`: until the vault has answered all is blank. */
export function setKnownWords(words: KnownWords | 'asked' | null): void {
  known = words;
  if (running !== null) void showOwnWords(running.mask);
}

export const isPublicPlace = (): boolean => running !== null;

export function beginPublicPlace(): void {
  if (running !== null) return;
  sessionStorage.setItem(flag, 'on');
  document.documentElement.dataset['publicPlace'] = 'on';
  const mask = maskPage(document.body, blankAll);
  running = { mask, peek: watchPeek((elements) => mask.show(elements)) };
  // What can be heard is as telling as what can be seen.
  hushAll();
  for (const media of document.querySelectorAll<HTMLMediaElement>('video, audio')) media.pause();
  void showOwnWords(running.mask);
  for (const notify of subscribers) notify();
}

async function showOwnWords(mask: PageMask): Promise<void> {
  // Without its own words the program shows none at all: blank, and safe.
  if (known === 'asked') mask.setReader(blankAll);
  const [words, knownNow] = [await ownWords(), known];
  if (running?.mask !== mask || knownNow === 'asked') return;
  mask.setReader(words === null ? blankAll : createReader(words, knownNow ?? undefined));
}

export function endPublicPlace(): void {
  if (running === null) return;
  sessionStorage.removeItem(flag);
  delete document.documentElement.dataset['publicPlace'];
  running.peek.stop();
  running.mask.stop();
  running = null;
  for (const notify of subscribers) notify();
}

/** The key: it begins, and while it is held afterwards it shows what the officer points at. It never ends by this key. */
export function pressPublicPlace(): void {
  if (running === null) beginPublicPlace();
  else running.peek.begin();
}

/** Before the first screen is drawn: a page that was loaded anew goes on blank. */
export function resumePublicPlace(): void {
  if (sessionStorage.getItem(flag) === 'on') beginPublicPlace();
}

function subscribe(notify: () => void): () => void {
  subscribers.add(notify);
  return () => subscribers.delete(notify);
}

export const usePublicPlace = (): boolean => useSyncExternalStore(subscribe, isPublicPlace);
