// Times, lengths and sizes as an export writes them: read in court, so with their zone and in full.
import type { Instant } from '#contract/ids.ts';

const londonTime = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  timeZoneName: 'short',
});

/** "22 Nov 2026, 14:03:22 GMT". */
export const courtTime = (at: Instant): string => londonTime.format(new Date(at));

const two = (value: number): string => String(value).padStart(2, '0');

/** "00:04:51". */
export function runningTime(seconds: number): string {
  const whole = Math.floor(seconds);
  return [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60].map(two).join(':');
}

/** "12,582,912 bytes": the exact number is what a hash is about. */
export const byteCount = (bytes: number): string => `${bytes.toLocaleString('en-GB')} bytes`;

/** "72 s behind", "3 s ahead". */
export function clockWords(offsetSeconds: number): string {
  if (Math.abs(offsetSeconds) < 1) return 'right to within a second';
  return `${Math.abs(Math.round(offsetSeconds))} s ${offsetSeconds < 0 ? 'behind' : 'ahead'}`;
}
