// Audit: who did what to which record, in a Merkle tree that shows any later edit (Data Protection Act 2018, section 62).
import { z } from 'zod';
import { command } from './definition.ts';
import { instant } from './ids.ts';

/** The six operations of DPA 2018 s62(1), and the vault's own life. */
export const auditOperation = z.enum([
  'collection',
  'alteration',
  'consultation',
  'disclosure',
  'combination',
  'erasure',
  'session',
]);
export type AuditOperation = z.infer<typeof auditOperation>;

export const auditEntry = z.object({
  index: z.number().int().min(0),
  at: instant,
  officer: z.string(),
  operation: auditOperation,
  /** What it was done to, for example "recording 4f6c…" or "vault". */
  subjectKind: z.enum([
    'vault',
    'recording',
    'report',
    'note',
    'marker',
    'entity',
    'settings',
    'audit',
    'team-post',
    'exhibit',
    'identification',
  ]),
  subjectId: z.string(),
  /** What was done, in plain words. */
  what: z.string(),
  reason: z.string().nullable(),
});
export type AuditEntry = z.infer<typeof auditEntry>;

export const auditVerification = z.object({
  intact: z.boolean(),
  entries: z.number().int().min(0),
  /** Root of the tree over all entries, lower-case hexadecimal. */
  rootHash: z.string(),
  checkpoints: z.number().int().min(0),
  lastCheckpointAt: instant.nullable(),
  /** One sentence a finding; empty when intact. */
  problems: z.array(z.string()),
});
export type AuditVerification = z.infer<typeof auditVerification>;

export const audit = {
  commands: {
    list: command(
      z.object({
        before: z.number().int().min(0).nullable(),
        limit: z.number().int().min(1).max(200),
        subjectId: z.string().max(80).nullable(),
      }),
      z.object({ entries: z.array(auditEntry), total: z.number().int().min(0) }),
      ['locked'],
    ),
    verify: command(z.null(), auditVerification, ['locked']),
  },
  events: {},
} as const;
