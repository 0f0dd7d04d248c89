// Promise: a text names only facts that are known; what is not known stays marked, and a force's slip is named at start.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { defaultVictimRules, victimRules } from '#contract/victims/rules.ts';
import {
  fillTemplate,
  placeholders,
  tellsOfEvents,
  unfilled,
  unknownPlaceholders,
} from '#contract/victims/templates.ts';

it('puts in what is known and leaves the rest in its braces', () => {
  const text = fillTemplate('Dear {victim-name}, ring {officer-phone} or {officer-phone}. {event}', {
    'victim-name': 'Wendy Marsh',
    event: '  ',
  });
  expect(text).toBe('Dear Wendy Marsh, ring {officer-phone} or {officer-phone}. {event}');
  expect(unfilled(text)).toEqual(['officer-phone', 'event']);
});

it('does not read a fact as a template, nor its dollar signs', () => {
  expect(fillTemplate('{offence}', { offence: 'theft of {today} $& $1' })).toBe('theft of {today} $& $1');
});

it('with every fact leaves none of the default templates unfilled', () => {
  const facts = Object.fromEntries(Object.keys(placeholders).map((name) => [name, `the ${name}`]));
  for (const { text } of defaultVictimRules.templates) {
    expect(unfilled(fillTemplate(text, facts))).toEqual([]);
    expect(unknownPlaceholders(text)).toEqual([]);
  }
});

it('only what names the event tells of it: the day alone, or a wish to be rung, does not', () => {
  expect(tellsOfEvents('On {event-day}: {event}.')).toBe(true);
  expect(tellsOfEvents('Of {event-day}, ring {officer-phone}.')).toBe(false);
  const telling = defaultVictimRules.templates.filter(({ text }) => tellsOfEvents(text)).map(({ id }) => id);
  expect(telling).toEqual(['text-update', 'letter-update']);
});

it('changes nothing in a text without braces', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const plain = text.replaceAll(/[{}]/g, '');
      expect(fillTemplate(plain, { event: 'x' })).toBe(plain);
      expect(unfilled(plain)).toEqual([]);
    }),
  );
});

const problemsOf = (given: unknown): string[] => {
  const read = victimRules.safeParse(given);
  return read.success ? [] : read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
};
const arrest = { id: 'arrest', label: 'Arrest', duty: 'tell', workingDays: 5, enhancedWorkingDays: 1 };
const template = { id: 't', label: 'T', way: 'text', text: 'Dear {victim-nmae}' };

it('a force’s configuration says what is wrong with it, and where', () => {
  expect(problemsOf({ events: [arrest] })).toEqual([]);
  expect(problemsOf({ templates: [template] }).join()).toMatch(
    /templates\.0\.text: names \{victim-nmae\}, which nothing fills/,
  );
  expect(problemsOf({ events: [arrest, { ...arrest, label: 'Again' }] }).join()).toContain('events: has an id twice');
  expect(problemsOf({ events: [{ ...arrest, enhancedWorkingDays: 6 }] }).join()).toContain(
    'enhanced rights are never slower',
  );
  expect(problemsOf({ events: [{ ...arrest, workingDays: 0 }] })).toHaveLength(2);
  expect(problemsOf({ events: [] })).toHaveLength(1);
  expect(problemsOf({ extraBankHolidays: ['8 May'] }).join()).toContain('extraBankHolidays.0');
  expect(problemsOf({ event: [] }).join()).toMatch(/event/);
});
