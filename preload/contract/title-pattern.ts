// Titles made from a pattern: "{time} {camera}, Forest Road" is filled in for each recording. Pure.
import type { RecordingSummary } from './footage.ts';

type Titled = Pick<RecordingSummary, 'startedAt' | 'cameraName' | 'fileName'>;

const london = { timeZone: 'Europe/London', hourCycle: 'h23' } as const;
const clock = new Intl.DateTimeFormat('en-GB', { ...london, hour: '2-digit', minute: '2-digit' });
const calendar = new Intl.DateTimeFormat('en-GB', { ...london, day: 'numeric', month: 'short', year: 'numeric' });

export const titlePlaceholders = ['{time}', '{date}', '{camera}', '{reference}', '{number}'] as const;

export interface TitleContext {
  readonly recording: Titled;
  readonly reference: string;
  /** Its place among those that are edited together, from 1. */
  readonly number: number;
}

/** What is not known is left out, with the comma or space that went before it; other braces stay as they were typed. */
export function filledTitle(pattern: string, { recording, reference, number }: TitleContext): string {
  const start = recording.startedAt === null ? null : new Date(recording.startedAt);
  const values: Readonly<Record<string, string>> = {
    time: start === null ? '' : clock.format(start),
    date: start === null ? '' : calendar.format(start),
    camera: recording.cameraName,
    reference,
    number: String(number),
  };
  return pattern
    .replaceAll(/(,?\s*)\{(\w+)\}/g, (whole, before: string, name: string) => {
      const value = values[name];
      if (value === undefined) return whole;
      return value === '' ? '' : `${before}${value}`;
    })
    .replaceAll(/\s+/g, ' ')
    .trim()
    .slice(0, 200);
}
