// Signing of witness statements: laid out as they will be printed, fixed in the vault, and signed there place by place.
import type { Instant, ReportId } from '#contract/ids.ts';
import type { FeatureHandlers } from '#contract/index.ts';
import type { Officer } from '#contract/session.ts';
import { sealedDocument, statementDocument } from '#contract/statement/statement-document.ts';
import type { EventBus } from '../../ipc/event-bus.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Shell } from '../../ports/shell.ts';
import type { VaultHostApi } from '../../ports/vault-host.ts';
import { layOutCounted } from './statement-layout.ts';

interface SigningDependencies {
  readonly vault: () => VaultHostApi;
  readonly officer: () => Promise<Officer>;
  readonly shell: Pick<Shell, 'documents'>;
  readonly clock: Clock;
  readonly events: EventBus;
}

export function createSigningHandlers(dependencies: SigningDependencies): FeatureHandlers<'signing'> {
  const { vault, officer, shell, clock, events } = dependencies;
  const at = (): Instant => clock.now();
  const changed = (reportId: ReportId): void => events.emit('reports', 'changed', { ids: [reportId] });

  return {
    state: (input) => vault().signingState(input),
    async begin({ reportId, revision, way }) {
      const api = vault();
      await api.requireSignable({ reportId, revision });
      const begun = at();
      const report = await api.getReport({ id: reportId, at: begun });
      const by = await officer();
      const opened = await layOutCounted(shell.documents, (pages) =>
        statementDocument(report, { officer: by, at: begun, pages, places: way }),
      );
      opened.close();
      // Locked meanwhile: this vault is closed, and says so.
      const signing = await api.beginSigning({ reportId, revision, way, pages: opened.pages, at: begun });
      changed(reportId);
      return signing;
    },
    sign: (input) => vault().signPlace({ ...input, at: at() }),
    async clear(input) {
      await vault().clearPlace({ ...input, at: at() });
      return null;
    },
    async withdraw(input) {
      const { reportId } = await vault().withdrawSigning({ ...input, at: at() });
      changed(reportId);
      return null;
    },
    async seal(input) {
      const seal = await vault().sealStatement({ ...input, at: at() });
      changed(seal.reportId);
      return seal;
    },
    async sealed({ id }) {
      const { summary, sealed } = await vault().sealedStatement({ id, at: at() });
      return { summary, sealed, frame: sealedDocument(sealed, summary.sha256).document.frame };
    },
    async correct(input) {
      const report = await vault().correctStatement({ ...input, at: at() });
      changed(report.id);
      return report;
    },
  };
}
