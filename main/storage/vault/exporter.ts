// The one export of an open vault that may be under way: begun, followed, cancelled, and ended by a lock.
import { KerbdeskError } from '#contract/errors.ts';
import type { Instant } from '#contract/ids.ts';
import type { Officer } from '#contract/session.ts';
import type { ExportApi } from '../../ports/vault-host.ts';
import { exportRecordings, sweepExports, type ExportOutcome } from '../export/export-recordings.ts';
import type { RecordsWorkerApi } from '../records/records-worker-api.ts';
import type { EvidenceAccess } from './evidence-access.ts';
import type { VaultKeys } from './vault-keys.ts';

interface ExporterParts {
  readonly officer: Officer;
  readonly keys: VaultKeys;
  readonly records: RecordsWorkerApi;
  readonly evidence: EvidenceAccess;
}

export class Exporter {
  readonly #parts: ExporterParts;
  #running: { readonly abort: AbortController; bytesDone: number; bytesTotal: number } | null = null;
  #work: Promise<unknown> | null = null;

  constructor(parts: ExporterParts) {
    this.#parts = parts;
  }

  run(input: Parameters<ExportApi['exportRecordings']>[0]): Promise<ExportOutcome> {
    const work = this.#run(input);
    this.#work = work;
    return work;
  }

  async #run({ request, folder, at }: Parameters<ExportApi['exportRecordings']>[0]): Promise<ExportOutcome> {
    if (this.#running) throw new KerbdeskError('busy', 'Another export is under way. Wait for it, or cancel it.');
    const running = { abort: new AbortController(), bytesDone: 0, bytesTotal: 0 };
    this.#running = running;
    const { officer, keys, records, evidence } = this.#parts;
    try {
      return await exportRecordings({
        request,
        folder,
        at,
        officer,
        records,
        openContainer: (id) => evidence.openContainer(id),
        signingPrivateKey: keys.signingPrivateKey,
        signingPublicKey: keys.signingPublicKey,
        signal: running.abort.signal,
        progress: (bytesDone, bytesTotal) => Object.assign(running, { bytesDone, bytesTotal }),
      });
    } finally {
      this.#running = null;
    }
  }

  /** Best effort: what cannot be removed now is tried again at the next unlock. */
  async sweep(at: Instant): Promise<void> {
    await sweepExports(this.#parts.records, at).catch(() => undefined);
  }

  progress(): { bytesDone: number; bytesTotal: number } | null {
    return this.#running && { bytesDone: this.#running.bytesDone, bytesTotal: this.#running.bytesTotal };
  }

  cancel(): void {
    this.#running?.abort.abort(
      new KerbdeskError('cancelled', 'The export was cancelled. What had been written of it was removed.'),
    );
  }

  /** The vault is being locked: what is unfinished is removed, and nobody is waited for. */
  stop(): void {
    this.#running?.abort.abort(new KerbdeskError('locked', 'The vault was locked before the export was done.'));
  }

  /** Resolves when nothing of an export is left to do; after `stop` that is soon. */
  async ended(): Promise<void> {
    await this.#work?.catch(() => undefined);
  }
}
