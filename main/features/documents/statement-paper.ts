// A witness statement as it goes on paper: a draft, pages to be signed with a pen, or what was sealed, always the same.
import type { StatementPaper } from '#contract/documents.ts';
import { KerbdeskError } from '#contract/errors.ts';
import type { Instant, SealId } from '#contract/ids.ts';
import { rowsOfPages } from '#contract/printed-document.ts';
import type { Report } from '#contract/reports.ts';
import type { Officer } from '#contract/session.ts';
import { sealedText } from '#contract/statement/sealed-statement.ts';
import { sealedDocument, statementDocument } from '#contract/statement/statement-document.ts';
import type { VaultHostApi } from '../../ports/vault-host.ts';
import type { ReportOnPaper } from './report-paper.ts';
import { layOutCounted } from './statement-layout.ts';

interface GoingOut {
  readonly wanted: StatementPaper;
  readonly officer: Officer;
  readonly at: Instant;
}

export async function statementPaper(
  api: VaultHostApi,
  report: Report,
  { wanted, officer, at }: GoingOut,
): Promise<ReportOnPaper> {
  if (wanted.as === 'sealed' || wanted.as === 'sealed-form') return sealedPaper(api, report, wanted, at);
  const isDraft = wanted.as === 'draft';
  const state = isDraft ? ', not signed' : ', to be signed';
  const { open } = await api.signingState({ reportId: report.id });
  // Pages that were fixed to be signed on paper are printed as they were fixed, however often.
  if (!isDraft && open?.fixed.way === 'paper') {
    const { frame, fixed } = open;
    const document = { frame, rows: rowsOfPages(fixed.pages) };
    return { open: (documents) => documents.open(document, fixed.pages), state, isDraft };
  }
  const places = isDraft ? 'none' : 'paper';
  return {
    open: (documents) => layOutCounted(documents, (pages) => statementDocument(report, { officer, at, pages, places })),
    state,
    isDraft,
  };
}

async function sealedPaper(
  api: VaultHostApi,
  report: Report,
  { as, sealId: id }: { readonly as: 'sealed' | 'sealed-form'; readonly sealId: SealId },
  at: Instant,
): Promise<ReportOnPaper> {
  const { sealed, summary } = await api.sealedStatement({ id, at });
  if (sealed.reportId !== report.id) throw new KerbdeskError('not-found', 'This report has no such sealed version.');
  const { document, pages } = sealedDocument(sealed, summary.sha256);
  const form = {
    kind: 'Sealed statement',
    extension: 'json',
    how: 'as its sealed form',
    // The very bytes that were hashed.
    bytes: new TextEncoder().encode(sealedText(sealed)),
  };
  return {
    open: (documents) => documents.open(document, pages),
    state: ', sealed',
    isDraft: false,
    ...(as === 'sealed-form' ? { file: form } : {}),
  };
}
