// Documents: a report on paper, or as a PDF for somebody who may have it. Both leave the vault, so both are disclosures.
import { z } from 'zod';
import { command } from './definition.ts';
import { reportId, sealId } from './ids.ts';
import { printedFrame, printedPage } from './printed-document.ts';

/** Of a witness statement: what of it goes on paper. */
export const statementPaper = z.discriminatedUnion('as', [
  /** Marked as a draft, with no place to sign. */
  z.object({ as: z.literal('draft') }),
  /** With places for a pen. */
  z.object({ as: z.literal('to-sign') }),
  /** A sealed version, always the same. */
  z.object({ as: z.literal('sealed'), sealId }),
  /** The bytes that its hash is made of, as a file (docs/formats/sealed-statement.md); never on paper. */
  z.object({ as: z.literal('sealed-form'), sealId }),
]);
export type StatementPaper = z.infer<typeof statementPaper>;

export const documentRequest = z.object({
  reportId,
  /** Which the officer has on screen: what is printed is that, or nothing. */
  revision: z.number().int().min(0),
  /** Left out for other kinds; a statement without it goes out as a draft. */
  statement: statementPaper.optional(),
  /** For example "File for the CPS, R v Marsh". */
  purpose: z.string().trim().min(1).max(300),
  /** Data Protection Act 2018 s62(3)(b)(ii): the log of a disclosure identifies the recipients. */
  disclosedTo: z.string().trim().min(1).max(200),
});
export type DocumentRequest = z.infer<typeof documentRequest>;

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

export const savedDocument = z.object({
  /** As the system spells it. */
  path: z.string(),
  pages: z.number().int().min(1),
  /** Of the file, lower-case hexadecimal. */
  sha256,
});
export type SavedDocument = z.infer<typeof savedDocument>;

export const letterRequest = z.object({
  reportId,
  /** The victim, of the report's people. */
  personId: z.uuid(),
  /** With every fact in it. */
  text: z.string().trim().min(1).max(20_000),
  /** Below the name; empty for a letter that is handed over. */
  address: z.string().trim().max(500),
  /** What makes contact safe, as the officer has it on screen: where it says something else by now, nothing is printed. */
  safeContactRead: z.string().max(20_000),
  /** Why it goes by post although letters are marked as not safe; else empty. */
  despiteUnsafe: z.string().trim().max(300),
});
export type LetterRequest = z.infer<typeof letterRequest>;

export const previewedLetter = z.object({
  frame: printedFrame,
  /** As they will be on paper. */
  pages: z.array(printedPage).min(1),
  /** Of what is shown, besides when it is printed; lower-case hexadecimal. */
  sha256,
});
export type PreviewedLetter = z.infer<typeof previewedLetter>;

/** What is printed is what was previewed, or nothing. */
const letterToPrint = letterRequest.extend({ previewSha256: sha256 });

const letterFailures = ['locked', 'not-found', 'busy', 'revision-conflict', 'invalid-input', 'not-ready'] as const;

const failures = ['locked', 'not-found', 'busy', 'revision-conflict', 'evidence-damaged'] as const;

export const documents = {
  commands: {
    /** Asks where, then writes a PDF there; null where the officer closed the chooser. */
    save: command(documentRequest, savedDocument.nullable(), [...failures, 'disk-full', 'folder-unusable']),
    /** Opens the system's own print dialog; false where the officer closed it. */
    print: command(documentRequest, z.object({ printed: z.boolean() }), [...failures, 'not-printed']),
    /** A letter to a victim, laid out and handed to nobody. */
    previewLetter: command(letterRequest, previewedLetter, letterFailures),
    saveLetter: command(letterToPrint, savedDocument.nullable(), [...letterFailures, 'disk-full', 'folder-unusable']),
    printLetter: command(letterToPrint, z.object({ printed: z.boolean() }), [...letterFailures, 'not-printed']),
  },
  events: {},
} as const;
