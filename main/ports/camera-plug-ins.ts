// Which drivers of other makers run on this laptop: part of IT's policy, down to the bytes of each.
import { isAbsolute } from 'node:path';
import { z } from 'zod';

export const cameraPlugIns = z.strictObject({
  folder: z.string().refine(isAbsolute, 'must be an absolute path'),
  plugIns: z
    .array(
      z.strictObject({
        file: z
          .string()
          .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,80}\.mjs$/, 'must be the name of an .mjs file in that folder'),
        sha256: z.string().regex(/^[0-9a-f]{64}$/, 'must be 64 small hexadecimal digits, as sha256sum prints them'),
        /** For the plug-in, for example where a maker's key is kept. */
        options: z.record(z.string().max(100), z.string().max(4096)).default({}),
      }),
    )
    .max(20),
});
export type CameraPlugIns = z.infer<typeof cameraPlugIns>;
