// What the virtual fingerprint reader with a real cable is told, and what it answers: one JSON text a line.
import { z } from 'zod';

const faults = [
  'short',
  'lines',
  'blocks',
  'wrong-key',
  'endless',
  'storm',
  'endless-storm',
  'half-then-pulled',
] as const;

export const readerOrder = z.discriminatedUnion('order', [
  /** 64 as the maker's documents of its kind have it; 512 as any device with a faster bus has. */
  z.object({ order: z.literal('plug-in'), packetBytes: z.union([z.literal(64), z.literal(512)]) }),
  z.object({ order: z.literal('pull') }),
  z.object({ order: z.literal('place'), seed: z.number().int() }),
  z.object({ order: z.literal('lift') }),
  /** How the rows come: all with one key, or with plain rows, a gap and another key between them. */
  z.object({ order: z.literal('rows'), how: z.enum(['one-key', 'new-keys']) }),
  z.object({ order: z.literal('fault'), what: z.enum([...faults, 'none']) }),
  z.object({ order: z.literal('look') }),
]);

export type ReaderFault = (typeof faults)[number] | 'none';
export type ReaderOrder = z.infer<typeof readerOrder>;

export const readerState = z.object({
  isPluggedIn: z.boolean(),
  /** SHA-256 of the pixels that lie on the glass, those at the places in `lost` set to 0; null for an empty glass. */
  shown: z.string().nullable(),
  height: z.number(),
  /** The last byte of each scrambled run is not sent, and rows that are left out are white. */
  lost: z.array(z.number()),
  modes: z.array(z.number()),
  keyExchanges: z.number(),
  pictures: z.number(),
});

export type ReaderState = z.infer<typeof readerState>;
