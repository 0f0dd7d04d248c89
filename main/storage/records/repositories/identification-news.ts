// What an identification adds to the audit trail: each fact once, when it is first known, in words for whoever reviews the use of the
// power. No print, and nothing that a database said of anybody but whether it found somebody.
import type { AuditOperation } from '#contract/audit.ts';
import { databaseNames } from '#contract/biometric-search.ts';
import type { IdentificationFacts } from '#contract/identify/audit-facts.ts';
import { purgeWords } from '#contract/identify/findings.ts';
import { positionNames, whyNotTakenWords } from '#contract/identify/fingers.ts';

export interface News {
  readonly operation: AuditOperation;
  readonly what: string;
}

type Facts = IdentificationFacts;
type Database = Facts['databases'][number];

const listed = (words: readonly string[]): string => new Intl.ListFormat('en-GB').format(words);

function powerWords({ power, suspectedOffence, groundOfDoubt, consentFrom, place }: Facts): string {
  const where = `At ${place}.`;
  if (power === 'consent') return `Prints by consent of ${consentWords[consentFrom ?? ''] ?? 'the person'}. ${where}`;
  const name = groundOfDoubt?.kind === 'doubted' ? 'the name is doubted' : 'the name cannot be readily ascertained';
  return `Prints under PACE 1984 s61(6A): “${suspectedOffence ?? ''}” is suspected, and ${name}: “${groundOfDoubt?.words ?? ''}”. ${where}`;
}
const consentWords: Readonly<Record<string, string>> = {
  person: 'the person',
  'person-and-parent': 'the person and a parent or guardian',
  parent: 'a parent or guardian',
};

const ways = { spoken: 'spoken', interpreter: 'through an interpreter', written: 'in writing' } as const;
const noticeWords = ({ reason, way }: NonNullable<Facts['notice']>): string =>
  `Told ${ways[way]}: the reason, “${reason}”, the authority, and that the prints may be the subject of a speculative search.`;

const fingerWords = ({ position, isTaken, whyNot }: Facts['fingers'][number]): string => {
  const name = positionNames[position].toLowerCase();
  return isTaken || whyNot === null ? name : `${name} not taken (${whyNotTakenWords[whyNot].toLowerCase()})`;
};

const sentWords = ({ databases, fingers, transactionNumber }: Facts): string =>
  `Sent to ${listed(databases.map(({ database }) => databaseNames[database]))}, transaction ${transactionNumber ?? ''}: ${listed(fingers.map(fingerWords))}.`;

const statusWords: Readonly<Record<NonNullable<Database['status']>, string>> = {
  hit: 'hit',
  possible: 'possible match',
  'no-hit': 'no match',
  error: 'could not be searched',
  timeout: 'did not answer in time',
  'not-answered': 'did not answer',
};
function answerWords({ database, status, elapsedMilliseconds, candidates }: Database): string {
  const found = candidates === 0 ? '' : `, ${candidates === 1 ? 'one candidate' : `${candidates} candidates`}`;
  const after = elapsedMilliseconds === null ? '' : ` after ${(elapsedMilliseconds / 1000).toFixed(1)} s`;
  return `${databaseNames[database]}: ${status === null ? '' : statusWords[status]}${found}${after}.`;
}

const contactWords = ({ spokeTo, instruction }: NonNullable<Facts['commandAndControl']>): string =>
  `Command & Control contacted, spoke to “${spokeTo}”: “${instruction}”.`;

const outcomes = {
  identified: 'Identified',
  'no-match': 'No match in any database that was asked',
  'not-established': 'Identity not established',
} as const;
function endWords({ outcome, disposal, stopped, person }: Facts): string {
  const how = outcome === null ? `Given up: ${(stopped ?? 'cancelled').replaceAll('-', ' ')}` : outcomes[outcome];
  const then = disposal === null ? '' : ` Then: ${disposal.replaceAll('-', ' ')}.`;
  if (person === null) return `${how}.${then}`;
  const { age, gender, selfDefinedEthnicity, officerDefinedEthnicity } = person;
  const years = `${age.years} years (${age.how})`;
  return `${how}.${then} Person: ${years}, ${gender.replaceAll('-', ' ')}, ethnicity by themselves ${selfDefinedEthnicity}, by the officer ${officerDefinedEthnicity}.`;
}

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

const answered = ({ databases }: Facts): readonly Database[] => databases.filter(({ status }) => status !== null);

/** In the order in which it happened. `before`: null for none. */
export function newsOf(before: Facts | null, now: Facts): readonly News[] {
  const news: News[] = [];
  const tell = (operation: AuditOperation, what: string): void => void news.push({ operation, what });
  const isNew = <Value>(value: Value | null, old: Value | null | undefined): value is Value =>
    value !== null && !isSame(value, old ?? null);
  if (now.power !== null && (before === null || !isSame(powerWords(before), powerWords(now))))
    tell('collection', powerWords(now));
  if (isNew(now.notice, before?.notice)) tell('collection', noticeWords(now.notice));
  if (now.fingers.length > 0 && (before?.fingers.length ?? 0) === 0)
    tell('collection', `The reader takes: ${listed(now.fingers.map(fingerWords))}.`);
  if (isNew(now.transactionNumber, before?.transactionNumber)) tell('disclosure', sentWords(now));
  const known = before === null ? [] : answered(before);
  for (const database of answered(now))
    if (!known.some((one) => one.database === database.database)) tell('consultation', answerWords(database));
  if (isNew(now.purge, before?.purge)) tell('erasure', purgeWords(now.purge));
  if (isNew(now.commandAndControl, before?.commandAndControl)) tell('collection', contactWords(now.commandAndControl));
  if (isNew(now.endedAt, before?.endedAt)) tell('collection', endWords(now));
  return news;
}

/** Whether something that is on record would be taken back or told otherwise. */
export function isTakenBack(before: Facts, now: Facts): boolean {
  if (before.id !== now.id || before.startedAt !== now.startedAt || before.officerId !== now.officerId) return true;
  const stays = (value: unknown, next: unknown): boolean => value === null || isSame(value, next);
  // Until a finger was asked for, another power may be recorded, and is told anew.
  const isFixed = before.fingers.length > 0;
  const grounds = ({ power, suspectedOffence, groundOfDoubt, consentFrom, notice }: Facts): unknown => [
    power,
    suspectedOffence,
    groundOfDoubt,
    consentFrom,
    notice,
  ];
  if (isFixed && (now.fingers.length === 0 || !isSame(grounds(before), grounds(now)))) return true;
  const answers = answered(before).every((one) => now.databases.some((next) => isSame(one, next)));
  return (
    !answers ||
    !stays(before.transactionNumber, now.transactionNumber) ||
    !stays(before.purge, now.purge) ||
    !stays(before.commandAndControl, now.commandAndControl)
  );
}
