// Promise: the log says of each text whether it was given, as it stands after everything that was taken back.
import { expect, it } from 'vitest';
import { contactEntry, type ContactEntry, type Victim } from '#contract/victims.ts';
import { isNotGiven } from '../../../renderer/src/features/victims/victim-words.ts';

const entry = (id: string, more: object): ContactEntry =>
  contactEntry.parse({
    id: `00000000-0000-4000-8000-00000000000${id}`,
    what: 'drafted',
    at: '2026-11-27T10:00:00.000Z',
    recordedAt: '2026-11-27T10:00:00.000Z',
    way: 'text',
    byWhom: 'PC Okafor',
    said: 'Please ring me.',
    whyNot: null,
    dutyIds: [],
    takenBackBy: null,
    ...more,
  });
const victim = (...contacts: ContactEntry[]) => ({ duties: [], contacts }) as unknown as Victim;

it('a text that tells of nothing is given once a contact has its words, and no longer when that is taken back', () => {
  const drafted = entry('1', {});
  const given = entry('2', { what: 'contact' });
  const takenBack = { ...given, takenBackBy: entry('3', {}).id };
  expect(isNotGiven(drafted, victim(drafted))).toBe(true);
  expect(isNotGiven(drafted, victim(given, drafted))).toBe(false);
  expect(isNotGiven(drafted, victim(takenBack, drafted))).toBe(true);
  expect(isNotGiven({ ...drafted, takenBackBy: given.id }, victim(drafted))).toBe(false);
});
