// Reads the small file with which some cameras say who they are. Hostile until proven otherwise: bounded, plain text only.
import { tidy } from '../layout/tidy.ts';

export interface IdentityFacts {
  /** All it says, names in small letters. */
  readonly fields: ReadonlyMap<string, string>;
  readonly name: string | null;
  readonly serial: string | null;
  readonly make: string | null;
}

/** More than any such file has; a longer one is not read at all. */
export const identityFileLimit = 4096;

const keys: Readonly<Record<'name' | 'serial' | 'make', readonly string[]>> = {
  name: ['name', 'cameraname', 'devicename', 'cameraid', 'camera'],
  serial: ['serial', 'serialnumber', 'serialno', 'sn', 'deviceid', 'deviceserial'],
  make: ['make', 'manufacturer', 'vendor', 'brand'],
};

/**
 * Takes a JSON object or lines of `key=value` or `key: value`.
 * @returns null where the text names neither a camera nor a serial number.
 */
export function readIdentityFile(text: string): IdentityFacts | null {
  const fields = readJson(text) ?? readLines(text);
  const find = (wanted: keyof typeof keys): string | null => {
    for (const key of keys[wanted]) {
      const value = tidy(fields.get(key) ?? '');
      if (value !== '') return value;
    }
    return null;
  };
  const facts = { name: find('name'), serial: find('serial'), make: find('make'), fields };
  return facts.name === null && facts.serial === null ? null : facts;
}

const plainKey = (key: string): string => key.toLowerCase().replaceAll(/[^a-z]/g, '');

function readJson(text: string): Map<string, string> | null {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return null;
  }
  if (typeof value !== 'object' || value === null) return null;
  const fields = new Map<string, string>();
  for (const [key, field] of Object.entries(value)) {
    if (typeof field === 'string' || typeof field === 'number') fields.set(plainKey(key), String(field));
  }
  return fields;
}

function readLines(text: string): Map<string, string> {
  const fields = new Map<string, string>();
  for (const line of text.split(/\r?\n/)) {
    const match = /^\s*(?<key>[A-Za-z][A-Za-z _-]{0,40}?)\s*[=:]\s*(?<value>.+)$/.exec(line);
    const key = plainKey(match?.groups?.['key'] ?? '');
    if (key !== '' && !fields.has(key)) fields.set(key, match?.groups?.['value'] ?? '');
  }
  return fields;
}
