// The force's rules of victim updates, taken over from its configuration: open duties are reckoned anew by them.
import type { EventKind } from '#contract/victims/rules.ts';
import type { VictimsApi } from '../../../ports/victims.ts';
import { inTransaction, type RecordsContext } from '../records-context.ts';
import type { Synchronous } from './synchronous.ts';
import { reckonAll } from './victim-duties.ts';
import { rulesInForce, storedRules } from './victim-rules.ts';

const periods = ({ label, workingDays, enhancedWorkingDays }: EventKind): string =>
  `“${label}” ${workingDays} and ${enhancedWorkingDays} working days`;

export const createVictimRules = (context: RecordsContext): Synchronous<Pick<VictimsApi, 'applyVictimRules'>> => ({
  applyVictimRules: ({ rules, calendar, at }) =>
    inTransaction(context, () => {
      const { db, audit, officer } = context;
      const before = rulesInForce(context);
      const isSame = JSON.stringify(before) === JSON.stringify(storedRules.parse({ rules, calendar }));
      if (isSame) return false;
      db.prepare(
        `INSERT INTO victim_rules (only_row, rules, calendar) VALUES (1, @rules, @calendar)
         ON CONFLICT (only_row) DO UPDATE SET rules = excluded.rules, calendar = excluded.calendar`,
      ).run({ rules: JSON.stringify(rules), calendar: JSON.stringify(calendar) });
      audit.append({
        at,
        operation: 'alteration',
        subjectKind: 'settings',
        subjectId: officer.id,
        what: `Took over the rules of victim updates: ${rules.events.map(periods).join('; ')}; ${calendar.bankHolidays.length} bank holidays, ${calendar.firstYear} to ${calendar.lastYear}.`,
      });
      reckonAll(context, at);
      return true;
    }),
});
