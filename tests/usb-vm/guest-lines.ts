// What the guest tells the host: one JSON text a line.
import { z } from 'zod';

export const guestLine = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('began'), test: z.string() }),
  z.object({
    kind: z.literal('ended'),
    test: z.string(),
    /** Null when the promise was kept; else what went wrong, with its stack. */
    failure: z.string().nullable(),
  }),
  /** Worth knowing for whoever reads the run: counts, seeds, times. */
  z.object({ kind: z.literal('note'), text: z.string() }),
  z.object({ kind: z.literal('measured'), name: z.string(), values: z.array(z.number()) }),
  z.object({ kind: z.literal('finished') }),
]);

export type GuestLine = z.infer<typeof guestLine>;
