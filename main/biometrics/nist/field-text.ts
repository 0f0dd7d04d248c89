// Text for the fields of new records: printable ASCII, so that no value can end a field or begin another, and no character set must be told.

/**
 * @param what for the error: "The origin"
 * @throws RangeError for nothing, for too much, and for characters that are not printable ASCII
 */
export function plainText(value: string, what: string, most: number): string {
  if (value.length === 0 || value.length > most) throw new RangeError(`${what} must have 1 to ${most} characters`);
  if (!/^[ -~]*$/.test(value)) throw new RangeError(`${what} has characters that are not plain ASCII`);
  return value;
}

/** Items that a reader can tell apart: none holds the separator. */
export function itemLine(items: readonly string[], separator: string): string {
  const torn = items.find((item) => item === '' || item.includes(separator));
  if (torn !== undefined) throw new RangeError(`"${torn}" cannot stand in a list`);
  return items.join(separator);
}

/** YYYYMMDD in a time zone, as 1.005 and 14.005 want it: the day where it happened. */
export function localDay(at: Date, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en-GB', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  const [day = '', month = '', year = ''] = parts.format(at).split('/');
  return `${year}${month}${day}`;
}

/** YYYYMMDDHHMMSSZ, as 1.014 wants it. */
export const greenwichTime = (at: Date): string => `${at.toISOString().slice(0, 19).replaceAll(/[-:T]/g, '')}Z`;
