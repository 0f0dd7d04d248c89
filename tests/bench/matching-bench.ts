// How good the proposals are, on made-up shifts of which the truth is known (docs/adr/0012-matching.md).
import { generateShift, qualityOf } from '../support/generated-shift.ts';
import { createChance } from '../support/random.ts';
import { figure, type Figure } from './report.ts';

const share = (value: number): string => value.toFixed(2);

export function benchMatching(shifts: number): Figure[] {
  const made = Array.from({ length: shifts }, (_, index) => generateShift(createChance(index + 1)));
  return (['strong', 'likely', 'low'] as const).map((least) => {
    const { precision, recall } = qualityOf(made, least);
    return figure(
      `proposals at least ${least}, ${shifts} shifts of 40`,
      `precision ${share(precision)}, recall ${share(recall)}`,
      least === 'strong' ? { target: 'precision at least 0.97', met: precision >= 0.97 } : {},
    );
  });
}
