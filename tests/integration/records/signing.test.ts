// Statements in the real encrypted records: each signature kept as it is made, sealed under one hash, never changed, and found when
// somebody with the key changes one byte.
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe as promises, expect, test } from 'vitest';
import { sealedText } from '#contract/statement/sealed-statement.ts';
import type { Report } from '#contract/reports.ts';
import type { SealSummary } from '#contract/signing.ts';
import type { RecordsWorkerApi } from '../../../main/storage/records/records-worker-api.ts';
import type { RecordsDatabase } from '../../../main/storage/records/sqlite.ts';
import { newRecords, takeInRecording, type RecordsKit } from '../../support/records-kit.ts';
import {
  beginSigning,
  contentOf,
  newStatement,
  pagesFor,
  reportNow,
  scribble,
  signAll,
  signed,
  young,
} from '../../support/signing-kit.ts';
import { codeOf, failureOf, later, noon, temporaryFolder } from '../../support/vault-kit.ts';

interface Sealed {
  readonly kit: RecordsKit;
  readonly api: RecordsWorkerApi;
  readonly report: Report;
  readonly seal: SealSummary;
}

async function sealedVault(pages = 2): Promise<Sealed> {
  const { kit, api } = await newRecords();
  const { report, signing } = await beginSigning(api, kit.officer, { pages });
  await signAll(api, signing);
  const seal = await api.sealStatement({ id: signing.id, paper: null, at: later(noon, 60) });
  return { kit, api, report, seal };
}

const newest = async (api: RecordsWorkerApi, report: Report): Promise<string[]> =>
  (await api.listAudit({ before: null, limit: 50, subjectId: report.id, at: noon })).entries.map(({ what }) => what);

