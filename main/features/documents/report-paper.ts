// A report as it goes on paper: the revision that the officer has on screen, or nothing.
import type { DocumentRequest } from '#contract/documents.ts';
import { KerbdeskError } from '#contract/errors.ts';
import { formOf } from '#contract/forms.ts';
import { reportDocument } from '#contract/report-document.ts';
import type { Report } from '#contract/reports.ts';
import type { Officer } from '#contract/session.ts';
import type { Clock } from '../../ports/clock.ts';
import { openWhole } from './open-whole.ts';
import type { Compose, Paper } from './paper-desk.ts';
import { photosForPaper } from './photos-for-paper.ts';
import { safeFileName } from './safe-file-name.ts';
import { statementPaper } from './statement-paper.ts';

interface ReportPaperDependencies {
  readonly officer: () => Promise<Officer>;
  readonly clock: Clock;
}

export const reportPaper =
  ({ officer, clock }: ReportPaperDependencies, request: DocumentRequest): Compose =>
  async (api) => {
    const { report, contentSha256 } = await api.getReportForPaper({ id: request.reportId, at: clock.now() });
    if (report.revision !== request.revision) {
      throw new KerbdeskError(
        'revision-conflict',
        `The report was changed meanwhile: you saw revision ${request.revision}, and it is ${report.revision} now. Nothing left the vault. Look at what changed, then print again.`,
      );
    }
    const going = { at: clock.now(), officer: await officer() };
    const { state, isDraft, ...paper } =
      report.kind === 'statement'
        ? await statementPaper(api, report, { ...going, wanted: request.statement ?? { as: 'draft' } })
        : plainPaper(report, { ...going, contentSha256, pictures: await photosForPaper(api, report, going.at) });
    return {
      ...paper,
      name: `report ${report.localReference} (${report.status}, revision ${report.revision}${state})`,
      reportId: report.id,
      recipient: request.disclosedTo,
      reason: request.purpose,
      fileName: safeFileName(`${formOf(report.kind).name} ${report.localReference}${isDraft ? ' DRAFT' : ''}`),
    };
  };

export interface ReportOnPaper extends Pick<Paper, 'open' | 'file'> {
  /** For the audit trail, behind the revision: ", sealed", or nothing. */
  readonly state: string;
  readonly isDraft: boolean;
}

const plainPaper = (report: Report, going: Parameters<typeof reportDocument>[1]): ReportOnPaper => ({
  open: openWhole(reportDocument(report, going)),
  state: '',
  isDraft: report.status === 'draft',
});
