// Reports on paper and as PDF: composed from the record, laid out in a hidden page, and on record as a disclosure before they leave.
import type { DocumentRequest, SavedDocument, StatementPaper } from '#contract/documents.ts';
import { KerbdeskError } from '#contract/errors.ts';
import { formOf } from '#contract/forms.ts';
import type { SealId } from '#contract/ids.ts';
import type { FeatureHandlers } from '#contract/index.ts';
import { holdsAll, rowsOfPages } from '#contract/printed-document.ts';
import { reportDocument } from '#contract/report-document.ts';
import type { Report } from '#contract/reports.ts';
import type { Officer } from '#contract/session.ts';
import { sealedText } from '#contract/statement/sealed-statement.ts';
import { sealedDocument, statementDocument } from '#contract/statement/statement-document.ts';
import type { Clock } from '../../ports/clock.ts';
import type { HandOutFile } from '../../ports/handed-out.ts';
import type { OpenDocument, Shell } from '../../ports/shell.ts';
import type { VaultHostApi } from '../../ports/vault-host.ts';
import { layOutCounted } from './statement-layout.ts';

export interface DocumentsDependencies {
  /** The open vault; throws `locked`. */
  readonly vault: () => VaultHostApi;
  /** Who unlocked it. */
  readonly officer: () => Promise<Officer>;
  readonly shell: Pick<Shell, 'documents' | 'chooseNewFile'>;
  readonly handOutFile: HandOutFile;
  readonly clock: Clock;
}

interface DocumentsService {
  readonly handlers: FeatureHandlers<'documents'>;
  /** Ends what is being printed: its hidden pages hold plain text. */
  locked(): void;
}

