// Signing of witness statements: the text and its pages fixed, each signature kept as it is made, all of it sealed under one hash.
import { randomUUID } from 'node:crypto';
import { canonicalJson } from '#contract/canonical-json.ts';
import { KerbdeskError } from '#contract/errors.ts';
import { textOf } from '#contract/forms.ts';
import { exhibitsNamed } from '#contract/exhibits/labels.ts';
import type { Instant, ReportId, SealId, SigningId } from '#contract/ids.ts';
import { rowsOfPages, type PrintedPage, type PrintedRow } from '#contract/printed-document.ts';
import { officerWords } from '#contract/report-document.ts';
import type { Report } from '#contract/reports.ts';
import { declaration } from '#contract/statement/definition.ts';
import { missingForSigning, signature as signatureSchema, signingPlaces } from '#contract/statement/places.ts';
import {
  answersOnPaper,
  fixedStatement,
  sealedText,
  type FixedStatement,
  type SealedStatement,
} from '#contract/statement/sealed-statement.ts';
import { statementDocument } from '#contract/statement/statement-document.ts';
import type { SigningApi } from '../../../ports/signing.ts';
import { inTransaction, revisionConflict, type RecordsContext } from '../records-context.ts';
import { reportRow, toReport } from './report-rows.ts';
import { backToDraft, finish } from './reports.ts';
import { readSealed, sealSentence } from './seals.ts';
import {
  fixedOf,
  openSigningRow,
  requireUnsealed,
  requireWritable,
  sealRowsOf,
  sha256Of,
  signaturesOf,
  signingRow,
  toOpenSigning,
  toSealSummary,
} from './signing-rows.ts';
import type { Synchronous } from './synchronous.ts';

const notReady = (message: string): KerbdeskError => new KerbdeskError('not-ready', message);

