// Titles from a pattern: filled for each recording, and honest about what is not known.
import { expect, it } from 'vitest';
import { filledTitle } from '#contract/title-pattern.ts';

const recording = { startedAt: '2026-07-22T14:03:22.000Z', cameraName: 'CAM 7', fileName: 'A.MP4' };
const fill = (pattern: string, more: Partial<typeof recording> | { startedAt: null } = {}): string =>
  filledTitle(pattern, { recording: { ...recording, ...more }, reference: 'CAD 4127', number: 3 });

it('a pattern is filled in with London time, camera, reference and number', () => {
  expect(fill('Stop {number}, {reference}, {date} {time} ({camera})')).toBe(
    'Stop 3, CAD 4127, 22 Jul 2026 15:03 (CAM 7)',
  );
});

it('what is not known leaves no gap, and other braces stay', () => {
  expect(fill('Stop, {time}, {camera} {x}', { startedAt: null })).toBe('Stop, CAM 7 {x}');
});

it('never makes a title longer than a title may be', () => {
  expect(fill('{reference} '.repeat(60)).length).toBeLessThanOrEqual(200);
});