promises('signing', () => {
  test('each signature is in the vault as soon as it is made: another start of the program has it, stroke by stroke', async () => {
    const { kit, api } = await newRecords();
    const { report, signing } = await beginSigning(api, kit.officer);
    await api.signPlace({ id: signing.id, place: 'declaration:witness', signature: signed(), at: noon });
    await api.signPlace({ id: signing.id, place: 'page-1:witness', signature: signed(900), at: later(noon, 5) });
    await api.closeRecords({ at: noon, because: 'officer' });
    const again = await kit.open();
    const { open } = await again.signingState({ reportId: report.id });
    expect(open?.signatures).toEqual([
      { place: 'declaration:witness', at: noon, signature: signed() },
      { place: 'page-1:witness', at: later(noon, 5), signature: signed(900) },
    ]);
    expect(open?.fixed.places.map(({ id }) => id)).toEqual([
      'declaration:witness',
      'page-1:witness',
      'page-2:witness',
      'end:witness',
      'end:reader',
      'end:interpreter',
      'end:adult',
      'page-1:officer',
      'page-2:officer',
      'end:officer',
    ]);
  });

  test('what is missing for a statement that can be signed is said, and nothing is begun', async () => {
    const { kit, api } = await newRecords();
    const { interpreter: _left, 'read-by': _out, ...lacking } = young;
    const report = await newStatement(api, lacking);
    const begun = api.beginSigning({
      reportId: report.id,
      revision: report.revision,
      way: 'screen',
      pages: pagesFor(report, kit.officer, 1),
      at: noon,
    });
    expect((await failureOf(begun)).message).toContain('who read it to the witness, the name of the interpreter');
    expect((await api.signingState({ reportId: report.id })).open).toBeNull();
  });

  test('pages that are not the statement are refused: a word other, a row left out, another number of pages said', async () => {
    const { kit, api } = await newRecords();
    const report = await newStatement(api);
    const begin = (pages: ReturnType<typeof pagesFor>) =>
      api.beginSigning({ reportId: report.id, revision: report.revision, way: 'screen', pages, at: noon });
    const right = pagesFor(report, kit.officer, 2);
    const other = structuredClone(right);
    for (const { rows } of other)
      for (const { cells } of rows) for (const one of cells) one.text = one.text.replace('saw', 'say');
    await expect(begin(other)).rejects.toThrow('not the statement');
    await expect(begin([{ rows: right[0]?.rows.slice(1) ?? [] }, ...right.slice(1)])).rejects.toThrow(
      'not the statement',
    );
    await expect(begin(pagesFor(report, kit.officer, 1).concat({ rows: [] }))).rejects.toThrow('not the statement');
    expect((await begin(right)).fixed.pages).toHaveLength(2);
  });

  test('while it is signed nobody writes in it, and stopping makes the signatures void without forgetting them', async () => {
    const { kit, api } = await newRecords();
    const { report, signing } = await beginSigning(api, kit.officer);
    await api.signPlace({ id: signing.id, place: 'page-1:witness', signature: signed(), at: noon });
    const change = () =>
      reportNow(api, report.id).then(({ revision }) =>
        api.saveReport({ id: report.id, revision, content: contentOf({ ...young, narrative: 'Other.' }), at: noon }),
      );
    expect((await failureOf(change())).message).toContain('is being signed');
    expect(await codeOf(api.finishReport({ id: report.id, revision: report.revision, at: noon }))).toBe(
      'already-finished',
    );
    await api.withdrawSigning({ id: signing.id, reason: 'A date was wrong', at: noon });
    await change();
    expect((await api.signingState({ reportId: report.id })).open).toBeNull();
    expect(await newest(api, report)).toContain('Stopped signing; 1 signature(s) are void and kept.');
    expect(await codeOf(api.signPlace({ id: signing.id, place: 'end:witness', signature: signed(), at: noon }))).toBe(
      'already-finished',
    );
    await api.closeRecords({ at: noon, because: 'officer' });
    expect(kit.behind((db) => db.prepare('SELECT count(*) FROM statement_signatures').pluck().get())).toBe(1);
  });

  test('what is signed again takes the place of what was, and what is cleared must be signed before it can be sealed', async () => {
    const { kit, api } = await newRecords();
    const { report, signing } = await beginSigning(api, kit.officer);
    await signAll(api, signing);
    await api.signPlace({ id: signing.id, place: 'end:witness', signature: signed(1234), at: later(noon, 9) });
    await api.clearPlace({ id: signing.id, place: 'page-2:officer', at: noon });
    const sealing = () => api.sealStatement({ id: signing.id, paper: null, at: noon });
    expect((await failureOf(sealing())).message).toContain('1 place(s) are not signed yet. The first: Foot of page 2');
    await api.signPlace({ id: signing.id, place: 'page-2:officer', signature: signed(), at: noon });
    const seal = await sealing();
    const { sealed } = await api.sealedStatement({ id: seal.id, at: noon });
    expect(sealed.signatures.find(({ place }) => place === 'end:witness')?.signature).toEqual(signed(1234));
    expect((await reportNow(api, report.id)).status).toBe('finished');
  });

  test('a mark and a place that is not signed need a reason; whoever witnesses signs in their own hand', async () => {
    const { kit, api } = await newRecords();
    const { signing } = await beginSigning(api, kit.officer);
    const { id } = signing;
    const none = { kind: 'none', reason: 'Both wrists in plaster' } as const;
    await api.signPlace({ id, place: 'page-1:witness', signature: none, at: noon });
    const mark = { kind: 'mark', strokes: scribble(), reason: 'Cannot write' } as const;
    await api.signPlace({ id, place: 'end:witness', signature: mark, at: noon });
    expect(await codeOf(api.signPlace({ id, place: 'end:officer', signature: none, at: noon }))).toBe('not-ready');
    await expect(
      api.signPlace({ id, place: 'end:adult', signature: { kind: 'none', reason: ' ' }, at: noon }),
    ).rejects.toThrow('reason');
    await expect(api.signPlace({ id, place: 'page-9:witness', signature: signed(), at: noon })).rejects.toThrow(
      'no place',
    );
  });
});

