// Derivatives: clips, redactions and snapshots that the window makes of a recording, kept as evidence of their own.
import { z } from 'zod';
import { command } from './definition.ts';
import { recording, recordingSummary } from './footage.ts';
import { recordingId, uploadId } from './ids.ts';
import { mediaFacts } from './media.ts';
import { draftKind, recipe, recipeDraft } from './recipe.ts';

export const derivativeKind = z.enum(['clip', 'redaction', 'snapshot']);
export type DerivativeKind = z.infer<typeof derivativeKind>;

/** What a derivative was made from, and how. */
export const derivation = z.object({
  parent: recordingSummary,
  /** Null where the derivative had to be entered from its own container: the recipe is in the records only. */
  recipe: recipe.nullable(),
  /** SHA-256 of the recipe as it is stored: named by the custody events. */
  recipeSha256: z.string().regex(/^[0-9a-f]{64}$/),
});
export type Derivation = z.infer<typeof derivation>;

export const derivatives = {
  commands: {
    /** The bytes then go to `uploadAddress`, in order. Nothing is in the records until `finish`. */
    begin: command(z.object({ parentId: recordingId, kind: derivativeKind }), z.object({ uploadId }), [
      'locked',
      'not-found',
      'busy',
      'disk-full',
      'disk-error',
    ]),
    /** Seals it, reads it back and enters it into the records: all of it or nothing. */
    finish: command(z.object({ uploadId, recipe, media: mediaFacts }), recording, [
      'locked',
      'not-found',
      'invalid-input',
      'disk-full',
      'disk-error',
    ]),
    /** Harmless where there is nothing to abandon. */
    abandon: command(z.object({ uploadId }), z.null(), ['locked']),
    list: command(z.object({ parentId: recordingId }), z.array(recordingSummary), ['locked']),
    derivation: command(z.object({ id: recordingId }), derivation, ['locked', 'not-found']),
    draft: command(z.object({ parentId: recordingId, kind: draftKind }), recipeDraft.nullable(), ['locked']),
    saveDraft: command(z.object({ parentId: recordingId, kind: draftKind, draft: recipeDraft }), z.null(), [
      'locked',
      'not-found',
      'disk-full',
    ]),
    discardDraft: command(z.object({ parentId: recordingId, kind: draftKind }), z.null(), ['locked']),
  },
  events: {},
} as const;

/** One PUT carries at most this much. */
export const uploadChunkBytes = 4 * 1024 * 1024;

/**
 * Where the window PUTs bytes under the app's own origin. `offset` is the end of what was sent, or before it to replace bytes
 * that were sent already, as the index of a film is written last and its length stands first.
 */
export const uploadAddress = (id: string, offset: number): string => `/evidence/derivatives/${id}?offset=${offset}`;
