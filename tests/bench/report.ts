// How benchmark figures are summed up: medians, never single runs, and a ratio against a plain baseline of the same run.
export interface Figure {
  readonly name: string;
  readonly value: string;
  /** What it was held against in the same run, and the ratio of the two. */
  readonly baseline: string | null;
  readonly ratio: number | null;
  /** The design's target, and whether this run met it; null where none is set. */
  readonly target: string | null;
  readonly met: boolean | null;
}

export const figure = (name: string, value: string, rest: Partial<Figure> = {}): Figure => ({
  name,
  value,
  baseline: null,
  ratio: null,
  target: null,
  met: null,
  ...rest,
});

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle];
  const lower = sorted[middle - 1];
  if (upper === undefined) throw new RangeError('a median of nothing');
  return sorted.length % 2 === 1 || lower === undefined ? upper : (lower + upper) / 2;
}

/** The value below which `share` (0 to 1) of the values lie. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const value = sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)];
  if (value === undefined) throw new RangeError('a percentile of nothing');
  return value;
}

export const milliseconds = (value: number): string => `${value < 10 ? value.toFixed(1) : Math.round(value)} ms`;
export const megabytesPerSecond = (bytes: number, ms: number): number => bytes / 1e6 / (ms / 1000);
export const rate = (value: number): string => `${Math.round(value)} MB/s`;

export function toMarkdown(figures: readonly Figure[], about: readonly string[]): string {
  const rows = figures.map(({ name, value, baseline, ratio, target, met }) => {
    const verdict = met === null ? '' : met ? 'met' : '**missed**';
    return `| ${name} | ${value} | ${baseline ?? ''} | ${ratio === null ? '' : ratio.toFixed(2)} | ${target ?? ''} | ${verdict} |`;
  });
  return [
    ...about,
    '',
    '| what | median | baseline in the same run | ratio | target | |',
    '|---|---|---|---|---|---|',
    ...rows,
    '',
  ].join('\n');
}
