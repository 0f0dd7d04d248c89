// What is printed is what was shown, and how it ended is on record: the real service over real encrypted records, with a shell in
// which a chooser stands open and a printer fails when the test says so.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { KerbdeskError } from '#contract/errors.ts';
import { createDocumentsService } from '../../../main/features/documents/index.ts';
import type { OpenDocument } from '../../../main/ports/shell.ts';
import type { VaultHostApi } from '../../../main/ports/vault-host.ts';
import { handOutFile } from '../../../main/storage/export/hand-out-file.ts';
import type { RecordsWorkerApi } from '../../../main/storage/records/records-worker-api.ts';
import { RecordsKit } from '../../support/records-kit.ts';
import { failureOf, noon, temporaryFolder } from '../../support/vault-kit.ts';

async function newDesk() {
  const folder = await temporaryFolder();
  const kit = new RecordsKit(folder);
  let api: RecordsWorkerApi | null = await kit.open({ create: true });
  const report = await api.createReport({ kind: 'crime', parentId: null, at: noon });
  const answers = {
    whileChoosing: () => Promise.resolve(),
    print: (): ReturnType<OpenDocument['print']> => Promise.resolve('printed'),
    path: join(folder, 'report.pdf'),
    printedText: '',
  };
  const service = createDocumentsService({
    vault() {
      if (api === null) throw new KerbdeskError('locked', 'The vault is locked.');
      return api as unknown as VaultHostApi;
    },
    officer: () => Promise.resolve(kit.officer),
    shell: {
      async chooseNewFile() {
        await answers.whileChoosing();
        return answers.path;
      },
      documents: {
        open(document) {
          answers.printedText = JSON.stringify(document);
          return Promise.resolve({
            pages: [{ rows: document.rows }],
            toPdf: () => Promise.resolve(new TextEncoder().encode('%PDF')),
            print: () => answers.print(),
            close: () => undefined,
          });
        },
        closeAll: () => undefined,
      },
    },
    handOutFile,
    clock: { now: () => noon, monotonic: () => 0 },
  });
  const audited = async (): Promise<string[]> => {
    const { entries } = (await api?.listAudit({ before: null, limit: 30, subjectId: report.id, at: noon })) ?? {
      entries: [],
    };
    return entries.filter(({ operation }) => operation === 'disclosure').map(({ what }) => what);
  };
  const write = (revision: number) =>
    api?.saveReport({
      id: report.id,
      revision,
      content: { ...report.content, values: { narrative: 'Another window wrote this.' } },
      at: noon,
    });
  const lock = async (): Promise<void> => {
    const closing = api;
    api = null;
    await closing?.closeRecords({ at: noon, because: 'test' });
    service.locked();
  };
  const unlock = async (): Promise<void> => {
    api = await kit.open();
    await service.unlocked(kit.officer.id);
  };
  const request = { reportId: report.id, revision: 0, purpose: 'File', disclosedTo: 'CPS' };
  return { ...service.handlers, answers, audited, write, lock, unlock, request, report };
}

test('a report that is changed while the file chooser is open is not written, and says which revision was seen', async () => {
  const desk = await newDesk();
  desk.answers.whileChoosing = async () => void (await desk.write(0));
  const refusal = await failureOf(desk.save(desk.request));
  expect(refusal.code).toBe('revision-conflict');
  expect(refusal.message).toContain('you saw revision 0, and it is 1 now');
  expect(existsSync(desk.answers.path)).toBe(false);
  expect(await desk.audited()).toEqual([]);
  desk.answers.whileChoosing = () => Promise.resolve();
  await desk.save({ ...desk.request, revision: 1 });
  expect(desk.answers.printedText).toContain('Another window wrote this.');
  expect((await desk.audited())[0]).toMatch(/^Saved report .*\(draft, revision 1\) as a PDF of 1 page for CPS/);
});

test('a report that another window changed after it was shown is not printed', async () => {
  const desk = await newDesk();
  await desk.write(0);
  expect((await failureOf(desk.print(desk.request))).message).toContain('it is 1 now');
  expect(await desk.audited()).toEqual([]);
});

test('paper that the printer did not take, and paper that was cancelled, are on record as such', async () => {
  const desk = await newDesk();
  desk.answers.print = () =>
    Promise.reject(new KerbdeskError('not-printed', 'The printer did not take it (no paper).'));
  await failureOf(desk.print(desk.request));
  expect((await desk.audited())[0]).toMatch(/^Printing report .* failed: The printer did not take it \(no paper\)\.$/);
  desk.answers.print = () => Promise.resolve('cancelled');
  expect(await desk.print(desk.request)).toEqual({ printed: false });
  expect((await desk.audited())[0]).toMatch(/ was cancelled in the print dialog: nothing was printed\.$/);
  desk.answers.print = () => Promise.resolve('printed');
  await desk.print(desk.request);
  expect((await desk.audited()).slice(0, 2)).toEqual([
    expect.stringMatching(/^Printed report/),
    expect.stringMatching(/^Began to print report/),
  ]);
});

test('a lock while paper is being printed is on record after the next unlock: nobody knows what came out', async () => {
  const desk = await newDesk();
  desk.answers.print = async () => {
    await desk.lock();
    throw new KerbdeskError('locked', 'Kerbdesk was locked meanwhile.');
  };
  await failureOf(desk.print(desk.request));
  await desk.unlock();
  expect((await desk.audited()).slice(0, 2)).toEqual([
    expect.stringMatching(
      /failed: Kerbdesk was locked before it ended\. What had reached the printer by then is not known/,
    ),
    expect.stringMatching(/^Began to print report/),
  ]);
  await desk.lock();
  await desk.unlock();
  expect(await desk.audited()).toHaveLength(2);
});

test('a chooser that outlives a lock writes nothing', async () => {
  const desk = await newDesk();
  desk.answers.whileChoosing = async () => {
    await desk.lock();
    await desk.unlock();
  };
  expect((await failureOf(desk.save(desk.request))).message).toContain('locked while the chooser was open');
  expect(existsSync(desk.answers.path)).toBe(false);
});
