// A number as an officer types it; null where it is none or out of bounds.
export function numberOf(typed: string, least: number, most: number, isWhole: boolean): number | null {
  const text = typed
    .trim()
    .replace(/\s*(?:m|°)$/i, '')
    .replace(',', '.')
    .replace('−', '-');
  if (!/^-?\d{1,5}(?:\.\d{1,4})?$/.test(text)) return null;
  const value = Number(text);
  return value < least || value > most || (isWhole && !Number.isInteger(value)) ? null : value;
}
