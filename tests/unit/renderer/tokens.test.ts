// Promise: every text and control of the kit can be read in both themes, by WCAG 2.2 AA.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = readFileSync(new URL('../../../renderer/src/ui/tokens.css', import.meta.url), 'utf8');

type Theme = 'light' | 'dark';

function colour(token: string, theme: Theme): string {
  const declared = new RegExp(`--${token}:\\s*([^;]+);`).exec(css)?.[1]?.trim() ?? '';
  const both = /^light-dark\((#[0-9a-f]{6}),\s*(#[0-9a-f]{6})\)$/.exec(declared);
  const value = both === null ? declared : both[theme === 'light' ? 1 : 2];
  if (value === undefined || !/^#[0-9a-f]{6}$/.test(value))
    throw new Error(`--${token} is not a plain colour: ${declared}`);
  return value;
}

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

const grounds = ['background', 'surface', 'raised', 'sunken', 'hover'];
const softs = ['accent-soft', 'ok-soft', 'warn-soft', 'bad-soft'];
const onEvery = (ink: string, on: readonly string[]): (readonly [string, string])[] =>
  on.map((ground) => [ink, ground]);

const textPairs = [
  ...onEvery('ink-1', [...grounds, ...softs]),
  ...onEvery('ink-2', [...grounds, ...softs]),
  ...onEvery('ink-3', [...grounds, 'accent-soft']),
  ...onEvery('accent', [...grounds, 'accent-soft']),
  ...onEvery('ok', [...grounds, 'ok-soft']),
  ...onEvery('warn', [...grounds, 'warn-soft']),
  ...onEvery('bad', [...grounds, 'bad-soft']),
  ['on-accent', 'accent'],
  ['on-accent', 'accent-strong'],
  ['on-bad', 'bad'],
  ['on-bad', 'bad-strong'],
  ['rail-ink', 'rail'],
  ['rail-ink-active', 'rail-active'],
  ['on-rail-accent', 'rail-accent'],
  ['on-rail-warn', 'rail-warn'],
] as const;

const boundaryPairs = [
  ...onEvery('line-control', [...grounds, 'accent-soft']),
  ...onEvery('focus-ring', [...grounds, ...softs]),
  ['accent', 'sunken'],
] as const;

describe.each(['light', 'dark'] as const)('in the %s theme', (theme) => {
  it.each(textPairs)('text %s is readable on %s', (ink, ground) => {
    expect(contrast(colour(ink, theme), colour(ground, theme))).toBeGreaterThanOrEqual(4.5);
  });

  it.each(boundaryPairs)('edge %s is visible on %s', (edge, ground) => {
    expect(contrast(colour(edge, theme), colour(ground, theme))).toBeGreaterThanOrEqual(3);
  });
});

it('measures contrast as WCAG does', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.478, 2);
});
