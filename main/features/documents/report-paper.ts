// A report as it goes on paper: the revision that the officer has on screen, or nothing.
import type { DocumentRequest } from '#contract/documents.ts';
import { KerbdeskError } from '#contract/errors.ts';
import { formOf } from '#contract/forms.ts';
import { reportDocument } from '#contract/report-document.ts';
import type { Report } from '#contract/reports.ts';
import type { Officer } from '#contract/session.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Compose } from './paper-desk.ts';
import { safeFileName } from './safe-file-name.ts';

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
    return {
      document: reportDocument(report, { officer: await officer(), at: clock.now(), contentSha256 }),
      name: `report ${report.localReference} (${report.status}, revision ${report.revision})`,
      reportId: report.id,
      recipient: request.disclosedTo,
      reason: request.purpose,
      fileName: fileNameOf(report),
    };
  };

const fileNameOf = ({ kind, localReference, status }: Report): string =>
  safeFileName(`${formOf(kind).name} ${localReference}${status === 'draft' ? ' DRAFT' : ''}.pdf`);