promises('sealing', () => {
  test('one hash over text, exhibits, breaks, declaration and signatures stands in the audit trail, and a stranger makes it again', async () => {
    const { kit, api, report, seal } = await sealedVault(3);
    const { sealed } = await api.sealedStatement({ id: seal.id, at: noon });
    expect(sealed.declaration).toContain('consisting of 3 page(s) each signed by me');
    expect(sealed.exhibits).toEqual([{ label: 'AO/1', sha256: null }]);
    expect(sealed.pages).toHaveLength(3);
    expect(sealed.signatures).toHaveLength(12);
    expect(JSON.stringify(sealed)).not.toContain('covered');
    const told = (await newest(api, report)).find((what) => what.startsWith('Sealed statement'));
    expect(told).toBe(
      `Sealed statement ${report.localReference}, version 1: 3 page(s), 12 signature(s). SHA-256 of the sealed form: ${seal.sha256}.`,
    );
    const file = join(await temporaryFolder(), 'sealed.json');
    await writeFile(file, sealedText(sealed));
    expect(createHash('sha256').update(sealedText(sealed)).digest('hex')).toBe(seal.sha256);
    const reader = join(import.meta.dirname, '../../readers/read_sealed_statement.py');
    const { stdout } = await promisify(execFile)('python3', [reader, file]);
    expect(stdout.split('\n')).toEqual(
      expect.arrayContaining([
        seal.sha256,
        `${report.localReference} version 1, 3 page(s)`,
        'declaration:witness signed',
      ]),
    );
    expect(stdout).toContain(String(young['narrative']));
    await api.closeRecords({ at: noon, because: 'officer' });
    expect(kit.behind((db) => db.prepare('SELECT sealed FROM statement_seals').pluck().get())).toEqual(
      Buffer.from(sealedText(sealed)),
    );
  });

  test('an exhibit that the vault holds is sealed with its hash', async () => {
    const { kit, api } = await newRecords();
    const recordingId = await takeInRecording(api);
    await api.makeExhibit({
      recordingId,
      mark: { producer: 'AO', number: 1, suffix: '' },
      description: 'Footage of the bus stop',
      at: noon,
    });
    const { sha256 } = await api.recordingFacts({ id: recordingId });
    const { signing } = await beginSigning(api, kit.officer);
    expect(signing.fixed.exhibits).toEqual([{ label: 'AO/1', sha256 }]);
  });

  test('the same statement signed the same is the same bytes, whoever asks', async () => {
    const { api, seal } = await sealedVault();
    const first = sealedText((await api.sealedStatement({ id: seal.id, at: noon })).sealed);
    expect(sealedText(JSON.parse(first))).toBe(first);
  });

  test('a sealed statement is neither reopened nor written in nor deleted; a corrected version leaves it as it was', async () => {
    const { kit, api, report, seal } = await sealedVault();
    expect(await codeOf(api.reopenReport({ id: report.id, at: noon }))).toBe('already-finished');
    const draft = await api.correctStatement({ reportId: report.id, reason: 'The bus was a 55', at: noon });
    expect(draft.status).toBe('draft');
    expect(await codeOf(api.correctStatement({ reportId: report.id, reason: 'Again', at: noon }))).toBe(
      'already-finished',
    );
    const content = contentOf({ ...young, narrative: `${String(young['narrative'])} It was a 55.` });
    const saved = await api.saveReport({ id: report.id, revision: draft.revision, content, at: noon });
    expect((await api.reportVersion({ id: report.id, revision: seal.revision })).content).toEqual(contentOf(young));
    const corrected = await reportNow(api, report.id);
    const again = await api.beginSigning({
      reportId: report.id,
      revision: saved.revision,
      way: 'screen',
      pages: pagesFor(corrected, kit.officer, 1),
      at: noon,
    });
    expect(again.signatures).toEqual([]);
    await signAll(api, again);
    const second = await api.sealStatement({ id: again.id, paper: null, at: later(noon, 90) });
    expect(second.version).toBe(2);
    expect((await api.sealedStatement({ id: second.id, at: noon })).sealed.corrects).toBe(seal.sha256);
    expect((await api.sealedStatement({ id: seal.id, at: noon })).summary).toEqual(seal);
    expect((await api.signingState({ reportId: report.id })).seals).toEqual([second, seal]);
    await api.closeRecords({ at: noon, because: 'officer' });
    kit.behind((db) => {
      expect(() => db.exec(`UPDATE statement_seals SET sealed = x'00'`)).toThrow('never changed');
      expect(() => db.exec('DELETE FROM statement_seals')).toThrow('never deleted');
      expect(() => db.exec(`UPDATE statement_signatures SET signature = '{}'`)).toThrow('never changed');
    });
  });

  test('one that was signed on paper is sealed with where the paper is, and has no signature of its own', async () => {
    const { kit, api } = await newRecords();
    const report = await newStatement(api);
    const signing = await api.beginSigning({
      reportId: report.id,
      revision: report.revision,
      way: 'paper',
      pages: pagesFor(report, kit.officer, 2, 'paper'),
      at: noon,
    });
    expect(await codeOf(api.sealStatement({ id: signing.id, paper: null, at: noon }))).toBe('not-ready');
    const seal = await api.sealStatement({ id: signing.id, paper: 'Case file 12, Stoke Newington', at: noon });
    const { sealed } = await api.sealedStatement({ id: seal.id, at: noon });
    expect(sealed).toMatchObject({
      way: 'paper',
      signatures: [],
      paper: { note: 'Case file 12, Stoke Newington', seenBy: 'PC Ada Okafor, 4417NE' },
    });
  });
});