export function createSignings(context: RecordsContext): Synchronous<SigningApi> {
  const { db, audit, officer } = context;

  const note = (id: ReportId, at: Instant, what: string, reason: string | null = null): number =>
    audit.append({ at, operation: 'alteration', subjectKind: 'report', subjectId: id, what, reason });

  function signable(reportId: ReportId, revision: number): Report {
    const row = reportRow(db, reportId);
    const report = toReport(row);
    if (report.kind !== 'statement') throw notReady('Only a witness statement is signed.');
    requireWritable(db, reportId, row.local_reference);
    requireUnsealed(db, row);
    if (row.revision !== revision) throw revisionConflict('statement');
    const missing = missingForSigning(report.content.values);
    if (missing.length > 0) throw notReady(`Before it can be signed, write down ${missing.join(', ')}.`);
    return report;
  }

  /** The hash of each exhibit that this vault holds: what the statement speaks of can then be told from another. */
  function exhibitsOf(text: string): FixedStatement['exhibits'] {
    const held = db.prepare<[string], string>(
      `SELECT r.sha256 FROM exhibits x JOIN recordings r ON r.id = x.recording_id
       WHERE x.producer || '/' || x.number || x.suffix = ?`,
    );
    return exhibitsNamed(text).map(({ label }) => ({ label, sha256: held.pluck().get(label) ?? null }));
  }

  /** Main laid it out; that it is this statement, every character of it, is found out here. */
  function requirePages(report: Report, pages: readonly PrintedPage[], places: 'paper' | 'screen', at: Instant): void {
    const expected = statementDocument(report, { officer, at, places, pages: pages.length }).rows;
    if (!sameRows(rowsOfPages(pages), expected)) throw new Error('these pages are not the statement');
  }

  return {
    signingState({ reportId }) {
      const open = openSigningRow(db, reportRow(db, reportId).id as ReportId);
      return {
        open: open === undefined ? null : toOpenSigning(db, open),
        seals: sealRowsOf(db, reportId).map(toSealSummary),
      };
    },

    requireSignable({ reportId, revision }) {
      signable(reportId, revision);
    },

    beginSigning({ reportId, revision, way, pages, at }) {
      return inTransaction(context, () => {
        const report = signable(reportId, revision);
        requirePages(report, pages, way, at);
        const { values } = report.content;
        const [before] = sealRowsOf(db, reportId);
        const fixed = fixedStatement.parse({
          reference: report.localReference,
          reportId,
          statementVersion: (before?.version ?? 0) + 1,
          corrects: before?.sha256 ?? null,
          way,
          begunAt: at,
          officer: { name: officer.name, rank: officer.rank, shoulderNumber: officer.shoulderNumber },
          answers: answersOnPaper(values),
          declaration: declaration(String(pages.length)),
          exhibits: exhibitsOf(textOf(values['narrative'])),
          pages: [...pages],
          places: way === 'screen' ? signingPlaces(values, pages.length, officerWords(officer)) : [],
        } satisfies FixedStatement);
        const id = randomUUID() as SigningId;
        const { frame } = statementDocument(report, { officer, at, places: way, pages: pages.length });
        db.prepare('INSERT INTO statement_signings (id, report_id, begun_at, fixed, frame) VALUES (?, ?, ?, ?, ?)').run(
          id,
          reportId,
          at,
          canonicalJson(fixed),
          JSON.stringify(frame),
        );
        const where = way === 'screen' ? 'on the screen' : 'on paper';
        note(
          reportId,
          at,
          `Fixed ${report.localReference} to be signed ${where}: revision ${revision}, ${pages.length} page(s). SHA-256: ${sha256Of(canonicalJson(fixed))}.`,
        );
        return toOpenSigning(db, signingRow(db, id));
      });
    },

    signPlace({ id, place, signature, at }) {
      return inTransaction(context, () => {
        const row = signingRow(db, id);
        const found = fixedOf(row).places.find((one) => one.id === place);
        if (found === undefined) throw new Error(`this statement has no place ${place}`);
        const kept = signatureSchema.parse(signature);
        if (kept.kind !== 'signed' && found.signer === 'officer') {
          throw notReady('Whoever witnesses the signatures signs in their own hand.');
        }
        const before = db
          .prepare<[string, string], number>('SELECT 1 FROM statement_signatures WHERE signing_id = ? AND place = ?')
          .pluck()
          .get(id, place);
        db.prepare(
          `INSERT INTO statement_signatures (signing_id, place, at, signature) VALUES (?, ?, ?, ?)
           ON CONFLICT (signing_id, place) DO UPDATE SET at = excluded.at, signature = excluded.signature`,
        ).run(id, place, at, canonicalJson(kept));
        // A signature is saved at each lifting of the pen: that it is there is one entry, what it is the seal's hash.
        if (before === undefined) {
          const did = { signed: 'Signed', mark: 'Made a mark', none: 'Did not sign' }[kept.kind];
          const why = kept.kind === 'signed' ? null : kept.reason;
          note(row.report_id, at, `${did}: ${found.where.toLowerCase()}, ${found.signer}.`, why);
        }
        return { place, at, signature: kept };
      });
    },

    clearPlace({ id, place, at }) {
      inTransaction(context, () => {
        const row = signingRow(db, id);
        const { changes } = db
          .prepare('DELETE FROM statement_signatures WHERE signing_id = ? AND place = ?')
          .run(id, place);
        if (changes > 0) note(row.report_id, at, `Cleared what was signed, to be signed again: ${place}.`);
      });
    },

    withdrawSigning({ id, reason, at }) {
      return inTransaction(context, () => {
        const { report_id: reportId } = signingRow(db, id);
        const count = signaturesOf(db, id).length;
        db.prepare(`UPDATE statement_signings SET ended_at = ?, outcome = 'withdrawn' WHERE id = ?`).run(at, id);
        note(reportId, at, `Stopped signing; ${count} signature(s) are void and kept.`, reason);
        return { reportId };
      });
    },

    sealStatement({ id, paper, at }) {
      return inTransaction(context, () => {
        const signing = signingRow(db, id);
        const fixed = fixedOf(signing);
        const made = signaturesOf(db, id);
        const waiting = fixed.places.filter((place) => !made.some((one) => one.place === place.id));
        if (waiting.length > 0) {
          throw notReady(`${waiting.length} place(s) are not signed yet. The first: ${waiting[0]?.where ?? ''}.`);
        }
        if (fixed.way === 'paper' && paper === null) throw notReady('Say where the signed paper is.');
        const row = reportRow(db, signing.report_id);
        // What was fixed is still what the statement says.
        requirePages(toReport(row), fixed.pages, fixed.way, fixed.begunAt);
        if (row.status === 'draft') finish(context, row, at);
        const { revision } = reportRow(db, signing.report_id);
        const sealed: SealedStatement = {
          ...fixed,
          format: 'kerbdesk-sealed-statement',
          version: 1,
          sealedAt: at,
          revision,
          signatures: fixed.places.flatMap((place) => made.filter((one) => one.place === place.id)),
          paper: fixed.way === 'paper' ? { seenBy: officerWords(officer), note: paper ?? '' } : null,
        };
        const bytes = Buffer.from(sealedText(sealed), 'utf8');
        const sha256 = sha256Of(bytes);
        const pages = fixed.pages.length;
        const version = fixed.statementVersion;
        db.prepare(`UPDATE statement_signings SET ended_at = ?, outcome = 'sealed' WHERE id = ?`).run(at, id);
        const position = note(
          signing.report_id,
          at,
          sealSentence({ reference: fixed.reference, version, pages, signatures: sealed.signatures.length, sha256 }),
        );
        const sealId = randomUUID() as SealId;
        db.prepare(
          `INSERT INTO statement_seals (id, signing_id, report_id, version, revision, way, sealed_at, pages, sha256, sealed, audit_position)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        ).run(sealId, id, signing.report_id, version, revision, fixed.way, at, pages, sha256, bytes, position);
        audit.checkpoint();
        return readSealed(db, sealId).summary;
      });
    },

    sealedStatement({ id, at }) {
      return inTransaction(context, () => {
        const read = readSealed(db, id);
        const { reportId, version } = read.summary;
        const what = `Opened the sealed statement ${read.sealed.reference}, version ${version}.`;
        audit.consulted({ at, subjectKind: 'report', subjectId: reportId, what });
        return read;
      });
    },

    correctStatement({ reportId, reason, at }) {
      return inTransaction(context, () => {
        const row = reportRow(db, reportId);
        const [newest] = sealRowsOf(db, reportId);
        if (newest === undefined || newest.revision !== row.revision || openSigningRow(db, reportId) !== undefined) {
          throw new KerbdeskError(
            'already-finished',
            'This statement is not as it was sealed: a corrected version is begun already. Nothing was changed.',
          );
        }
        backToDraft(db, reportId, at);
        note(
          reportId,
          at,
          `Began a corrected version of ${row.local_reference}, unsigned. Version ${newest.version} stays as it was sealed.`,
          reason,
        );
        return toReport(reportRow(db, reportId));
      });
    },
  };
}

const sameRows = (rows: readonly PrintedRow[], expected: readonly PrintedRow[]): boolean =>
  canonicalJson(rows.map(plain)) === canonicalJson(expected.map(plain));

const plain = ({ kind, cells, place }: PrintedRow) => ({ kind, cells: cells.map(({ text }) => text), place });
