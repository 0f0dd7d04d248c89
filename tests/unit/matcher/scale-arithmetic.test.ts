import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { project } from '../../support/program.ts';
import {
  coresFor,
  falsePositiveRate,
  memoryFor,
  neededFalseMatchRate,
  waits,
  waitsLongerThan,
} from './scale-arithmetic.ts';

const persons = 8_500_000;
const paper = readFileSync(`${project}/docs/identification-at-scale.md`, 'utf8');
const told = (row: string, value: string): void => {
  const line = paper.split('\n').find((one) => one.startsWith(`| ${row} |`));
  expect(line, `the row “${row}”`).toBeDefined();
  expect(line).toContain(`| ${value} |`);
};

describe('the arithmetic of the paper on identification at scale', () => {
  it('finds somebody wrong in nearly every search where one comparison in a thousand is wrong', () => {
    expect(falsePositiveRate(1e-3, 1)).toBeCloseTo(1e-3, 12);
    expect(falsePositiveRate(1e-3, 1000)).toBeCloseTo(0.6323, 4);
    expect(falsePositiveRate(1e-3, persons)).toBe(1);
    expect(falsePositiveRate(neededFalseMatchRate(1e-3, persons), persons)).toBeCloseTo(1e-3, 12);
  });

  it('knows the waiting of textbooks: one server waits as often as it is busy', () => {
    expect(waits({ arrivals: 0.7, service: 1, servers: 1 })).toBeCloseTo(0.7, 12);
    expect(waits({ arrivals: 1, service: 1, servers: 2 })).toBeCloseTo(1 / 3, 12);
    expect(waits({ arrivals: 2, service: 1, servers: 2 })).toBe(1);
    expect(waitsLongerThan({ arrivals: 0.5, service: 1, servers: 1 }, 2)).toBeCloseTo(0.5 * Math.exp(-1), 12);
  });

  it('tells in the paper what it works out', () => {
    told('1 in 1,000', '8,500');
    told('1 in 1,000,000', '8.5');
    told('1 in 8,500,000,000', '0.0010');
    expect(persons * 1e-6).toBe(8.5);
    expect(falsePositiveRate(1 / 8.5e9, persons).toFixed(4)).toBe('0.0010');
    for (const [fingers, bytes] of [
      [2, 696],
      [10, 696],
      [2, 15_174],
      [10, 15_174],
    ] as const)
      told(
        `${fingers} fingers, ${bytes.toLocaleString('en-GB')} B each`,
        `${Math.round(memoryFor(persons, fingers, bytes))} GB`,
      );
    for (const perSecond of [5000, 8036, 40_000, 200_000])
      told(`${perSecond.toLocaleString('en-GB')} a second`, coresFor(persons, 2, perSecond, 5).toLocaleString('en-GB'));
    for (const servers of [10, 12, 15, 20]) {
      const queue = { arrivals: 10 / 6, service: 5, servers };
      told(
        `${servers}`,
        `${(100 * waits(queue)).toFixed(1)} % | ${(100 * waitsLongerThan(queue, 30)).toPrecision(1)} %`,
      );
    }
  });
});
