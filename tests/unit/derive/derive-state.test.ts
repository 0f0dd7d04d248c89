// What an officer prepares, apart from the screen: what a draft begins with, and why it cannot be made yet.
import { describe, expect, it } from 'vitest';
import { mostBoxKeys, type BoxKey, type RecipeDraft } from '#contract/recipe.ts';
import { newDraft, whatIsMissing } from '../../../renderer/src/features/footage/derive/derive-state.ts';

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
    expect(whatIsMissing('redaction', draftOf([key(1)]), 33)).toBeNull();
  });

  it.each([
    [
      'more places than a recipe takes',
      Array.from({ length: mostBoxKeys + 1 }, (_, at) => key(at / 1000)),
      'two boxes',
    ],
    ['a place beyond the edge', [key(1, { x: -5.55e-17 })], '“Face” has a place'],
  ])('is said of a box with %s', (_, keys, words) => {
    expect(whatIsMissing('redaction', draftOf(keys), 33)).toContain(words);
  });

  it('is said of what cannot be kept besides boxes', () => {
    const many = Array.from({ length: 51 }, (_, at) => ({ ...draftOf([key(1)]).boxes[0], id: `box${at}` }));
    expect(whatIsMissing('redaction', { ...draftOf([]), boxes: many as RecipeDraft['boxes'] }, 33)).toContain(
      'more boxes',
    );
    expect(whatIsMissing('redaction', draftOf([key(1)], { startSeconds: -1 }), 33)).toContain('start or the end');
  });
});