promises('verifying', () => {
  /** Past the triggers, as somebody with the key could. */
  const tamper = (kit: RecordsKit, work: (db: RecordsDatabase) => void): void =>
    kit.behind((db) => {
      db.exec('DROP TRIGGER statement_seals_fixed; DROP TRIGGER statement_seals_kept');
      work(db);
    });
  const rewrite =
    (from: string, to: string, withHash = false) =>
    (db: RecordsDatabase): void => {
      const sealed = db.prepare<[], Buffer>('SELECT sealed FROM statement_seals').pluck().get();
      const text = sealed?.toString('utf8') ?? '';
      expect(text).toContain(from);
      const changed = Buffer.from(text.replace(from, to));
      const hash = createHash('sha256').update(changed).digest('hex');
      db.prepare('UPDATE statement_seals SET sealed = ?').run(changed);
      if (withHash) db.prepare('UPDATE statement_seals SET sha256 = ?').run(hash);
    };

  test('what nobody touched passes', async () => {
    const { api } = await sealedVault();
    expect((await api.verifyAudit({ at: noon })).problems).toEqual([]);
  });

  test.each([
    ['a word', rewrite('take the phone', 'hand me the phone')],
    ['one point of a stroke', rewrite('[100,750,0,200,', '[101,750,0,200,')],
    ['a page break', rewrite('"continues":true,', '')],
    ['a word, and the hash with it', rewrite('take the phone', 'hand me the phone', true)],
    ['the version', (db: RecordsDatabase) => void db.exec('UPDATE statement_seals SET version = 2')],
    ['that it is there', (db: RecordsDatabase) => void db.exec('DELETE FROM statement_seals')],
  ])('%s changed behind its back is found, and what was changed is not shown', async (_what, work) => {
    const { kit, api, report, seal } = await sealedVault();
    await api.closeRecords({ at: noon, because: 'officer' });
    tamper(kit, work);
    const again = await kit.open();
    const { intact, problems } = await again.verifyAudit({ at: noon });
    expect(intact).toBe(false);
    expect(problems.join()).toContain(`Sealed statement ${report.localReference}`);
    expect(['evidence-damaged', 'not-found']).toContain(await codeOf(again.sealedStatement({ id: seal.id, at: noon })));
  });
});