export function createDocumentsService(dependencies: DocumentsDependencies): DocumentsService {
  const { vault, shell, clock } = dependencies;
  let isBusy = false;

  /** One at a time: two save dialogs, or two of the printer's, would be one too many to tell apart. */
  async function alone<Answer>(work: () => Promise<Answer>): Promise<Answer> {
    if (isBusy) throw new KerbdeskError('busy', 'Another document is being printed or saved. Wait for it.');
    isBusy = true;
    try {
      return await work();
    } finally {
      isBusy = false;
    }
  }

  async function openReport(api: VaultHostApi, report: Report): Promise<OpenDocument> {
    const printed = reportDocument(report, {
      officer: await dependencies.officer(),
      at: clock.now(),
      contentSha256: await api.reportDigest({ id: report.id }),
    });
    const opened = await shell.documents.open(printed);
    if (holdsAll(printed, opened.pages)) return opened;
    opened.close();
    throw new Error('the pages do not hold all of the report');
  }

  async function openStatement(api: VaultHostApi, report: Report, wanted: StatementPaper): Promise<OpenDocument> {
    if (wanted.as === 'sealed' || wanted.as === 'sealed-form') {
      const { document, pages } = await sealedOf(api, report, wanted.sealId);
      return shell.documents.open(document, pages);
    }
    const { open } = await api.signingState({ reportId: report.id });
    // Pages that were fixed to be signed on paper are printed as they were fixed, however often.
    if (wanted.as === 'to-sign' && open?.fixed.way === 'paper') {
      return shell.documents.open({ frame: open.frame, rows: rowsOfPages(open.fixed.pages) }, open.fixed.pages);
    }
    const officer = await dependencies.officer();
    const at = clock.now();
    const places = wanted.as === 'draft' ? 'none' : 'paper';
    return layOutCounted(shell.documents, (pages) => statementDocument(report, { officer, at, pages, places }));
  }

  async function sealedOf(api: VaultHostApi, report: Report, id: SealId) {
    const { sealed, summary } = await api.sealedStatement({ id, at: clock.now() });
    if (sealed.reportId !== report.id) throw new KerbdeskError('not-found', 'This report has no such sealed version.');
    return { ...sealedDocument(sealed, summary.sha256), sealed };
  }

  async function laidOut<Answer>(
    api: VaultHostApi,
    report: Report,
    { statement = { as: 'draft' } }: DocumentRequest,
    work: (opened: OpenDocument) => Promise<Answer>,
  ): Promise<Answer> {
    const opened = await (report.kind === 'statement'
      ? openStatement(api, report, statement)
      : openReport(api, report));
    try {
      return await work(opened);
    } finally {
      opened.close();
    }
  }

  const note = (api: VaultHostApi, { reportId, purpose }: DocumentRequest, what: string): Promise<void> =>
    api.appendAudit({
      at: clock.now(),
      operation: 'disclosure',
      subjectKind: 'report',
      subjectId: reportId,
      what,
      reason: purpose,
    });

  /** Of the sealed form the very bytes that were hashed. */
  async function bytesOf(
    api: VaultHostApi,
    report: Report,
    { statement }: DocumentRequest,
    opened: OpenDocument,
  ): Promise<Uint8Array> {
    if (statement?.as !== 'sealed-form') return opened.toPdf();
    const { sealed } = await sealedOf(api, report, statement.sealId);
    return new TextEncoder().encode(sealedText(sealed));
  }

  async function save(request: DocumentRequest): Promise<SavedDocument | null> {
    const api = vault();
    const report = await api.getReport({ id: request.reportId, at: clock.now() });
    const isForm = request.statement?.as === 'sealed-form';
    const path = await shell.chooseNewFile({
      title: isForm ? 'Where to save the sealed form' : 'Where to save the PDF',
      button: isForm ? 'Save sealed form' : 'Save PDF',
      name: `${fileNameOf(report, request)}.${isForm ? 'json' : 'pdf'}`,
      kind: isForm ? { name: 'Sealed statement', extension: 'json' } : { name: 'PDF document', extension: 'pdf' },
    });
    if (path === null) return null;
    // The chooser may have stood open for long: locked meanwhile, nothing is laid out any more.
    if (vault() !== api) throw new KerbdeskError('locked', 'Kerbdesk was locked meanwhile. Nothing was saved.');
    return laidOut(api, report, request, async (opened) => {
      const bytes = await bytesOf(api, report, request, opened);
      const kind = isForm ? 'as its sealed form' : `as a PDF of ${pagesOf(opened)}`;
      const words = `${report.localReference} (${stateOf(report, request)}) ${kind} for ${request.disclosedTo}`;
      let onRecord = false;
      try {
        const { sha256 } = await dependencies.handOutFile(path, bytes, async (sha256) => {
          await note(api, request, `Saved report ${words}. SHA-256 of the file: ${sha256}.`);
          onRecord = true;
        });
        return { path, pages: opened.pages.length, sha256 };
      } catch (error) {
        if (onRecord) await note(api, request, `Report ${words}: the file did not get its name and was removed.`);
        throw error;
      }
    });
  }

  async function print(request: DocumentRequest): Promise<{ printed: boolean }> {
    const api = vault();
    const report = await api.getReport({ id: request.reportId, at: clock.now() });
    return laidOut(api, report, request, async (opened) => {
      const words = `${report.localReference} (${stateOf(report, request)}), ${pagesOf(opened)}, for ${request.disclosedTo}`;
      await note(api, request, `Began to print report ${words}.`);
      try {
        const outcome = await opened.print();
        await note(api, request, `${outcome === 'printed' ? 'Printed' : 'Did not print'} report ${words}.`);
        return { printed: outcome === 'printed' };
      } catch (error) {
        // After a lock nobody can say any more how it ended; that it was begun is on record.
        await note(api, request, `Printing report ${words} failed.`).catch(() => undefined);
        throw error;
      }
    });
  }

  return {
    handlers: {
      save: (request) => alone(() => save(request)),
      print: (request) => alone(() => print(request)),
    },
    locked: () => shell.documents.closeAll(),
  };
}

const asOf = (report: Report, { statement }: DocumentRequest): StatementPaper['as'] | null =>
  report.kind === 'statement' ? (statement?.as ?? 'draft') : null;

const stateOf = (report: Report, request: DocumentRequest): string => {
  const as = asOf(report, request);
  const words = { draft: 'not signed', 'to-sign': 'to be signed', sealed: 'sealed', 'sealed-form': 'sealed' };
  return `${report.status}, revision ${report.revision}${as === null ? '' : `, ${words[as]}`}`;
};

const pagesOf = ({ pages }: OpenDocument): string => `${pages.length} ${pages.length === 1 ? 'page' : 'pages'}`;

/** No name and no place: a file name is seen by whoever sees the stick. */
function fileNameOf(report: Report, request: DocumentRequest): string {
  const as = asOf(report, request);
  const isDraft = as === null ? report.status === 'draft' : as === 'draft';
  return `${formOf(report.kind).name} ${report.localReference}${isDraft ? ' DRAFT' : ''}`.replaceAll(
    /[\\/:*?"<>|]/g,
    '-',
  );
}
