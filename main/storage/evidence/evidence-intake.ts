// One recording on its way into the vault: from the first byte or from where an earlier session stopped, to the receipt.
import { KerbdeskError } from '#contract/errors.ts';
import type { CustodyEvent } from '#contract/footage.ts';
import type { RecordingId } from '#contract/ids.ts';
import type { Clock } from '../../ports/clock.ts';
import type { OffloadTarget } from '../../ports/device-host.ts';
import type { EvidenceIntake, SealFacts, SourceFacts } from '../../ports/evidence-sink.ts';
import { writeDurably } from '../durable-file.ts';
import { diskError, type FileOperations, type OpenFile } from '../file-operations.ts';
import { scrubAndRemove } from '../scrub.ts';
import type { ContainerHeader } from './container-header.ts';
import { openContainer } from './container-reader.ts';
import { encodeSeal } from './container-seal.ts';
import { evidencePath } from './evidence-files.ts';
import type { EvidenceKeys } from './facts.ts';
import { bodyBytes, plainPerPart } from './geometry.ts';
import type { PartCrew, RunningHash } from './part-crew.ts';
import type { PartPool } from './part-pool.ts';
import { PartWriter } from './part-writer.ts';
import { sealReceipt } from './receipt.ts';
import { writeResumeRecord } from './resume-record.ts';
import { writeSourceMark } from './source-mark.ts';

/** What all recordings of a sink share. */
export interface SinkContext {
  readonly target: OffloadTarget;
  readonly keys: EvidenceKeys;
  readonly files: FileOperations;
  readonly clock: Clock;
  readonly pool: PartPool;
  readonly crew: PartCrew;
}

interface IntakeStart {
  readonly header: ContainerHeader;
  readonly facts: SourceFacts;
  readonly fingerprint: string;
  /** The intake's own copy; cleared when it ends. */
  readonly dataKey: Uint8Array;
  readonly events: readonly CustodyEvent[];
  readonly hash: RunningHash;
  readonly salts: readonly Uint8Array[];
  readonly bytesKept: number;
  /** The open partial container, or what was sealed already. */
  readonly content: { readonly file: OpenFile } | { readonly sealed: SealFacts; readonly containerBytes: number };
  /** Called once, when nothing of it is under way any more. */
  readonly onEnd: (end: 'kept' | 'unfinished') => void;
}

type Phase = 'writing' | 'sealed' | 'ended';

export class RecordingIntake implements EvidenceIntake {
  readonly recordingId: RecordingId;
  readonly bytesKept: number;
  readonly partBytes: number;
  readonly #context: SinkContext;
  readonly #start: IntakeStart;
  readonly #writer: PartWriter | null;
  #events: readonly CustodyEvent[];
  #file: OpenFile | null;
  #phase: Phase;
  #sealed: { readonly facts: SealFacts; readonly containerBytes: number } | null;
  #failure: unknown = null;

