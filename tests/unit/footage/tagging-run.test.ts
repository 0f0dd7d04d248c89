// Working through what needs tagging: the count stays true and nothing is skipped while recordings leave the worklist.
import { describe, expect, it } from 'vitest';
import {
  nextToTag,
  previousInRun,
  runAfter,
  runPlace,
} from '../../../renderer/src/features/footage/about/tagging-run.ts';

describe('tagging run', () => {
  const run = runAfter(null, ['a', 'b', 'c', 'd'], 'a');

  it('counts on while recordings leave the worklist: second of four, not first of three', () => {
    const later = runAfter(run, ['b', 'c', 'd'], 'b');
    expect(runPlace(later, ['b', 'c', 'd'], 'b')).toBe('2 of 4 to tag');
  });

  it('goes to the next that still waits, and round past the end for those that were skipped', () => {
    expect(nextToTag(run, ['a', 'b', 'c', 'd'], 'a')).toBe('b');
    expect(nextToTag(run, ['a', 'd'], 'b')).toBe('d');
    expect(nextToTag(run, ['a', 'c'], 'd')).toBe('a');
    expect(nextToTag(run, ['d'], 'd')).toBeNull();
    expect(nextToTag(run, [], 'b')).toBeNull();
  });

  it('starts with the first of the worklist from a recording outside it', () => {
    expect(nextToTag(run, ['a', 'b'], 'elsewhere')).toBe('a');
    expect(runPlace(run, ['a', 'b'], 'elsewhere')).toBe('2 to tag');
  });

  it('adds recordings that arrive meanwhile at the end', () => {
    expect(runAfter(run, ['x', 'b', 'c'], 'b').ids).toEqual(['a', 'b', 'c', 'd', 'x']);
  });

  it('begins anew when the worklist shares nothing with the run', () => {
    expect(runAfter(run, ['p', 'q'], 'p').ids).toEqual(['p', 'q']);
  });

  it('goes back to one that is already tagged', () => {
    expect(previousInRun(run, 'b')).toBe('a');
    expect(previousInRun(run, 'a')).toBeNull();
  });

  it('says when everything is tagged', () => {
    expect(runPlace(run, [], 'd')).toBe('Everything is tagged');
  });
});
