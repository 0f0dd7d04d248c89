// Pictures: filmstrip and waveform of a file of footage. The window makes them once; the encrypted records keep them.
import { z } from 'zod';
import { command } from './definition.ts';
import { recordingId } from './ids.ts';

/**
 * One sheet of small pictures at even distances in time: the picture `n` is of the moment (n + ½) × `secondsApart`. Of a file
 * that ends early there are fewer than its length asks for.
 */
export const filmstrip = z.object({
  pictures: z.number().int().min(1).max(240),
  columns: z.number().int().min(1).max(240),
  pictureWidth: z.number().int().min(1).max(640),
  pictureHeight: z.number().int().min(1).max(640),
  secondsApart: z.number().positive(),
});
export type Filmstrip = z.infer<typeof filmstrip>;

const sheet = z.instanceof(Uint8Array).refine((bytes) => bytes.byteLength > 0 && bytes.byteLength <= 2_097_152);

/** The loudest moment of each stretch, 0 (silence) to 255. */
export const waveform = z.object({
  peaksPerSecond: z.number().positive().max(1000),
  peaks: z.instanceof(Uint8Array).refine((bytes) => bytes.byteLength <= 1_048_576),
});
export type Waveform = z.infer<typeof waveform>;

export const pictures = {
  commands: {
    /** What there is of a file; the sheet itself is at `filmstripAddress`. */
    get: command(
      z.object({ id: recordingId }),
      z.object({ filmstrip: filmstrip.nullable(), waveform: waveform.nullable() }),
      ['locked', 'not-found', 'deleted'],
    ),
    saveFilmstrip: command(z.object({ id: recordingId, filmstrip, jpeg: sheet }), z.null(), [
      'locked',
      'not-found',
      'deleted',
    ]),
    saveWaveform: command(z.object({ id: recordingId, waveform }), z.null(), ['locked', 'not-found', 'deleted']),
  },
  events: {},
} as const;

export const filmstripAddress = (id: string): string => `/evidence/${id}/filmstrip`;
