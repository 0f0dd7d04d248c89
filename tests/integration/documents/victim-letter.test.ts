// A letter to a victim leaves the vault only as it was seen, never past what makes contact unsafe, and on record as a disclosure:
// the real service over real encrypted records, with a shell that lays everything out on one page.
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { LetterRequest } from '#contract/documents.ts';
import type { ErrorCode } from '#contract/errors.ts';
import type { FieldValues } from '#contract/reports.ts';
import { defaultVictimRules } from '#contract/victims/rules.ts';
import { createDocumentsService } from '../../../main/features/documents/index.ts';
import { bankHolidays } from '../../../main/features/victims/bank-holidays.ts';
import type { VaultHostApi } from '../../../main/ports/vault-host.ts';
import { handOutFile } from '../../../main/storage/export/hand-out-file.ts';
import { RecordsKit } from '../../support/records-kit.ts';
import { codeOf, noon, temporaryFolder } from '../../support/vault-kit.ts';

const personId = randomUUID();
const note = 'Do not ring after 17:00; partner answers';

async function newDesk(more: FieldValues = {}) {
  const folder = await temporaryFolder();
  const kit = new RecordsKit(folder);
  const api = await kit.open({ create: true });
  const report = await api.createReport({ kind: 'crime', parentId: null, at: noon });
  let revision = 0;
  const victimIs = async (values: FieldValues): Promise<void> => {
    const names = { role: 'victim', 'given-names': 'Wendy', 'family-name': 'Marsh', 'safe-contact': note };
    const person = { id: personId, values: { ...names, ...values } };
    const content = { ...report.content, values: { 'crime-number': '01/4127/26' }, people: [person] };
    ({ revision } = await api.saveReport({ id: report.id, revision, content, at: noon }));
  };
  await victimIs(more);
  const letterhead = { force: 'Northshire Police', lines: ['1 Station Road', 'N1 1AA'] };
  const rules = { ...defaultVictimRules, letterhead };
  await api.applyVictimRules({ rules, calendar: await bankHolidays([]), at: noon });
  await api.setSettings({ values: { officerPhone: '020 7946 0018', station: 'Hoe Street' }, at: noon });
  const { handlers } = createDocumentsService({
    vault: () => api as unknown as VaultHostApi,
    officer: () => Promise.resolve(kit.officer),
    shell: {
      chooseNewFile: () => Promise.resolve(join(folder, 'letter.pdf')),
      documents: {
        open: (document) =>
          Promise.resolve({
            pages: [{ rows: document.rows }],
            toPdf: () => Promise.resolve(new TextEncoder().encode('%PDF')),
            print: () => Promise.resolve('printed' as const),
            close: () => undefined,
          }),
        closeAll: () => undefined,
      },
    },
    handOutFile,
    clock: { now: () => noon, monotonic: () => 0 },
  });
  const letter: LetterRequest = {
    reportId: report.id,
    personId,
    text: 'Dear Wendy Marsh,\n\nHe was arrested.',
    address: '12 Grove Road\nE17 3AA',
    safeContactRead: note,
    despiteUnsafe: '',
  };
  const disclosures = async () =>
    (await api.listAudit({ before: null, limit: 30, subjectId: report.id, at: noon })).entries.filter(
      ({ operation }) => operation === 'disclosure',
    );
  return { ...handlers, api, letter, victimIs, disclosures };
}

const texts = ({ pages }: { pages: { rows: { kind: string; cells: { text: string }[] }[] }[] }) =>
  pages.flatMap(({ rows }) => rows.map(({ kind, cells }) => [kind, cells.map(({ text }) => text).join()]));

test('it says who writes, to whom, when, and what the officer wrote', async () => {
  const desk = await newDesk();
  const preview = await desk.previewLetter(desk.letter);
  expect(texts(preview)).toEqual([
    ['sender', 'Northshire Police\n1 Station Road\nN1 1AA\nHoe Street\nPC Ada Okafor 4417NE\nTelephone 020 7946 0018'],
    ['addressee', 'Wendy Marsh\n12 Grove Road\nE17 3AA'],
    ['prose', '22 Nov 2026'],
    ['prose', desk.letter.text],
  ]);
  expect(preview.frame).toMatchObject({ name: 'Letter', reference: '01/4127/26', status: 'Northshire Police' });
  const dated = await desk.previewLetter({ ...desk.letter, text: '22 Nov 2026\n\nDear Wendy,', address: '' });
  expect(texts(dated).map(([kind]) => kind)).toEqual(['sender', 'addressee', 'prose']);
  expect(await desk.disclosures()).toEqual([]);
});

test('on paper or in a file it is a disclosure: of what, to whom, at which address, and the SHA-256 of the file', async () => {
  const desk = await newDesk();
  const { sha256: previewSha256 } = await desk.previewLetter(desk.letter);
  await desk.printLetter({ ...desk.letter, previewSha256 });
  const saved = await desk.saveLetter({ ...desk.letter, previewSha256 });
  const [file, printed, begun] = await desk.disclosures();
  expect(begun?.what).toMatch(
    /^Began to print letter about report NE-4417-\d{4}, 1 page, for Wendy Marsh, 12 Grove Road, E17 3AA\.$/,
  );
  expect(printed?.what).toMatch(/^Printed letter about report/);
  expect(file?.what).toContain(`SHA-256 of the file: ${saved?.sha256 ?? 'none'}.`);
});

test('where letters are marked as not safe it goes by post only with a reason, and that is on record', async () => {
  const desk = await newDesk({ 'unsafe-ways': ['letter', 'phone'] });
  const refusalOf = async (letter: LetterRequest): Promise<ErrorCode> => {
    const { sha256: previewSha256 } = await desk.previewLetter(letter);
    return codeOf(desk.printLetter({ ...letter, previewSha256 }));
  };
  expect(await refusalOf(desk.letter)).toBe('not-ready');
  expect(await desk.disclosures()).toEqual([]);
  const { sha256: previewSha256 } = await desk.previewLetter(desk.letter);
  await desk.printLetter({ ...desk.letter, previewSha256, despiteUnsafe: 'She asked for it at her mother’s' });
  expect((await desk.disclosures())[0]?.reason).toBe('Marked as not safe, and sent: She asked for it at her mother’s');
  const byHand = { ...desk.letter, address: '' };
  const hand = await desk.previewLetter(byHand);
  expect(await desk.printLetter({ ...byHand, previewSha256: hand.sha256 })).toEqual({ printed: true });
});

test('what changed since it was seen stops it: a safe-contact note, the report, or the officer’s number', async () => {
  const desk = await newDesk();
  const seen = await desk.previewLetter(desk.letter);
  const print = () => desk.printLetter({ ...desk.letter, previewSha256: seen.sha256 });
  await desk.api.setSettings({ values: { officerPhone: '020 7946 0019' }, at: noon });
  expect(await codeOf(print())).toBe('revision-conflict');
  await desk.api.setSettings({ values: { officerPhone: '020 7946 0018' }, at: noon });
  await desk.victimIs({ 'safe-contact': 'Never write to Grove Road' });
  expect(await codeOf(print())).toBe('revision-conflict');
  expect(await desk.disclosures()).toEqual([]);
  await desk.victimIs({});
  expect(await print()).toEqual({ printed: true });
});

test('a letter with a fact missing is neither shown nor printed', async () => {
  const desk = await newDesk();
  expect(await codeOf(desk.previewLetter({ ...desk.letter, text: 'On {event-day}' }))).toBe('invalid-input');
});
