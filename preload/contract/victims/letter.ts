// A letter to a victim as a document for paper: who writes, to whom, the date, and the officer's words as they were typed. Pure.
import type { Instant } from '../ids.ts';
import type { PrintedDocument, PrintedRow } from '../printed-document.ts';
import { printedTime } from '../report-document.ts';
import type { Officer } from '../session.ts';
import type { Letterhead } from './rules.ts';

export interface LetterParts {
  readonly letterhead: Letterhead;
  readonly officer: Pick<Officer, 'name' | 'rank' | 'shoulderNumber'>;
  /** A number to ring the officer on; may be empty. */
  readonly officerPhone: string;
  readonly station: string;
  /** Empty where the victim is not named. */
  readonly name: string;
  /** Lines below the name; empty for a letter that is handed over. */
  readonly address: string;
  /** The force's crime number, or the report's own reference. */
  readonly reference: string;
  readonly text: string;
  readonly at: Instant;
}

/** "27 Nov 2026" */
const dayOf = (at: Instant): string => printedTime(at).replace(/,.*$/, '');

const present = (lines: readonly string[]): string[] => lines.map((line) => line.trim()).filter((line) => line !== '');

const row = (kind: PrintedRow['kind'], text: string): PrintedRow => ({ kind, cells: [{ text }] });

/** The marking and the page number stand on every page, as on every document. */
export function letterDocument(parts: LetterParts): PrintedDocument {
  const { letterhead, officer, officerPhone, station, name, address, reference, text, at } = parts;
  const who = `${officer.rank} ${officer.name} ${officer.shoulderNumber}`;
  const isStationKnown = letterhead.lines.some((line) => line.includes(station));
  const sender = present([
    letterhead.force,
    ...letterhead.lines,
    isStationKnown ? '' : station,
    who,
    officerPhone === '' ? '' : `Telephone ${officerPhone}`,
  ]);
  const addressee = present([name, ...address.split('\n')]);
  const day = dayOf(at);
  return {
    frame: {
      name: 'Letter',
      reference,
      status: letterhead.force,
      isDraft: false,
      foot: `Printed ${printedTime(at)} by ${officer.rank} ${officer.name}, ${officer.shoulderNumber}`,
      signatures: [],
    },
    rows: [
      row('sender', sender.join('\n')),
      ...(addressee.length === 0 ? [] : [row('addressee', addressee.join('\n'))]),
      // Many a force's template has the date in its words already.
      ...(text.includes(day) ? [] : [row('prose', day)]),
      row('prose', text),
    ],
  };
}
