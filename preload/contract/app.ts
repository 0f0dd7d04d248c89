// The program itself: what it is running as, and the few addresses it may open in a browser.
import { z } from 'zod';
import { command } from './definition.ts';

export const appInfo = z.object({
  version: z.string(),
  /** Which host runs the program, for the settings page. */
  host: z.string(),
  demonstration: z.boolean(),
  dataFolder: z.string(),
  freeBytes: z.number().min(0).nullable(),
});
export type AppInfo = z.infer<typeof appInfo>;

export const app = {
  commands: {
    info: command(z.null(), appInfo),
    openExternal: command(z.object({ url: z.string().max(2000) }), z.null(), ['link-not-allowed']),
  },
  events: {},
} as const;
