// A witness statement as a document for paper: a draft, one to be signed with a pen, one that is signed on the screen, or a sealed one.
import type { Instant } from '../ids.ts';
import { rowsOfPages, type PrintedDocument, type PrintedPage } from '../printed-document.ts';
import { officerWords, printedTime } from '../report-document.ts';
import type { Report } from '../reports.ts';
import type { Officer } from '../session.ts';
import type { SealedStatement } from './sealed-statement.ts';
import { statementRows, type StatementPaper } from './statement-rows.ts';

export interface StatementPrinting extends Pick<StatementPaper, 'pages' | 'places'> {
  readonly officer: Pick<Officer, 'name' | 'rank' | 'shoulderNumber'>;
  readonly at: Instant;
}

const name = 'Witness statement';
/** At the foot of every page, as form MG11 has them. */
const feet = { signatures: ['Signature', 'Signature witnessed by'], signers: ['witness', 'officer'] } as const;

const day = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
});
/** "22 Nov 2026" */
const dayOf = (at: Instant): string => day.format(new Date(at)).replace('Sept', 'Sep');

export function statementDocument(report: Report, printing: StatementPrinting): PrintedDocument {
  const { officer, at, places } = printing;
  const isDraft = places === 'none';
  return {
    frame: {
      name,
      reference: report.localReference,
      status: isDraft ? 'DRAFT – not signed' : 'To be signed',
      isDraft,
      foot: `${isDraft ? 'Printed' : 'Made ready'} ${printedTime(at)} by ${officerWords(officer)}`,
      signatures: isDraft ? [] : [...feet.signatures],
      ...(isDraft ? {} : { signers: [...feet.signers] }),
    },
    // Nothing stands after the last signature: a page that only says that it is the end would be signed as well.
    rows: statementRows(report.content.values, { ...printing, day: dayOf(at), officer: officerWords(officer) }),
  };
}

/**
 * A sealed statement and its pages: nothing in it depends on when or by whom it is printed, so every print is the same.
 * @param digest SHA-256 of the sealed form, on the foot of every page
 */
export function sealedDocument(
  sealed: SealedStatement,
  digest: string,
): { readonly document: PrintedDocument; readonly pages: readonly PrintedPage[] } {
  const version = sealed.statementVersion === 1 ? '' : `, version ${sealed.statementVersion}`;
  const onPaper = sealed.way === 'paper';
  return {
    document: {
      frame: {
        name,
        reference: sealed.reference,
        status: `${onPaper ? 'Signed on paper, sealed' : 'Signed and sealed'} ${printedTime(sealed.sealedAt)}${version}`,
        isDraft: false,
        foot: `SHA-256 ${digest}`,
        signatures: [...feet.signatures],
        signers: [...feet.signers],
      },
      rows: rowsOfPages(sealed.pages),
      signatures: sealed.signatures,
    },
    pages: sealed.pages,
  };
}
