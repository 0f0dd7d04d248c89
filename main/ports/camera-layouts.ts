// How a force tells Kerbdesk of cameras it does not know: part of IT's policy, checked before any of it is believed.
import { z } from 'zod';
import { whyNotSafe } from './safe-pattern.ts';

const knownGroups = ['year', 'month', 'day', 'hour', 'minute', 'second', 'serial', 'user', 'group', 'segment'] as const;
const dateGroups: readonly string[] = knownGroups.slice(0, 6);

/** Names of groups in the order written. */
const groupsOf = (pattern: string): string[] =>
  [...pattern.matchAll(/\(\?<(?<name>\w+)>/g)].map(({ groups }) => groups?.['name'] ?? '');

/** A regular expression that cannot keep the program busy, with no groups but those that are allowed. */
const pattern = (allowed: readonly string[]) =>
  z.string().superRefine((text, context) => {
    const unsafe = whyNotSafe(text);
    if (unsafe !== null) {
      context.addIssue({ code: 'custom', message: unsafe });
      return;
    }
    const groups = groupsOf(text);
    const unknown = groups.find((name) => !allowed.includes(name));
    if (unknown !== undefined) {
      context.addIssue({ code: 'custom', message: `has a group "${unknown}"; known are ${allowed.join(', ')}` });
    }
    const dates = groups.filter((name) => dateGroups.includes(name));
    if (dates.length > 0 && dates.length < dateGroups.length) {
      context.addIssue({ code: 'custom', message: 'must name all of year, month, day, hour, minute, second, or none' });
    }
  });

const namePattern = z.strictObject({ pattern: pattern(knownGroups), zone: z.enum(['utc', 'laptop']) });
const some = <Item extends z.ZodType>(item: Item) => z.array(item).max(50).default([]);
const folderName = z
  .string()
  .min(1)
  .max(100)
  .regex(/^[^/\\]+$/, 'must be the name of one folder');
const extension = z.string().regex(/^\.[A-Za-z0-9]{1,10}$/, 'must be a dot and letters or digits, like ".mp4"');

export const configuredLayout = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]{1,40}$/, 'must be small letters, digits and hyphens'),
  folders: some(folderName),
  extensions: some(extension),
  names: some(namePattern),
  recordingFolders: some(z.strictObject({ pattern: pattern(['serial', 'user']), names: some(namePattern) })),
  identityFiles: some(folderName),
  sideExtensions: some(extension),
  sideNames: some(z.strictObject({ pattern: pattern(['group', 'segment']) })),
  splits: z
    .strictObject({ bytes: some(z.number().int().positive()), seconds: some(z.number().int().positive()) })
    .default({ bytes: [], seconds: [] }),
  clockFields: some(z.string().regex(/^[A-Za-z _-]{1,40}$/)),
});
export type ConfiguredLayout = z.infer<typeof configuredLayout>;
