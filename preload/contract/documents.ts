// Documents: a report on paper, or as a PDF for somebody who may have it. Both leave the vault, so both are disclosures.
import { z } from 'zod';
import { command } from './definition.ts';
import { reportId, sealId } from './ids.ts';

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
  /** Left out for other kinds; a statement without it goes out as a draft. */
  statement: statementPaper.optional(),
  /** For example "File for the CPS, R v Marsh". */
  purpose: z.string().trim().min(1).max(300),
  /** Data Protection Act 2018 s62(4): to whom it was disclosed. */
  disclosedTo: z.string().trim().min(1).max(200),
});
export type DocumentRequest = z.infer<typeof documentRequest>;

export const savedDocument = z.object({
  /** As the system spells it. */
  path: z.string(),
  pages: z.number().int().min(1),
  /** Of the file, lower-case hexadecimal. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});
export type SavedDocument = z.infer<typeof savedDocument>;

const failures = ['locked', 'not-found', 'busy', 'evidence-damaged'] as const;

export const documents = {
  commands: {
    /** Asks where, then writes a PDF there; null where the officer closed the chooser. */
    save: command(documentRequest, savedDocument.nullable(), [...failures, 'disk-full', 'folder-unusable']),
    /** Opens the system's own print dialog; false where the officer closed it. */
    print: command(documentRequest, z.object({ printed: z.boolean() }), [...failures, 'not-printed']),
  },
  events: {},
} as const;
