// What a victim must be told of and in how many working days, as configuration: the Victims' Code is under revision.
import { z } from 'zod';
import { localDay } from './deadlines.ts';
import { placeholders, unknownPlaceholders } from './templates.ts';

const slug = z.string().regex(/^[a-z0-9-]{1,40}$/, 'must be small letters, digits and hyphens');
const workingDays = z.number().int().min(1).max(60);

export const eventKind = z
  .strictObject({
    id: slug,
    /** As the officer chooses it and as it stands in lists, for example "Arrest". */
    label: z.string().trim().min(1).max(80),
    /** Most are told to the victim; some are to be done for them, such as a referral to support. */
    duty: z.enum(['tell', 'refer']),
    workingDays,
    /** Of a victim with enhanced rights. */
    enhancedWorkingDays: workingDays,
  })
  .refine((kind) => kind.enhancedWorkingDays <= kind.workingDays, {
    path: ['enhancedWorkingDays'],
    message: 'must not be more than workingDays: enhanced rights are never slower',
  });
export type EventKind = z.infer<typeof eventKind>;

export const messageTemplate = z.strictObject({
  id: slug,
  label: z.string().trim().min(1).max(80),
  way: z.enum(['text', 'letter']),
  text: z
    .string()
    .trim()
    .min(1)
    .max(5000)
    .superRefine((text, context) => {
      for (const name of unknownPlaceholders(text)) {
        const known = Object.keys(placeholders).join(', ');
        context.addIssue({ code: 'custom', message: `names {${name}}, which nothing fills; known are ${known}` });
      }
    }),
});
export type MessageTemplate = z.infer<typeof messageTemplate>;

/** Who writes, at the head of letters to victims. */
export const letterhead = z.strictObject({
  /** For example "Northshire Police"; empty: the officer's own station alone. */
  force: z.string().trim().max(120).default(''),
  /** Address and whatever else stands below it, a line each. */
  lines: z.array(z.string().trim().min(1).max(120)).max(8).default([]),
});
export type Letterhead = z.infer<typeof letterhead>;

const isUnique = (values: readonly string[]): boolean => new Set(values).size === values.length;
const unique = <Item extends { readonly id: string; readonly label: string }>(schema: z.ZodArray<z.ZodType<Item>>) =>
  schema
    .refine((all) => isUnique(all.map(({ id }) => id)), 'has an id twice')
    .refine((all) => isUnique(all.map(({ label }) => label)), 'has a label twice');

const tell = (id: string, label: string): EventKind => ({
  id,
  label,
  duty: 'tell',
  workingDays: 5,
  enhancedWorkingDays: 1,
});

const defaultEvents: EventKind[] = [
  tell('arrest', 'Arrest'),
  tell('interview', 'Interview under caution'),
  tell('released', 'Release without charge'),
  tell('bail', 'Bail'),
  tell('bail-change', 'Change of bail'),
  tell('charge', 'Charge'),
  tell('no-investigation', 'Decision not to investigate'),
  { id: 'support', label: 'Referral to support', duty: 'refer', workingDays: 2, enhancedWorkingDays: 2 },
];

const closing = 'If you have a question, ring me on {officer-phone} and give the reference {crime-number}.';
const defaultTemplates: MessageTemplate[] = [
  {
    id: 'text-call-me',
    label: 'Text: please ring me',
    way: 'text',
    // Nothing of the matter: a text may be read by whoever has the phone in hand.
    text: 'Hello, this is {officer-name}. Please ring me on {officer-phone} when it suits you. There is no need to answer this text.',
  },
  {
    id: 'text-update',
    label: 'Text: what has happened',
    way: 'text',
    text: 'Dear {victim-name}, an update on your report {crime-number}: {event}, {event-day}. Questions? Ring me on {officer-phone}. {officer-rank} {officer-name} {officer-number}',
  },
  {
    id: 'letter-update',
    label: 'Letter: what has happened',
    way: 'letter',
    text: [
      '{today}',
      'Dear {victim-name},',
      'Your report: {offence}, reference {crime-number}',
      'I am writing to tell you what has happened in the investigation of your report. On {event-day}: {event}.',
      'The Code of Practice for Victims of Crime says what you can expect from us. You can ask me at any time how the investigation stands, and you can change how and when we contact you.',
      closing,
      'Yours sincerely,',
      '{officer-rank} {officer-name} {officer-number}\n{station}',
    ].join('\n\n'),
  },
  {
    id: 'letter-not-reached',
    label: 'Letter: I could not reach you',
    way: 'letter',
    text: [
      '{today}',
      'Dear {victim-name},',
      'I have tried to reach you about your report, reference {crime-number}, and would like to tell you how it stands.',
      closing,
      'Yours sincerely,',
      '{officer-rank} {officer-name} {officer-number}\n{station}',
    ].join('\n\n'),
  },
];

/** What a force's configuration leaves out is as Kerbdesk brings it. */
export const victimRules = z.strictObject({
  events: unique(z.array(eventKind).min(1).max(40)).default(defaultEvents),
  templates: unique(z.array(messageTemplate).max(40)).default(defaultTemplates),
  letterhead: letterhead.default({ force: '', lines: [] }),
  /** Bank holidays proclaimed after this version of Kerbdesk was made. */
  extraBankHolidays: z.array(localDay).max(50).default([]),
});
export type VictimRules = z.infer<typeof victimRules>;

export const defaultVictimRules: VictimRules = victimRules.parse({});
