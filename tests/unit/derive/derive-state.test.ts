// What an officer prepares, apart from the screen: what a draft begins with, and why it cannot be made yet.
import { describe, expect, it } from 'vitest';
import { playlistOf } from '#contract/playlist.ts';
import { mostBoxKeys, type BoxKey, type RecipeDraft } from '#contract/recipe.ts';
import { filesOf, stretchesOf } from '../../../renderer/src/derive/recording-files.ts';
import { newDraft, whatIsMissing } from '../../../renderer/src/features/footage/derive/derive-state.ts';
import { fileId, segmentOf } from '../footage/segment-of.ts';

const segments = [1, 2, 3].map((n) => segmentOf(fileId(n), null, { index: n }));
const lengths = new Map(segments.map(({ id }, at) => [id as string, 10 + at]));
const known = { duration: 33, parts: playlistOf({ segments }, lengths) };

const key = (atSeconds: number, more: Partial<BoxKey> = {}): BoxKey => ({
  atSeconds,
  x: 0.1,
  y: 0.1,
  width: 0.2,
  height: 0.2,
  by: 'tracker',
  ...more,
});
const draftOf = (keys: BoxKey[], more: Partial<RecipeDraft> = {}): RecipeDraft => ({
  startSeconds: 0,
  endSeconds: 10,
  cut: 'exact',
  boxes: [{ id: 'box1', label: 'Face', effect: 'black', startSeconds: 0, endSeconds: 10, keys }],
  mutes: [],
  reason: '',
  ...more,
});

describe('a new draft', () => {
  it('of a redaction is cut exactly, of a clip at the key picture', () => {
    const at = { seconds: 3, duration: 33, range: null };
    expect(newDraft('redaction', at).cut).toBe('exact');
    expect(newDraft('clip', at).cut).toBe('key-frame');
  });
});

describe('what is missing', () => {
  it('is nothing where all can be kept', () => {
    expect(whatIsMissing('redaction', draftOf([key(1)]), known)).toBeNull();
  });

  it('is the length of a file, as long as others lie behind it', () => {
    const untold = { duration: 23, parts: playlistOf({ segments }, new Map([...lengths].slice(1))) };
    expect(whatIsMissing('redaction', draftOf([key(1)]), untold)).toContain(`how long ${fileId(1)}.MP4 is`);
    const lastUntold = { duration: 21, parts: playlistOf({ segments }, new Map([...lengths].slice(0, 2))) };
    expect(whatIsMissing('redaction', draftOf([key(1)]), lastUntold)).toBeNull();
  });

  it.each([
    [
      'more places than a recipe takes',
      Array.from({ length: mostBoxKeys + 1 }, (_, at) => key(at / 1000)),
      'two boxes',
    ],
    ['a place beyond the edge', [key(1, { x: -5.55e-17 })], '“Face” has a place'],
  ])('is said of a box with %s', (_, keys, words) => {
    expect(whatIsMissing('redaction', draftOf(keys), known)).toContain(words);
  });

  it('is said of what cannot be kept besides boxes', () => {
    const many = Array.from({ length: 51 }, (_, at) => ({ ...draftOf([key(1)]).boxes[0], id: `box${at}` }));
    expect(whatIsMissing('redaction', { ...draftOf([]), boxes: many as RecipeDraft['boxes'] }, known)).toContain(
      'more boxes',
    );
    expect(whatIsMissing('redaction', draftOf([key(1)], { startSeconds: -1 }), known)).toContain('start or the end');
  });
});

describe('the files of a recording', () => {
  it('lie where the player plays them, also where only the player knows how long they are', () => {
    expect(filesOf(known.parts).map(({ offset, seconds }) => [offset, seconds])).toEqual([
      [0, 10],
      [10, 11],
      [21, 12],
    ]);
  });

  it('give the stretch of their own that was asked for, however its borders come out of a sum', () => {
    const file = (at: number) => stretchesOf(filesOf(known.parts), at, 20);
    expect(file(10 - 1e-9).map(({ file: { offset } }) => offset)).toEqual([10]);
    expect(stretchesOf(filesOf(known.parts), 0, 10 + 1e-9)).toHaveLength(1);
    const [first] = stretchesOf(filesOf(known.parts), 2 - 1e-9, 3 + 1e-9);
    expect(first?.from).toBeGreaterThan(2);
    expect(first?.until).toBeLessThan(3);
  });
});
