// Settings: how this officer likes the desk. Kept in the officer's records; the theme also applies to the lock screen.
import { z } from 'zod';
import { command } from './definition.ts';
import { producer } from './exhibits.ts';
import { forceForms } from './force-forms/schema.ts';

export const settingsValues = z.object({
  theme: z.enum(['system', 'light', 'dark']),
  touch: z.boolean(),
  idleLockMinutes: z.number().int().min(1).max(60),
  /** Shortcuts of one character without Ctrl or Alt: they disturb officers who dictate (WCAG 2.1.4). */
  singleKeyShortcuts: z.boolean(),
  /** When the window loses the focus, and when the laptop wakes. */
  whenAway: z.enum(['nothing', 'public-place', 'cover']),
  /** Before the stroke of an exhibit's label; empty: those of the officer's name. */
  exhibitInitials: z.union([z.literal(''), producer]),
  /** In letters and texts to victims; empty: asked for each time. */
  officerPhone: z.string().trim().max(40),
  station: z.string().trim().max(80),
});
export type SettingsValues = z.infer<typeof settingsValues>;

export const settingsPatch = settingsValues.partial();
export type SettingsPatch = z.infer<typeof settingsPatch>;

export const defaultSettings: SettingsValues = {
  theme: 'system',
  touch: false,
  idleLockMinutes: 5,
  singleKeyShortcuts: true,
  whenAway: 'nothing',
  exhibitInitials: '',
  officerPhone: '',
  station: '',
};

/** What IT's forms.json adds to the forms, or why it adds nothing. */
export const formsState = z.object({
  state: z.enum(['none', 'in-force', 'refused']),
  /** Where the file is, or would be. */
  path: z.string(),
  configuration: forceForms.nullable(),
  /** A sentence each, for IT: file, place in it, what stands there and what may. */
  problems: z.array(z.string()),
});
export type FormsState = z.infer<typeof formsState>;

export const settings = {
  commands: {
    get: command(z.null(), settingsValues),
    set: command(settingsPatch, settingsValues),
    /** Also while locked: the page reads it before its first screen. */
    forms: command(z.null(), formsState),
  },
  events: { changed: settingsValues },
} as const;
