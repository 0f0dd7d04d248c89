// Takes one recording from the camera into the vault: copy, seal, read back, and only then call it kept.
import type { CustodyEvent } from '#contract/footage.ts';
import type { RecordingId } from '#contract/ids.ts';
import type { Clock } from '../../ports/clock.ts';
import type { EvidenceIntake, EvidenceSink, SourceFacts, Standing } from '../../ports/evidence-sink.ts';
import type { CameraSource, SourceFile } from '../camera-source.ts';
import { CameraGone, describeBytes, ReadBackDifferent, SetAside } from './problems.ts';
import { readRecording } from './recording-reader.ts';

export interface CopyStep {
  readonly sink: EvidenceSink;
  readonly source: CameraSource;
  readonly file: SourceFile;
  readonly facts: SourceFacts;
  readonly standing: Exclude<Standing, { state: 'kept' }>;
  readonly others: readonly SourceFile[];
  readonly signal: AbortSignal;
  readonly clock: Clock;
  /**
   * Settles when the next bytes may be read. @param atPartBoundary whether everything read so far is in whole parts, so that
   * nothing is read twice if it goes on much later. @throws SetAside
   */
  gate(atPartBoundary: boolean): Promise<void>;
  began(recordingId: RecordingId): void;
  /** Bytes of this recording that are in the vault, those of an earlier try included. */
  copied(bytes: number): void;
  /** From here on bytes come from the camera, no longer from the vault's own parts of an earlier try. */
  reading(): void;
  /** Everything was read; from here on bytes are those read back. */
  sealed(): void;
  verified(bytes: number): void;
}

/**
 * @returns the recording's id once its receipt is written.
 * @throws CameraGone, RecordingProblem, the sink's `KerbdeskError`, or the signal's reason. In each case what is
 * durable stays, and can be resumed.
 */
export async function copyRecording(step: CopyStep): Promise<RecordingId> {
  const { file, signal } = step;
  const event = (what: CustodyEvent['what'], detail: string): CustodyEvent => ({ at: step.clock.now(), what, detail });
  const intake = await openIntake(step, event);
  step.began(intake.recordingId);
  step.copied(intake.bytesKept);
  step.reading();
  try {
    let bytes = intake.bytesKept;
    for await (const block of readRecording(step.source, file, { from: bytes, signal, others: step.others })) {
      for (const piece of atPartBoundaries(block, bytes, intake.partBytes)) {
        await step.gate(bytes % intake.partBytes === 0);
        signal.throwIfAborted();
        await intake.write(piece);
        bytes += piece.byteLength;
      }
      step.copied(bytes);
    }
    const sealed = await intake.seal();
    if (sealed.bytes !== file.bytes) throw new ReadBackDifferent(file.name);
    const sealedEvent = event('sealed', `${sealed.bytes} bytes in ${sealed.parts} parts, SHA-256 ${sealed.sha256}`);
    step.sealed();
    if (!(await intake.readBack((read) => step.verified(read), signal))) throw new ReadBackDifferent(file.name);
    await intake.complete([sealedEvent, event('read-back-equal', `SHA-256 ${sealed.sha256}`)]);
    return intake.recordingId;
  } catch (error) {
    await interrupt(intake, event(...explain(error, signal)));
    throw error;
  }
}

/** The block, cut where one part ends and the next begins: there the queue may hold an offload without waste. */
function* atPartBoundaries(block: Uint8Array, position: number, partBytes: number): Generator<Uint8Array> {
  for (let at = 0; at < block.byteLength;) {
    const left = partBytes - ((position + at) % partBytes);
    yield block.subarray(at, at + left);
    at += left;
  }
}

function openIntake(
  step: CopyStep,
  event: (what: CustodyEvent['what'], detail: string) => CustodyEvent,
): Promise<EvidenceIntake> {
  if (step.standing.state === 'new') {
    const detail = `${step.file.path} on ${step.facts.cameraName}, ${step.file.bytes} bytes`;
    return step.sink.begin(step.facts, event('offload-started', detail));
  }
  const resumed = event('offload-resumed', `${step.file.path} on ${step.facts.cameraName}`);
  const { recordingId } = step.standing;
  return step.sink.resume(recordingId, step.facts, resumed, (bytes) => step.copied(bytes), step.signal);
}

function explain(error: unknown, signal: AbortSignal): [CustodyEvent['what'], string] {
  if (error instanceof SetAside) return ['offload-interrupted', error.message];
  if (signal.reason instanceof SetAside) return ['offload-interrupted', signal.reason.message];
  if (signal.aborted) return ['offload-interrupted', 'Cancelled by the officer'];
  if (error instanceof CameraGone) {
    return ['offload-interrupted', `The camera was unplugged at ${describeBytes(error.position)}`];
  }
  if (error instanceof ReadBackDifferent) {
    return ['read-back-different', 'The container read back was not equal to what the camera gave'];
  }
  return ['offload-interrupted', error instanceof Error ? error.message : 'Unknown reason'];
}

async function interrupt(intake: EvidenceIntake, event: CustodyEvent): Promise<void> {
  try {
    await intake.interrupt(event);
  } catch {
    // The disk that failed before may fail again; what is durable is so already, and the first failure is the one told.
  }
}
