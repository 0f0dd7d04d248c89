// Reports: saved as they are typed. The handlers pass on to the records and tell the other windows.
import type { ReportId } from '#contract/ids.ts';
import type { FeatureHandlers } from '#contract/index.ts';
import type { EventBus } from '../../ipc/event-bus.ts';
import type { Clock } from '../../ports/clock.ts';
import type { VaultHostApi } from '../../ports/vault-host.ts';

export interface ReportsDependencies {
  readonly vault: () => VaultHostApi;
  readonly clock: Clock;
  readonly events: EventBus;
}

export function createReportsHandlers({ vault, clock, events }: ReportsDependencies): FeatureHandlers<'reports'> {
  const at = () => clock.now();
  async function announced<Answer extends { id: ReportId }>(change: Promise<Answer>): Promise<Answer> {
    const answer = await change;
    events.emit('reports', 'changed', { ids: [answer.id] });
    return answer;
  }
  return {
    list: (query) => vault().listReports(query),
    get: ({ id }) => vault().getReport({ id, at: at() }),
    create: (input) => announced(vault().createReport({ ...input, at: at() })),
    async save(input) {
      const summary = await announced(vault().saveReport({ ...input, at: at() }));
      if (input.noteIds.length > 0) events.emit('notebook', 'changed', { ids: input.noteIds });
      return summary;
    },
    finish: (input) => announced(vault().finishReport({ ...input, at: at() })),
    reopen: (input) => announced(vault().reopenReport({ ...input, at: at() })),
    belonging: (input) => vault().reportsBelonging(input),
    history: ({ id }) => vault().reportHistory({ id, at: at() }),
    version: (input) => vault().reportVersion(input),
    async setRecordings(input) {
      const report = await announced(vault().setReportRecordings({ ...input, at: at() }));
      events.emit('footage', 'changed', { ids: input.recordingIds });
      return report;
    },
  };
}
