// Puts a document on paper or into a PDF: laid out in a hidden page, on record as a disclosure before it leaves, whole or not at all.
import type { SavedDocument } from '#contract/documents.ts';
import { KerbdeskError } from '#contract/errors.ts';
import type { OfficerId, ReportId } from '#contract/ids.ts';
import type { Officer } from '#contract/session.ts';
import type { Clock } from '../../ports/clock.ts';
import type { HandOutFile } from '../../ports/handed-out.ts';
import type { OpenDocument, Shell } from '../../ports/shell.ts';
import type { VaultHostApi } from '../../ports/vault-host.ts';

export interface PaperDeskDependencies {
  /** The open vault; throws `locked`. */
  readonly vault: () => VaultHostApi;
  /** Who unlocked it. */
  readonly officer: () => Promise<Officer>;
  readonly shell: Pick<Shell, 'documents' | 'chooseNewFile'>;
  readonly handOutFile: HandOutFile;
  readonly clock: Clock;
}

/** What is about to leave the vault. */
export interface Paper {
  /** Lays it out. What it answers holds all of the document; whoever asked closes it. */
  readonly open: (documents: Shell['documents']) => Promise<OpenDocument>;
  /** For the audit trail, for example "report NE-4417-0003 (draft, revision 7)". */
  readonly name: string;
  readonly reportId: ReportId;
  /** For example "the Crown Prosecution Service". */
  readonly recipient: string;
  readonly reason: string;
  /** Without an extension. */
  readonly fileName: string;
  /** What is saved instead of a PDF; never printed. */
  readonly file?: OtherFile;
}

export interface OtherFile {
  /** For example "Sealed statement". */
  readonly kind: string;
  readonly extension: string;
  /** For the audit trail: "as its sealed form". */
  readonly how: string;
  readonly bytes: Uint8Array;
}

/** Reads it from the records as they are now. Throws where that is not what the officer asked for and saw. */
export type Compose<P extends Paper = Paper> = (api: VaultHostApi) => Promise<P>;

export interface PaperDesk {
  /** Laid out and not handed to anybody. */
  lookAt<P extends Paper, Answer>(
    compose: Compose<P>,
    work: (paper: P, opened: OpenDocument) => Answer,
  ): Promise<Answer>;
  /** Null where the officer closed the chooser. */
  save(compose: Compose): Promise<SavedDocument | null>;
  print(compose: Compose): Promise<{ printed: boolean }>;
  /** Ends what is being printed: its hidden pages hold plain text. */
  locked(): void;
  /** Puts on record what a lock kept from it, in the vault that it belongs to. */
  unlocked(officer: OfficerId): Promise<void>;
}

interface LateNote {
  readonly officer: OfficerId;
  readonly paper: Paper;
  readonly what: string;
}

export function createPaperDesk(dependencies: PaperDeskDependencies): PaperDesk {
  const { vault, shell, handOutFile, clock } = dependencies;
  let isBusy = false;
  /** How printing ended that a lock overtook; for the same vault, when it is open again. */
  let late: LateNote[] = [];

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
    paper: Paper,
    work: (opened: OpenDocument) => Answer | Promise<Answer>,
  ): Promise<Answer> {
    const opened = await paper.open(shell.documents);
    try {
      return await work(opened);
    } finally {
      opened.close();
    }
  }

  const note = (api: VaultHostApi, { reportId, reason }: Paper, what: string): Promise<void> =>
    api.appendAudit({
      at: clock.now(),
      operation: 'disclosure',
      subjectKind: 'report',
      subjectId: reportId,
      what,
      reason,
    });

  const isOpen = (api: VaultHostApi): boolean => {
    try {
      return vault() === api;
    } catch {
      return false;
    }
  };

  /** How it ended: on record now, or after the next unlock of the same vault where it is closed by then. */
  async function noteEnd(api: VaultHostApi, officer: OfficerId, paper: Paper, what: string): Promise<void> {
    try {
      await note(api, paper, what);
    } catch (error) {
      if (isOpen(api)) throw error;
      late.push({ officer, paper, what });
    }
  }

  async function save(compose: Compose): Promise<SavedDocument | null> {
    const api = vault();
    const { id: officer } = await dependencies.officer();
    const before = await compose(api);
    const { kind, extension, short } =
      before.file === undefined
        ? { kind: 'PDF document', extension: 'pdf', short: 'PDF' }
        : { ...before.file, short: before.file.kind.toLowerCase() };
    const path = await shell.chooseNewFile({
      title: `Where to save the ${short}`,
      button: `Save ${short}`,
      name: `${before.fileName}.${extension}`,
      kind: { name: kind, extension },
    });
    if (path === null) return null;
    // The chooser may have stood open for long: locked meanwhile, nothing is laid out any more.
    if (!isOpen(api))
      throw new KerbdeskError('locked', 'Kerbdesk was locked while the chooser was open. Nothing was saved.');
    const paper = await compose(api);
    return laidOut(paper, async (opened) => {
      const bytes = paper.file?.bytes ?? (await opened.toPdf());
      const words = `${paper.name} ${paper.file?.how ?? `as a PDF of ${pagesOf(opened)}`} for ${paper.recipient}`;
      let onRecord = false;
      try {
        const { sha256 } = await handOutFile(path, bytes, async (sha256) => {
          await note(api, paper, `Saved ${words}. SHA-256 of the file: ${sha256}.`);
          onRecord = true;
        });
        return { path, pages: opened.pages.length, sha256 };
      } catch (error) {
        const failed = `Saving ${words} failed: the file did not get its name and was removed.`;
        if (onRecord) await noteEnd(api, officer, paper, failed);
        throw error;
      }
    });
  }

  async function print(compose: Compose): Promise<{ printed: boolean }> {
    const api = vault();
    const { id: officer } = await dependencies.officer();
    const paper = await compose(api);
    return laidOut(paper, async (opened) => {
      const words = `${paper.name}, ${pagesOf(opened)}, for ${paper.recipient}`;
      await note(api, paper, `Began to print ${words}.`);
      let outcome: Awaited<ReturnType<OpenDocument['print']>>;
      try {
        outcome = await opened.print();
      } catch (error) {
        await noteEnd(api, officer, paper, `Printing ${words} ${failureWords(error)}`);
        throw error;
      }
      await noteEnd(
        api,
        officer,
        paper,
        outcome === 'printed'
          ? `Printed ${words}.`
          : `Printing ${words} was cancelled in the print dialog: nothing was printed.`,
      );
      return { printed: outcome === 'printed' };
    });
  }

  return {
    async lookAt(compose, work) {
      const paper = await compose(vault());
      return laidOut(paper, (opened) => work(paper, opened));
    },
    save: (compose) => alone(() => save(compose)),
    print: (compose) => alone(() => print(compose)),
    locked: () => shell.documents.closeAll(),
    async unlocked(officer) {
      const api = vault();
      const [own, others] = [
        late.filter((one) => one.officer === officer),
        late.filter((one) => one.officer !== officer),
      ];
      late = others;
      for (const { paper, what } of own) await note(api, paper, what);
    },
  };
}

const pagesOf = ({ pages }: OpenDocument): string => `${pages.length} ${pages.length === 1 ? 'page' : 'pages'}`;

/** A lock ends the page that is printed, and nobody can say any more what the printer had by then. */
function failureWords(error: unknown): string {
  const isKnown = error instanceof KerbdeskError;
  if (isKnown && error.code === 'locked') {
    return 'failed: Kerbdesk was locked before it ended. What had reached the printer by then is not known.';
  }
  return `failed: ${isKnown ? error.message : 'the page that was to be printed ended by itself.'}`;
}
