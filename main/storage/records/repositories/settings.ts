// How this officer likes the desk.
import { defaultSettings, settingsValues, type SettingsValues } from '#contract/settings.ts';
import type { RecordsApi } from '../../../ports/vault-host.ts';
import { inTransaction, type RecordsContext } from '../records-context.ts';
import type { Synchronous } from './synchronous.ts';

/** As the settings page calls them. */
const names: Readonly<Record<keyof SettingsValues, string>> = {
  theme: 'theme',
  touch: 'large targets for touch',
  idleLockMinutes: 'minutes until the vault locks by itself',
  singleKeyShortcuts: 'shortcuts of one key',
  whenAway: 'what happens when the window loses the focus',
  exhibitInitials: 'initials on exhibits',
  officerPhone: 'number in letters to victims',
  station: 'station in letters to victims',
};
const shown = (value: string | number | boolean): string =>
  typeof value === 'boolean' ? (value ? 'on' : 'off') : String(value);

/** A value that this version does not know falls back to the default, and the others stay. */
export function readSettings({ db }: RecordsContext): SettingsValues {
  const rows = db.prepare<[], { name: string; value: string }>('SELECT name, value FROM settings').all();
  return rows.reduce<SettingsValues>((values, { name, value }) => {
    const merged = settingsValues.safeParse({ ...values, [name]: JSON.parse(value) as unknown });
    return merged.success ? merged.data : values;
  }, defaultSettings);
}

type SettingsApi = Synchronous<Pick<RecordsApi, 'getSettings' | 'setSettings'>>;

export function createSettings(context: RecordsContext): SettingsApi {
  const { db, audit, officer } = context;

  return {
    getSettings: () => readSettings(context),
    setSettings({ values, at }) {
      return inTransaction(context, () => {
        const before = readSettings(context);
        const after = settingsValues.parse({ ...before, ...values });
        const save = db.prepare(
          'INSERT INTO settings (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
        );
        const all = Object.keys(names) as (keyof SettingsValues)[];
        const changed = all.filter((name) => before[name] !== after[name]);
        for (const name of changed) save.run(name, JSON.stringify(after[name]));
        if (changed.length > 0) {
          const said = changed.map((name) => `${names[name]} from ${shown(before[name])} to ${shown(after[name])}`);
          audit.append({
            at,
            operation: 'alteration',
            subjectKind: 'settings',
            subjectId: officer.id,
            what: `Changed settings: ${said.join('; ')}.`,
          });
        }
        return after;
      });
    },
  };
}
