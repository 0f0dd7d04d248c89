// The rules of victim updates that are in force, with the bank holidays that deadlines count by.
import { z } from 'zod';
import { weekendsOnly, workingCalendar, type WorkingCalendar } from '#contract/victims/deadlines.ts';
import { defaultVictimRules, victimRules, type VictimRules } from '#contract/victims/rules.ts';
import type { RecordsContext } from '../records-context.ts';

export interface RulesInForce {
  readonly rules: VictimRules;
  readonly calendar: WorkingCalendar;
}

export const storedRules = z.object({ rules: victimRules, calendar: workingCalendar });

/** Before any were taken over: as Kerbdesk brings them, and no bank holiday is known. */
export function rulesInForce({ db }: RecordsContext): RulesInForce {
  const row = db.prepare<[], { rules: string; calendar: string }>('SELECT rules, calendar FROM victim_rules').get();
  if (row === undefined) return { rules: defaultVictimRules, calendar: weekendsOnly };
  return storedRules.parse({ rules: JSON.parse(row.rules) as unknown, calendar: JSON.parse(row.calendar) as unknown });
}
