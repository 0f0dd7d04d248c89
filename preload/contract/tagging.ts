// Tagging: many recordings described at once, and named sets of tags to apply with one key.
import { z } from 'zod';
import { command } from './definition.ts';
import { footageQuery, recordingSummary, tag } from './footage.ts';
import { recordingId } from './ids.ts';

/** What is left out stays as it is. */
export const bulkChange = z
  .object({
    categoryId: z.string().max(40).nullable(),
    reference: z.string().max(75),
    /** As in title-pattern.ts. */
    titlePattern: z.string().max(200),
    addTags: z.array(tag).max(30),
    removeTags: z.array(tag).max(30),
  })
  .partial();
export type BulkChange = z.infer<typeof bulkChange>;

/** More than anybody means to change in one go; a transaction of this size takes a moment and not more. */
export const mostAtOnce = 500;

export const taggedRecording = z.object({ id: recordingId, revision: z.number().int().min(0) });

export const bulkOutcome = z.object({
  /** Those that are different now. */
  changed: z.array(recordingId),
  /** Changed elsewhere since the officer looked: left alone, and named. */
  conflicts: z.array(recordingSummary.pick({ id: true, title: true, fileName: true })),
});
export type BulkOutcome = z.infer<typeof bulkOutcome>;

export const tagTemplate = z.object({
  id: z.uuid(),
  label: z.string().trim().min(1).max(60),
  categoryId: z.string().max(40).nullable(),
  /** A pattern as in title-pattern.ts; empty leaves the title alone. */
  title: z.string().max(200),
  tags: z.array(tag).max(30),
  /** The force's own come from device.json and cannot be changed here. */
  source: z.enum(['force', 'own']),
});
export type TagTemplate = z.infer<typeof tagTemplate>;

export const ownTemplate = tagTemplate.omit({ source: true, id: true }).extend({ id: z.uuid().nullable() });
export type OwnTemplate = z.infer<typeof ownTemplate>;

/** As many as there are number keys. */
export const mostTemplates = 9;

export const tagging = {
  commands: {
    /** Ids and revisions of a whole worklist or search, in its order: for "select all" in a list that is read a page at a time. */
    select: command(
      footageQuery.pick({ worklist: true, search: true }),
      z.object({ recordings: z.array(taggedRecording).max(mostAtOnce), total: z.number().int().min(0) }),
      ['locked'],
    ),
    /** One transaction with an audit entry for each; those changed since `revision` are left alone and reported. */
    editMany: command(
      z.object({ recordings: z.array(taggedRecording).min(1).max(mostAtOnce), change: bulkChange }),
      bulkOutcome,
      ['locked', 'not-found'],
    ),
    /** Puts the last `editMany` of this unlock back, but not where somebody has changed a recording since. */
    undoEditMany: command(z.null(), bulkOutcome, ['locked', 'not-found']),
    /** Of the latest recordings, the most used first: to pick from instead of typing. */
    usedTags: command(z.null(), z.array(z.string()).max(50), ['locked']),
    templates: command(z.null(), z.array(tagTemplate), ['locked']),
    saveTemplate: command(ownTemplate, z.array(tagTemplate), ['locked', 'not-found', 'invalid-input']),
    removeTemplate: command(z.object({ id: z.uuid() }), z.array(tagTemplate), ['locked', 'not-found']),
  },
  events: {},
} as const;
