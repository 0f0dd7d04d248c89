// Victim updates: the force's rules are taken over at each unlock; what officers write down goes to the records and is announced.
import { setTimeout as pause } from 'node:timers/promises';
import type { ReportId } from '#contract/ids.ts';
import type { FeatureHandlers } from '#contract/index.ts';
import type { VictimRules } from '#contract/victims/rules.ts';
import type { WorkingCalendar } from '#contract/victims/deadlines.ts';
import type { EventBus } from '../../ipc/event-bus.ts';
import type { Clock } from '../../ports/clock.ts';
import type { VaultHostApi } from '../../ports/vault-host.ts';
import { bankHolidays } from './bank-holidays.ts';

const calmMilliseconds = 1000;

export interface VictimsDependencies {
  readonly vault: () => VaultHostApi;
  readonly isUnlocked: () => boolean;
  readonly rules: VictimRules;
  readonly clock: Clock;
  readonly events: EventBus;
}

export interface VictimsService {
  readonly handlers: FeatureHandlers<'victims'>;
  /** After an unlock. */
  begin(): Promise<void>;
}

export function createVictimsService(dependencies: VictimsDependencies): VictimsService {
  const { vault, isUnlocked, rules, clock, events } = dependencies;
  let calendar: Promise<WorkingCalendar> | null = null;

  const at = () => clock.now();
  async function announced<Answer extends { readonly reportId: ReportId }>(change: Promise<Answer>): Promise<Answer> {
    const answer = await change;
    events.emit('victims', 'changed', { reportId: answer.reportId });
    return answer;
  }

  return {
    async begin() {
      // Reading it takes a tenth of a second of this process, which an officer who has just unlocked wants for themselves.
      await pause(calmMilliseconds, undefined, { ref: false });
      calendar ??= bankHolidays(rules.extraBankHolidays);
      const known = await calendar;
      if (!isUnlocked()) return;
      const isNew = await vault().applyVictimRules({ rules, calendar: known, at: at() });
      if (isNew) events.emit('victims', 'changed', { reportId: null });
    },
    handlers: {
      get: ({ reportId }) => vault().getVictims({ reportId, at: at() }),
      recordEvent: (input) => announced(vault().recordInvestigationEvent({ ...input, at: at() })),
      withdrawEvent: (input) => announced(vault().withdrawInvestigationEvent({ ...input, at: at() })),
      logContact: ({ at: happenedAt, ...contact }) =>
        announced(vault().logVictimContact({ ...contact, happenedAt, at: at() })),
      noteDrafted: (input) => announced(vault().noteVictimDrafted({ ...input, at: at() })),
      takeBack: (input) => announced(vault().takeBackVictimContact({ ...input, at: at() })),
      async saveDraft(input) {
        await vault().saveVictimDraft(input);
        return null;
      },
    },
  };
}
