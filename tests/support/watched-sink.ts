// An evidence sink that notes what it promised: how much of each recording was said to be durable, and what was kept.
import type { EvidenceIntake, EvidenceSink } from '../../main/ports/evidence-sink.ts';

export interface Promises {
  /** By recording id: original bytes that were reported as durable. */
  readonly durable: Map<string, number>;
  /** By recording id: original bytes that were found again when a recording was resumed. */
  readonly found: Map<string, number>;
  readonly kept: Set<string>;
}

export const newPromises = (): Promises => ({ durable: new Map(), found: new Map(), kept: new Set() });

/** @param overrides for example a disk that says it is endless. */
export function watchSink(sink: EvidenceSink, promises: Promises, overrides: Partial<EvidenceSink> = {}): EvidenceSink {
  const watch = (intake: EvidenceIntake): EvidenceIntake => {
    const note = (): void => {
      const known = promises.durable.get(intake.recordingId) ?? 0;
      promises.durable.set(intake.recordingId, Math.max(known, intake.bytesDurable()));
    };
    return {
      recordingId: intake.recordingId,
      bytesKept: intake.bytesKept,
      partBytes: intake.partBytes,
      bytesDurable: () => intake.bytesDurable(),
      async write(bytes) {
        await intake.write(bytes);
        note();
      },
      async seal() {
        const facts = await intake.seal();
        note();
        return facts;
      },
      readBack: (onBytes, signal) => intake.readBack(onBytes, signal),
      async complete(custody) {
        await intake.complete(custody);
        promises.kept.add(intake.recordingId);
      },
      interrupt: (event) => intake.interrupt(event),
    };
  };
  return {
    standing: (source) => sink.standing(source),
    begin: async (facts, event) => watch(await sink.begin(facts, event)),
    async resume(id, facts, event, onBytes, signal) {
      const intake = await sink.resume(id, facts, event, onBytes, signal);
      promises.found.set(id, intake.bytesKept);
      return watch(intake);
    },
    freeBytes: () => sink.freeBytes(),
    ...overrides,
  };
}
