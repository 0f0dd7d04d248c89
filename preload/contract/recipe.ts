// Recipes: how a clip, a redaction or a snapshot was made of its parent, so exactly that somebody else can make it again.
import { z } from 'zod';
import { recordingId } from './ids.ts';

const seconds = z.number().min(0).max(1_000_000);
const frame = z.number().int().min(0).nullable();
/** Of the picture as it is seen: 0 is its left or upper edge, 1 its right or lower one. */
const fraction = z.number().min(0).max(1);

/** On the parent's own timeline. The end is the moment at which the last thing included stops being shown. */
export const recipeSpan = z
  .object({
    startSeconds: seconds,
    endSeconds: seconds,
    /** Pictures counted from 0 in the order they are shown, over all files of the parent; null where there are none. */
    firstFrame: frame,
    lastFrame: frame,
  })
  .refine((span) => span.endSeconds >= span.startSeconds);
export type RecipeSpan = z.infer<typeof recipeSpan>;

/** One file of the parent in playing order, named by its hash: what the recipe is to be applied to. */
const recipeSource = z.object({
  recordingId,
  fileName: z.string().min(1).max(400),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});
export type RecipeSource = z.infer<typeof recipeSource>;

/** Where a box lies at one moment; between two of them it moves in a straight line and changes its size evenly. */
export const boxKey = z.object({
  atSeconds: seconds,
  x: fraction,
  y: fraction,
  width: fraction,
  height: fraction,
  by: z.enum(['officer', 'tracker']),
});
export type BoxKey = z.infer<typeof boxKey>;

/** All three cover the box with what surrounds it, or with black: nothing that lay in it is used. */
export const boxEffect = z.enum(['blur', 'pixelate', 'black']);
export type BoxEffect = z.infer<typeof boxEffect>;

export const mostBoxKeys = 4000;

export const recipeBox = z.object({
  id: z.string().min(1).max(40),
  label: z.string().max(80),
  effect: boxEffect,
  startSeconds: seconds,
  endSeconds: seconds,
  /** In the order of their moments. Before the first and after the last the box stays where it is. */
  keys: z.array(boxKey).min(1).max(mostBoxKeys),
});
export type RecipeBox = z.infer<typeof recipeBox>;

export const recipeMute = z.object({ id: z.string().min(1).max(40), startSeconds: seconds, endSeconds: seconds });
export type RecipeMute = z.infer<typeof recipeMute>;

/** What was done to the pictures or the sound on the way. */
const treatment = z.discriminatedUnion('how', [
  z.object({ how: z.literal('none') }),
  /** Bit for bit as in the source. */
  z.object({ how: z.literal('copied'), codec: z.string().max(80) }),
  z.object({
    how: z.literal('encoded'),
    codec: z.string().max(80),
    bitsPerSecond: z.number().int().positive().nullable(),
  }),
  /** Copied, but for muted packets: those are replaced by silent ones. */
  z.object({ how: z.literal('silenced'), codec: z.string().max(80), packets: z.number().int().min(0) }),
]);
export type Treatment = z.infer<typeof treatment>;

const made = {
  version: z.literal(1),
  parentId: recordingId,
  tool: z.object({ name: z.string().max(80), version: z.string().max(40), renderer: z.string().max(200) }),
  sources: z.array(recipeSource).min(1).max(1000),
  /** Why it was made, in the officer's words. */
  reason: z.string().max(500),
};
const cut = {
  asked: recipeSpan,
  included: recipeSpan,
  /** `key-frame`: starts at the picture before which the camera's own compression allows a start; `exact`: encoded again. */
  cut: z.enum(['key-frame', 'exact']),
  video: treatment,
  audio: treatment,
};

export const recipe = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('clip'), ...made, ...cut }),
  z.object({
    kind: z.literal('redaction'),
    ...made,
    ...cut,
    /** Null where there is sound only. */
    width: z.number().int().positive().nullable(),
    height: z.number().int().positive().nullable(),
    boxes: z.array(recipeBox).max(50),
    mutes: z.array(recipeMute).max(200),
  }),
  z.object({
    kind: z.literal('snapshot'),
    ...made,
    atSeconds: seconds,
    frame,
    format: z.enum(['jpeg', 'png']),
    width: z.number().int().positive(),
    height: z.number().int().positive(),
  }),
]);
export type Recipe = z.infer<typeof recipe>;

/** What an officer has prepared and not yet made. */
export const recipeDraft = z.object({
  startSeconds: seconds,
  endSeconds: seconds,
  cut: z.enum(['key-frame', 'exact']),
  boxes: z.array(recipeBox).max(50),
  mutes: z.array(recipeMute).max(200),
  reason: z.string().max(500),
});
export type RecipeDraft = z.infer<typeof recipeDraft>;

export const draftKind = z.enum(['clip', 'redaction']);
export type DraftKind = z.infer<typeof draftKind>;
