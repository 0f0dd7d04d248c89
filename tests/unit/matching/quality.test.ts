// How good the proposals are on made-up shifts of which the truth is known. `npm run bench -- matching` prints the figures.
import { expect, it } from 'vitest';
import { generateShift, qualityOf } from '../../support/generated-shift.ts';
import { createChance } from '../../support/random.ts';

const shifts = Array.from({ length: 60 }, (_, index) => generateShift(createChance(index + 1)));

it('a strong proposal is as good as never wrong, a likely one is right three times in four', () => {
  expect(qualityOf(shifts, 'strong').precision).toBeGreaterThan(0.97);
  const likely = qualityOf(shifts, 'likely');
  expect(likely.precision).toBeGreaterThan(0.72);
  expect(likely.recall).toBeGreaterThan(0.58);
});

it('weaker proposals find more and are wrong more often: that is why they are called so', () => {
  const [low, likely, strong] = [qualityOf(shifts, 'low'), qualityOf(shifts, 'likely'), qualityOf(shifts, 'strong')];
  expect(low.recall).toBeGreaterThan(likely.recall);
  expect(likely.recall).toBeGreaterThan(strong.recall);
  expect(likely.precision).toBeGreaterThan(low.precision);
});
