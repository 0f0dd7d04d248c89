// Patterns of IT's policy run on names that cameras chose: one that could keep the program busy is refused, with a reason.
import { performance } from 'node:perf_hooks';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { knownLayouts } from '../../../main/hardware/drivers/layout/known-layouts.ts';
import { longestPatternName } from '../../../main/hardware/drivers/layout/layout.ts';
import { whyNotSafe } from '../../../main/ports/safe-pattern.ts';

describe('a pattern', () => {
  it.each([
    ['(a+)+$', /repeats a group/],
    ['(?:a|aa)*$', /repeats a group/],
    ['^(?:(?:x{1,3})y)+', /repeats a group/],
    ['(?<group>(\\d*)_)+', /repeats a group/],
    ['(?:[a-z]+\\.?){2,}', /repeats a group/],
    ['.*.*.*.*x', /too many ways/],
    ['a{0,100}[ab]*[bc]*d+', /too many ways/],
    ['a{0,9}a{0,9}a{0,9}a{0,9}a{0,9}x', /too many ways/],
    ['\\d+\\d+x', /too many ways/],
    ['(a)\\1', /refers back/],
    ['(?<x>a)\\k<x>', /refers back/],
    ['(?=a)b', /looks ahead/],
    ['(?<!a)b', /looks ahead or behind/],
    ['(', /no regular expression/],
    ['a'.repeat(301), /longer than 300/],
  ])('%s is refused', (pattern, why) => {
    expect(whyNotSafe(pattern)).toMatch(why);
  });

  it.each([
    '^BWV_(?<user>[^_]+)_(?<serial>[A-Z0-9]{4,12})_(?<year>\\d{4})(?<month>\\d\\d)(?<day>\\d\\d)\\.MP4$',
    '^(?:front|rear)-(?<group>\\d+)-(?<segment>\\d+)\\.(?:mp4|mov)$',
    '[()*+]{2}\\(\\)x?',
  ])('%s is taken', (pattern) => {
    expect(whyNotSafe(pattern)).toBeNull();
  });

  it('that Kerbdesk has itself would be taken from IT too', () => {
    const all = knownLayouts.flatMap(({ names, recordingFolders, sideNames }) => [
      ...names,
      ...sideNames,
      ...recordingFolders,
      ...recordingFolders.flatMap((folder) => folder.names),
    ]);
    expect(all.map(({ pattern }) => whyNotSafe(pattern.source))).toEqual(all.map(() => null));
  });

  it('that is taken ends quickly on whatever name', () => {
    const atom = fc.constantFrom('a', '.', '\\d', '[a-z]', 'b?', '_');
    const counted = fc
      .tuple(atom, fc.constantFrom('', '*', '+', '?', '{2}', '{0,9}', '{1,200}'))
      .map((pair) => pair.join(''));
    const piece = fc.oneof(
      counted,
      fc
        .tuple(fc.array(counted, { maxLength: 3 }), fc.constantFrom('', '*', '+', '?'))
        .map(([parts, more]) => `(?:${parts.join('')})${more}`),
      fc.array(counted, { minLength: 1, maxLength: 3 }).map((parts) => `(?:${parts.join('|')})+`),
    );
    const pattern = fc.array(piece, { minLength: 1, maxLength: 6 }).map((pieces) => `${pieces.join('')}x$`);
    fc.assert(
      fc.property(pattern, (text) => {
        fc.pre(whyNotSafe(text) === null);
        const expression = new RegExp(text, 'iu');
        const begun = performance.now();
        for (const name of ['a', 'ab_', 'a1'])
          expression.exec(name.repeat(longestPatternName).slice(0, longestPatternName));
        // A thousand times what it takes: only an explosion is as slow as this.
        expect(performance.now() - begun).toBeLessThan(2000);
      }),
    );
  });
});
