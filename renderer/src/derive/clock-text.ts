// Times as an officer types them: "1:02.5", "00:01:02.480", "62.5". Pure.

/** Null for what is no time. */
export function parseClock(text: string): number | null {
  const match = /^\s*(?:(?:(\d{1,3}):)?(\d{1,3}):)?(\d{1,5}(?:[.,]\d{1,6})?)\s*$/.exec(text);
  if (match === null) return null;
  const [, hours = '0', minutes = '0', seconds = '0'] = match;
  const rest = Number(seconds.replace(',', '.'));
  if (match[2] !== undefined && rest >= 60) return null;
  if (match[1] !== undefined && Number(minutes) >= 60) return null;
  return Number(hours) * 3600 + Number(minutes) * 60 + rest;
}

/** "00:01:02.480", to the thousandth. */
export function clockText(seconds: number): string {
  const thousandths = Math.round(Math.max(0, seconds) * 1000);
  const two = (value: number): string => String(value).padStart(2, '0');
  const [hours, minutes] = [Math.floor(thousandths / 3_600_000), Math.floor(thousandths / 60_000) % 60];
  const rest = (thousandths % 60_000) / 1000;
  return `${two(hours)}:${two(minutes)}:${rest.toFixed(3).padStart(6, '0')}`;
}
