// Documents: a report on paper, or as a PDF for somebody who may have it. Both leave the vault, so both are disclosures.
import { z } from 'zod';
import { command } from './definition.ts';
import { reportId } from './ids.ts';

export const documentRequest = z.object({
  reportId,
  /** Which the officer has on screen: what is printed is that, or nothing. */
  revision: z.number().int().min(0),
  /** For example "File for the CPS, R v Marsh". */
  purpose: z.string().trim().min(1).max(300),
  /** Data Protection Act 2018 s62(3)(b)(ii): the log of a disclosure identifies the recipients. */
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

const failures = ['locked', 'not-found', 'busy', 'revision-conflict'] as const;

export const documents = {
  commands: {
    /** Asks where, then writes a PDF there; null where the officer closed the chooser. */
    save: command(documentRequest, savedDocument.nullable(), [...failures, 'disk-full', 'folder-unusable']),
    /** Opens the system's own print dialog; false where the officer closed it. */
    print: command(documentRequest, z.object({ printed: z.boolean() }), [...failures, 'not-printed']),
  },
  events: {},
} as const;
