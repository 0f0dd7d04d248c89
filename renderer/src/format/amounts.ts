// Sizes, rates and lengths of time, calm and short.
const units = ['bytes', 'kB', 'MB', 'GB', 'TB'] as const;

function scale(bytes: number): { readonly factor: number; readonly unit: string } {
  // 999,999 bytes are 1.0 MB, not 1000 kB: the unit goes up where rounding would reach a thousand.
  const power = units.findIndex((_, index) => index === units.length - 1 || bytes / 1000 ** index < 999.5);
  return { factor: 1000 ** power, unit: units[power] ?? 'bytes' };
}

const digits = (amount: number, unit: string): string => {
  if (unit === 'bytes') return String(Math.round(amount));
  return amount >= 100 || unit === 'kB' ? amount.toFixed(0) : amount.toFixed(1);
};

/** Decimal units, as on the side of a memory card: "6.2 GB", "148 MB", "12 kB", "1 byte". */
export function formatBytes(bytes: number): string {
  if (bytes === 1) return '1 byte';
  const { factor, unit } = scale(bytes);
  return `${digits(bytes / factor, unit)} ${unit}`;
}

/** Both in the unit of the whole and as exactly as it: ["6.2", "10.0 GB"], ["403", "555 MB"]. */
export function formatBytesOf(done: number, total: number): readonly [string, string] {
  const { factor, unit } = scale(total);
  const each = (bytes: number): string => (bytes / factor).toFixed(digits(total / factor, unit).includes('.') ? 1 : 0);
  return [each(done), `${each(total)} ${unit}`];
}

/** "38 MB/s" */
export function formatRate(bytesPerSecond: number): string {
  const { factor, unit } = scale(bytesPerSecond);
  return `${(bytesPerSecond / factor).toFixed(unit === 'GB' ? 1 : 0)} ${unit === 'bytes' ? 'B' : unit}/s`;
}

export const formatPercent = (done: number, total: number): string =>
  `${total <= 0 ? 0 : Math.min(100, Math.floor((done / total) * 100))} %`;

const two = (value: number): string => String(value).padStart(2, '0');

/** A place on a recording's timeline: "00:04:51"; with `fraction` "00:04:51.08" (hundredths). */
export function formatDuration(seconds: number, fraction = false): string {
  const hundredths = Math.max(0, Math.floor(seconds * 100 + 1e-6));
  const whole = Math.floor(hundredths / 100);
  const clock = `${two(Math.floor(whole / 3600))}:${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}`;
  return fraction ? `${clock}.${two(hundredths % 100)}` : clock;
}

/** How long a recording is, without leading zero hours: "18:20", "00:42", "1:00:31". */
export const formatLength = (seconds: number): string =>
  formatDuration(seconds)
    .replace(/^00:/, '')
    .replace(/^0(\d:\d\d:)/, '$1');

/** A span in one unit, two where it helps: "40 s", "4 min", "3 h", "1 h 20 min", "2 days". */
export function formatSpan(seconds: number): string {
  const s = Math.max(0, seconds);
  if (s < 60) return `${Math.max(1, Math.round(s))} s`;
  const minutes = Math.round(s / 60);
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 6 && minutes % 60 !== 0) return `${hours} h ${minutes % 60} min`;
  if (hours < 48) return `${Math.round(minutes / 60)} h`;
  return `${Math.round(minutes / 1440)} days`;
}

/** For a wait: never counts seconds down in front of the officer. "less than a minute", "about 2 min". */
export const formatTimeLeft = (seconds: number): string =>
  seconds < 45 ? 'less than a minute' : `about ${formatSpan(Math.max(60, Math.round(seconds / 60) * 60))}`;

/** "in 2 min", "3 h ago", "just now". */
export function formatRelative(moment: string | number | Date, now: number = Date.now()): string {
  const seconds = (new Date(moment).getTime() - now) / 1000;
  if (Math.abs(seconds) < 5) return 'just now';
  return seconds > 0 ? `in ${formatSpan(seconds)}` : `${formatSpan(-seconds)} ago`;
}

/** "1 recording", "3 recordings". */
export const formatCount = (count: number, one: string, several = `${one}s`): string =>
  `${count.toLocaleString('en-GB')} ${count === 1 ? one : several}`;