  constructor(context: SinkContext, start: IntakeStart) {
    this.#context = context;
    this.#start = start;
    this.#events = start.events;
    this.recordingId = start.header.recordingId;
    this.bytesKept = start.bytesKept;
    this.partBytes = plainPerPart(start.header.geometry);
    if ('sealed' in start.content) {
      this.#phase = 'sealed';
      this.#sealed = { facts: start.content.sealed, containerBytes: start.content.containerBytes };
      this.#file = null;
      this.#writer = null;
    } else {
      this.#phase = 'writing';
      this.#sealed = null;
      this.#file = start.content.file;
      this.#writer = new PartWriter({
        file: start.content.file,
        header: start.header,
        dataKey: start.dataKey,
        crew: context.crew,
        pool: context.pool,
        hash: start.hash,
        salts: start.salts,
        bytes: start.bytesKept,
      });
    }
  }

  async write(bytes: Uint8Array): Promise<void> {
    this.#throwIfFailed();
    if (bytes.byteLength === 0) return;
    const { facts } = this.#start;
    const writer = this.#writer;
    if (this.#phase !== 'writing' || writer === null || writer.bytesTaken() + bytes.byteLength > facts.bytes) {
      throw new KerbdeskError(
        'camera-read-error',
        `The camera gave more than the ${facts.bytes} bytes this recording had when its copying began. ` +
          'What was copied is kept. Plug the camera in again to copy the recording as it is now.',
      );
    }
    await this.#orFail(writer.write(bytes));
  }

  bytesDurable(): number {
    return this.#writer === null || this.#sealed !== null ? this.#start.facts.bytes : this.#writer.bytesDurable();
  }

  async seal(): Promise<SealFacts> {
    this.#throwIfFailed();
    if (this.#sealed !== null) return this.#sealed.facts;
    const writer = this.#writer;
    const file = this.#file;
    if (this.#phase !== 'writing' || writer === null || file === null) throw endedError();
    const { header, facts, dataKey, hash } = this.#start;
    if (writer.bytesTaken() !== facts.bytes) {
      throw new KerbdeskError(
        'camera-read-error',
        `The camera gave ${writer.bytesTaken()} of the ${facts.bytes} bytes of this recording. ` +
          'What was copied is kept. Plug the camera in again to copy the rest.',
      );
    }
    this.#sealed = await this.#orFail(
      (async () => {
        await writer.finish();
        const sha256 = await hash.digest();
        const parts = writer.salts().length;
        const seal = encodeSeal(header, dataKey, {
          parts,
          bytes: facts.bytes,
          sha256,
          partSalts: writer.salts(),
          sealedAt: this.#context.clock.now(),
        });
        const sealStart = header.bytes + bodyBytes(header.geometry, facts.bytes);
        await file.write(seal, sealStart);
        await file.sync();
        this.#file = null;
        await file.close();
        await this.#context.files.rename(this.#path('partial'), this.#path('container'));
        await this.#context.files.syncFolder(this.#context.target.evidenceFolder);
        return { facts: { sha256, bytes: facts.bytes, parts }, containerBytes: sealStart + seal.byteLength };
      })(),
    );
    this.#phase = 'sealed';
    return this.#sealed.facts;
  }

  async readBack(onBytes: (bytesRead: number) => void, signal: AbortSignal): Promise<boolean> {
    const sealed = this.#sealed;
    if (this.#phase !== 'sealed' || sealed === null) throw endedError();
    const { crew, pool, files } = this.#context;
    try {
      const container = await openContainer({
        path: this.#path('container'),
        openDataKey: () => Uint8Array.from(this.#start.dataKey),
        crew,
        pool,
        files,
      });
      try {
        const { equal } = await container.verify(onBytes, signal);
        return equal && container.sha256 === sealed.facts.sha256 && container.bytes === sealed.facts.bytes;
      } finally {
        await container.close();
      }
    } catch (error) {
      if (error instanceof KerbdeskError && error.code === 'evidence-damaged') return false;
      throw diskError(error, 'the stored recording could not be read back. The original is still on the camera.');
    }
  }

  async complete(custody: readonly CustodyEvent[]): Promise<void> {
    const sealed = this.#sealed;
    if (this.#phase !== 'sealed' || sealed === null) throw endedError();
    const { target, keys, files } = this.#context;
    const { fingerprint, facts } = this.#start;
    try {
      const receipt = sealReceipt(
        { recordingId: this.recordingId, facts, seal: sealed.facts, custody: withEvents(this.#events, custody) },
        target.officerPublicKey,
        target.resumeKey,
      );
      // In this order: only what has a receipt may ever be taken for kept, and until the resume record is gone
      // an interrupted completion is simply done again.
      await writeDurably(this.#path('receipt'), receipt, files);
      const mark = { recordingId: this.recordingId, fingerprint, containerBytes: sealed.containerBytes };
      await writeSourceMark(target.evidenceFolder, mark, keys, files);
      // With it goes the only other way to the data key.
      await scrubAndRemove(this.#path('resume'), files);
    } catch (error) {
      this.#end('unfinished');
      throw diskError(error, 'the recording could not be entered into your records. It is stored and will be entered.');
    }
    this.#end('kept');
  }

  async interrupt(event: CustodyEvent): Promise<void> {
    const failed = this.#failure !== null;
    if (this.#phase === 'ended' && !failed) return;
    const dataKey = Uint8Array.from(this.#start.dataKey);
    await this.#abandon();
    this.#events = withEvents(this.#events, [event]);
    try {
      const { target, keys, files } = this.#context;
      const record = {
        recordingId: this.recordingId,
        fingerprint: this.#start.fingerprint,
        dataKey,
        events: this.#events,
      };
      await writeResumeRecord(target.evidenceFolder, record, keys, files);
    } catch (error) {
      throw diskError(error, 'could not note that the copying stopped. What was copied is safe.');
    } finally {
      dataKey.fill(0);
      this.#end('unfinished');
    }
  }

  #path(file: Parameters<typeof evidencePath>[2]): string {
    return evidencePath(this.#context.target.evidenceFolder, this.recordingId, file);
  }

  #throwIfFailed(): void {
    if (this.#failure !== null) throw this.#failure;
    if (this.#phase === 'ended') throw endedError();
  }

  async #orFail<T>(work: Promise<T>): Promise<T> {
    try {
      return await work;
    } catch (error) {
      this.#failure = diskError(error, 'could not keep more of the recording. What was copied before is safe.');
      await this.#abandon();
      throw this.#failure;
    }
  }

  /** Leaves the file with what is known to be durable and lets go of it. Never rejects: what it leaves can be resumed. */
  async #abandon(): Promise<void> {
    const writer = this.#writer;
    const file = this.#file;
    this.#file = null;
    if (writer !== null && file !== null) {
      await writer.settle();
      // Gives a full disk its space back, and after a failed fsync leaves nothing that only seems to be stored.
      await file.truncate(writer.durableLength()).catch(() => undefined);
      await file.dataSync().catch(() => undefined);
      await file.close().catch(() => undefined);
    }
  }

  #end(end: 'kept' | 'unfinished'): void {
    if (this.#phase === 'ended') return;
    this.#phase = 'ended';
    this.#start.dataKey.fill(0);
    this.#start.hash.drop();
    this.#start.onEnd(end);
  }
}

const endedError = (): KerbdeskError =>
  new KerbdeskError('busy', 'This recording is not being copied any more. Start its copying again.');

/** Events already noted are not noted twice: the caller may give all of them or only the new ones. */
export function withEvents(known: readonly CustodyEvent[], more: readonly CustodyEvent[]): CustodyEvent[] {
  const name = (event: CustodyEvent): string => JSON.stringify([event.at, event.what, event.detail]);
  const names = new Set(known.map(name));
  return [...known, ...more.filter((event) => !names.has(name(event)))];
}
