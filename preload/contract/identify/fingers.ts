// Fingers as the window knows them: which are wanted, which could not be taken and why, what to tell at the glass. Never a print.
import { z } from 'zod';
import { instant } from '../ids.ts';
import { reasonWords } from './power.ts';

/** ANSI/NIST-ITL positions: 1 right thumb … 5 right little, 6 left thumb … 10 left little; 13 right four, 14 left four, 15 both thumbs. */
export const printPosition = z.literal([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 13, 14, 15]);
export type PrintPosition = z.infer<typeof printPosition>;

export const positionNames: Readonly<Record<PrintPosition, string>> = {
  1: 'Right thumb',
  2: 'Right index finger',
  3: 'Right middle finger',
  4: 'Right ring finger',
  5: 'Right little finger',
  6: 'Left thumb',
  7: 'Left index finger',
  8: 'Left middle finger',
  9: 'Left ring finger',
  10: 'Left little finger',
  13: 'Four fingers of the right hand',
  14: 'Four fingers of the left hand',
  15: 'Both thumbs',
};

/** Asked for unless they cannot be taken. */
export const usualPositions: readonly PrintPosition[] = [2, 7];

export const whyNotTaken = z.enum(['missing', 'bandaged', 'injured', 'refused', 'not-readable', 'other']);
export type WhyNotTaken = z.infer<typeof whyNotTaken>;

export const whyNotTakenWords: Readonly<Record<WhyNotTaken, string>> = {
  missing: 'The finger is missing',
  bandaged: 'It is bandaged',
  injured: 'It is injured',
  refused: 'The person refused',
  'not-readable': 'The reader cannot read it',
  other: 'Another reason',
};

export const captureAdvice = z.enum([
  'place-finger',
  'move-up',
  'move-down',
  'move-left',
  'move-right',
  'press-flat',
  'spread-fingers',
  'hold-still',
  'press-lighter',
  'press-firmer',
  'wipe-finger',
  'lift-finger',
]);
export type CaptureAdvice = z.infer<typeof captureAdvice>;

export const captureAdviceWords: Readonly<Record<CaptureAdvice, string>> = {
  'place-finger': 'Place the finger on the glass',
  'move-up': 'Move the finger up',
  'move-down': 'Move the finger down',
  'move-left': 'Move the finger left',
  'move-right': 'Move the finger right',
  'press-flat': 'Press flat',
  'spread-fingers': 'Lay the fingers flat and apart',
  'hold-still': 'Hold still',
  'press-lighter': 'Press a little lighter',
  'press-firmer': 'Press a little harder',
  'wipe-finger': 'Wipe the finger',
  'lift-finger': 'Lift the finger',
};

const captureState = z.enum(['lift', 'waiting', 'adjust', 'good', 'accepted']);

const longestSide = 250;

/** One pixel for eight by eight of the frame, each a hexadecimal digit, 0 black to f white: ridges cannot be seen in it. */
export const coarsePicture = z
  .object({
    columns: z.number().int().min(0).max(longestSide),
    rows: z.number().int().min(0).max(longestSide),
    grays: z.string().regex(/^[0-9a-f]*$/),
  })
  .refine(({ columns, rows, grays }) => grays.length === columns * rows);

/** What a window may know of a frame while a finger is on the glass. */
export const captureFrame = z.object({
  position: printPosition,
  state: captureState,
  advice: captureAdvice,
  goodFrames: z.number().int().min(0),
  picture: coarsePicture,
});
export type CaptureFrame = z.infer<typeof captureFrame>;

export const fingerState = z.discriminatedUnion('status', [
  z.object({ status: z.literal('wanted'), position: printPosition, tries: z.number().int().min(0) }),
  z.object({
    status: z.literal('captured'),
    position: printPosition,
    tries: z.number().int().min(1),
    /** On this program's own scale of 0 to 100; no standard's. */
    score: z.number().int().min(0).max(100),
    at: instant,
  }),
  z.object({
    status: z.literal('not-taken'),
    position: printPosition,
    tries: z.number().int().min(0),
    why: whyNotTaken,
    /** In the officer's words; needed for another reason. */
    note: z.string().trim().max(500),
  }),
]);
export type FingerState = z.infer<typeof fingerState>;

/** Of one finger that cannot be taken. */
export const notTaken = z
  .object({ why: whyNotTaken, note: z.string().trim().max(500) })
  .refine(({ why, note }) => why !== 'other' || reasonWords.safeParse(note).success, 'Say why it was not taken.');
