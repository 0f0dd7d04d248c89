// Reports on paper and as PDF: composed from the record, laid out in a hidden page, and on record as a disclosure before they leave.
import { createHash } from 'node:crypto';
import type { DocumentRequest, SavedDocument } from '#contract/documents.ts';
import { KerbdeskError } from '#contract/errors.ts';
import { formOf } from '#contract/forms.ts';
import { attachmentId, type AttachmentId, type Instant } from '#contract/ids.ts';
import type { FeatureHandlers } from '#contract/index.ts';
import { holdsAll } from '#contract/printed-document.ts';
import { photosOf, reportDocument } from '#contract/report-document.ts';
import type { Report } from '#contract/reports.ts';
import type { Officer } from '#contract/session.ts';
import type { Clock } from '../../ports/clock.ts';
import type { HandOutFile } from '../../ports/handed-out.ts';
import type { OpenDocument, Shell } from '../../ports/shell.ts';
import type { VaultHostApi } from '../../ports/vault-host.ts';

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

  async function laidOut<Answer>(
    api: VaultHostApi,
    report: Report,
    work: (opened: OpenDocument) => Promise<Answer>,
  ): Promise<Answer> {
    const printed = reportDocument(report, {
      officer: await dependencies.officer(),
      at: clock.now(),
      contentSha256: await api.reportDigest({ id: report.id }),
      pictures: await photosFor(api, report),
    });
    const opened = await shell.documents.open(printed);
    try {
      if (!holdsAll(printed, opened.pages)) throw new Error('the pages do not hold all of the report');
      return await work(opened);
    } finally {
      opened.close();
    }
  }

  /** Those that are as they were put in; what is not to be had is told on paper. */
  async function photosFor(api: VaultHostApi, report: Report): Promise<ReadonlyMap<string, string>> {
    const photos = new Map<string, string>();
    for (const { pictureId, sha256 } of photosOf(report)) {
      const id = attachmentId.safeParse(pictureId);
      const jpeg = id.success ? await readPhoto(api, id.data, sha256, clock.now()) : null;
      if (jpeg !== null) photos.set(pictureId, jpeg.toString('base64'));
    }
    return photos;
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

  async function save(request: DocumentRequest): Promise<SavedDocument | null> {
    const api = vault();
    const report = await api.getReport({ id: request.reportId, at: clock.now() });
    const path = await shell.chooseNewFile({
      title: 'Where to save the PDF',
      button: 'Save PDF',
      name: fileNameOf(report),
      kind: { name: 'PDF document', extension: 'pdf' },
    });
    if (path === null) return null;
    // The chooser may have stood open for long: locked meanwhile, nothing is laid out any more.
    if (vault() !== api) throw new KerbdeskError('locked', 'Kerbdesk was locked meanwhile. Nothing was saved.');
    return laidOut(api, report, async (opened) => {
      const pdf = await opened.toPdf();
      const words = `${report.localReference} (${stateOf(report)}) as a PDF of ${pagesOf(opened)} for ${request.disclosedTo}`;
      let onRecord = false;
      try {
        const { sha256 } = await dependencies.handOutFile(path, pdf, async (sha256) => {
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
    return laidOut(api, report, async (opened) => {
      const words = `${report.localReference} (${stateOf(report)}), ${pagesOf(opened)}, for ${request.disclosedTo}`;
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

/** Far above what the sketch keeps; nothing else is printed. */
const mostPhotoBytes = 5_000_000;

/** Null for what is not there, or is another picture than the drawing speaks of. */
async function readPhoto(api: VaultHostApi, id: AttachmentId, sha256: string, at: Instant): Promise<Buffer | null> {
  try {
    const facts = await api.openNoteAttachment({ id, at });
    if (facts.sha256 !== sha256 || facts.picture !== 'image/jpeg' || facts.bytes > mostPhotoBytes) return null;
    const pieces: Uint8Array[] = [];
    for (let piece = 0, done = 0; done < facts.bytes; piece += 1) {
      const part = await api.readNoteAttachment({ id, piece });
      pieces.push(part);
      done += part.byteLength;
    }
    const whole = Buffer.concat(pieces);
    return createHash('sha256').update(whole).digest('hex') === sha256 ? whole : null;
  } catch (error) {
    if (error instanceof KerbdeskError && error.code === 'not-found') return null;
    throw error;
  }
}

const stateOf = ({ status, revision }: Report): string => `${status}, revision ${revision}`;

const pagesOf = ({ pages }: OpenDocument): string => `${pages.length} ${pages.length === 1 ? 'page' : 'pages'}`;

/** No name and no place: a file name is seen by whoever sees the stick. */
const fileNameOf = ({ kind, localReference, status }: Report): string =>
  `${formOf(kind).name} ${localReference}${status === 'draft' ? ' DRAFT' : ''}.pdf`.replaceAll(/[\\/:*?"<>|]/g, '-');
