// Where an offload puts recordings: one encrypted container each in the officer's evidence folder, written with public keys only.
import { randomBytes, randomUUID } from 'node:crypto';
import { dirname } from 'node:path';
import { KerbdeskError } from '#contract/errors.ts';
import type { CustodyEvent } from '#contract/footage.ts';
import { recordingId as recordingIdSchema, type RecordingId } from '#contract/ids.ts';
import { systemClock, type Clock } from '../../ports/clock.ts';
import type { OffloadTarget } from '../../ports/device-host.ts';
import type { EvidenceIntake, EvidenceSink, SourceFacts, SourceIdentity, Standing } from '../../ports/evidence-sink.ts';
import { silentLogger, type Logger } from '../../ports/logger.ts';
import { diskError, systemErrorCode, systemFiles, type FileOperations, type OpenFile } from '../file-operations.ts';
import { dataKeyBytes, encodeHeader } from './container-header.ts';
import { evidencePath } from './evidence-files.ts';
import { RecordingIntake, withEvents, type SinkContext } from './evidence-intake.ts';
import { evidenceKeys, sourceFingerprint } from './facts.ts';
import { defaultGeometry, type Geometry } from './geometry.ts';
import { startPartCrew, type PartCrew } from './part-crew.ts';
import { createPartPool } from './part-pool.ts';
import { recoverContainer, type Recovered } from './recover-container.ts';
import { readResumeRecord, writeResumeRecord, type ResumeRecord } from './resume-record.ts';
import { createSourceIndex } from './source-index.ts';

export interface EvidenceSinkDependencies {
  /** The file of `main/processes/part-cipher-worker`; null hashes and encrypts in the calling thread. */
  readonly workerEntry: URL | null;
  readonly clock?: Clock;
  readonly logger?: Logger;
  readonly files?: FileOperations;
  /** Smaller parts make tests cheap; the product uses the default. */
  readonly geometry?: Geometry;
}

export interface ClosableEvidenceSink extends EvidenceSink {
  /** Ends the threads. Interrupt what is under way first. */
  close(): Promise<void>;
}

/** Recordings that this process is writing, by folder and id, over all sinks: two writers would ruin a container. */
const beingWritten = new Set<string>();

export function createEvidenceSink(
  target: OffloadTarget,
  dependencies: EvidenceSinkDependencies,
): ClosableEvidenceSink {
  const files = dependencies.files ?? systemFiles;
  const clock = dependencies.clock ?? systemClock;
  const geometry = dependencies.geometry ?? defaultGeometry;
  const folder = target.evidenceFolder;
  const keys = evidenceKeys(target.resumeKey);
  const pool = createPartPool();
  const index = createSourceIndex({
    folder,
    keys,
    files,
    logger: dependencies.logger ?? silentLogger,
    isBeingWritten: (id) => beingWritten.has(claimName(id)),
  });
  let crew: Promise<PartCrew> | null = null;
  let folderMade = false;

  const claimName = (id: RecordingId): string => `${folder}\n${id}`;
  const claim = (id: RecordingId): void => {
    if (beingWritten.has(claimName(id))) {
      throw new KerbdeskError('busy', 'This recording is being copied already.');
    }
    beingWritten.add(claimName(id));
  };
  const release = (id: RecordingId): void => {
    beingWritten.delete(claimName(id));
  };
  const startedCrew = (): Promise<PartCrew> => (crew ??= startPartCrew(dependencies.workerEntry));
  const context = async (): Promise<SinkContext> => ({
    target,
    keys,
    files,
    clock,
    pool,
    crew: await startedCrew(),
  });

  /** Writes a container that has a header and no part yet, then the resume record; durable when it resolves. */
  async function startContainer(
    id: RecordingId,
    facts: SourceFacts,
    fingerprint: string,
    events: readonly CustodyEvent[],
  ): Promise<EvidenceIntake> {
    const shared = await context();
    const dataKey = new Uint8Array(randomBytes(dataKeyBytes));
    const { region, header } = encodeHeader({
      recordingId: id,
      createdAt: clock.now(),
      geometry,
      dataKey,
      officerPublicKey: target.officerPublicKey,
      escrowPublicKey: target.escrowPublicKey,
      facts,
    });
    const file = await files.open(evidencePath(folder, id, 'partial'), 'create');
    try {
      await file.write(region, 0);
      await file.sync();
      // Syncs the folder too, and with it the container's name. No original byte is written before this is durable.
      await writeResumeRecord(folder, { recordingId: id, fingerprint, dataKey, events }, keys, files);
    } catch (error) {
      await file.close().catch(() => undefined);
      throw error;
    }
    index.addPartial(fingerprint, id);
    return new RecordingIntake(shared, {
      header,
      facts,
      fingerprint,
      dataKey,
      events,
      hash: shared.crew.startHash(),
      salts: [],
      bytesKept: 0,
      content: { file },
      onEnd: (end) => onEnd(end, id, fingerprint),
    });
  }

  function onEnd(end: 'kept' | 'unfinished', id: RecordingId, fingerprint: string): void {
    if (end === 'kept') index.addKept(fingerprint, id);
    release(id);
  }

  /** Cuts the file back to what was recovered, notes the resumption, and hands over what goes on. */
  async function goOn(
    recovered: Recovered,
    record: ResumeRecord,
    found: { readonly file: OpenFile; readonly sealedName: boolean },
    event: CustodyEvent,
  ): Promise<EvidenceIntake> {
    const { recordingId: id, fingerprint, dataKey } = record;
    const { file } = found;
    const [partial, container] = [evidencePath(folder, id, 'partial'), evidencePath(folder, id, 'container')];
    if (recovered.seal === null) await file.truncate(recovered.length);
    // What an earlier process wrote and did not sync is in the page cache only: it counts from here on.
    await file.sync();
    if (recovered.seal === null && found.sealedName) await files.rename(container, partial);
    if (recovered.seal !== null && !found.sealedName) await files.rename(partial, container);
    const events = withEvents(record.events, [event]);
    await writeResumeRecord(folder, { ...record, events }, keys, files);
    if (recovered.seal !== null) await file.close();
    return new RecordingIntake(await context(), {
      header: recovered.header,
      facts: recovered.facts,
      fingerprint,
      dataKey,
      events,
      hash: recovered.hash,
      salts: recovered.salts,
      bytesKept: recovered.bytes,
      content:
        recovered.seal === null
          ? { file }
          : {
              sealed: { sha256: recovered.seal.sha256, bytes: recovered.bytes, parts: recovered.seal.parts },
              containerBytes: recovered.length,
            },
      onEnd: (end) => onEnd(end, id, fingerprint),
    });
  }

  /** The container under the name it has, or null where there is none. */
  async function openUnfinished(id: RecordingId): Promise<{ file: OpenFile; sealedName: boolean } | null> {
    for (const name of ['container', 'partial'] as const) {
      const file = await files.open(evidencePath(folder, id, name), 'update').catch((error: unknown) => {
        if (systemErrorCode(error) === 'ENOENT') return null;
        throw error;
      });
      if (file !== null) return { file, sealedName: name === 'container' };
    }
    return null;
  }

  const explained = async <T>(what: string, work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      throw systemErrorCode(error) === null ? error : diskError(error, what);
    }
  };

  return {
    standing(source: SourceIdentity): Promise<Standing> {
      // There is a camera: its offload will not have to wait for threads to start.
      void startedCrew();
      return explained('the vault could not be read.', () =>
        index.standing(sourceFingerprint(keys.fingerprint, source)),
      );
    },

    begin: (facts, event) =>
      explained('the copying of a recording could not begin. It is still on the camera.', async () => {
        if (!folderMade) {
          await files.makeFolder(folder);
          await files.syncFolder(dirname(folder));
          folderMade = true;
        }
        const fingerprint = sourceFingerprint(keys.fingerprint, facts);
        const standing = await index.standing(fingerprint);
        if (standing.state !== 'new') {
          throw new KerbdeskError('busy', 'This recording is in the vault already, whole or in part.');
        }
        const id = recordingIdSchema.parse(randomUUID());
        claim(id);
        try {
          return await startContainer(id, facts, fingerprint, [event]);
        } catch (error) {
          // Nothing of the recording was written yet: leave nothing behind that would have to be told apart later.
          index.forget(fingerprint);
          await files.remove(evidencePath(folder, id, 'partial')).catch(() => undefined);
          await files.remove(evidencePath(folder, id, 'resume')).catch(() => undefined);
          release(id);
          throw error;
        }
      }),

    resume: (id, facts, event, onBytes, signal) =>
      explained('the copying of a recording could not go on. What was copied is safe.', async () => {
        claim(id);
        let file: OpenFile | null = null;
        try {
          const record = await readResumeRecord(folder, id, keys, files);
          if (record === null) throw notResumable();
          if (record.fingerprint !== sourceFingerprint(keys.fingerprint, facts)) throw anotherSource();
          const { crew: threads } = await context();
          const found = await openUnfinished(id);
          file = found?.file ?? null;
          const recovered =
            found === null
              ? null
              : await recoverContainer({ file: found.file, record, keys, crew: threads, pool, onBytes, signal });
          if (found !== null && recovered !== null) return await goOn(recovered, record, found, event);
          // Nothing of it can be used: anew, with a new key, under the same name in the records.
          await file?.close();
          file = null;
          await files.remove(evidencePath(folder, id, 'container'));
          record.dataKey.fill(0);
          return await startContainer(id, facts, record.fingerprint, withEvents(record.events, [event]));
        } catch (error) {
          await file?.close().catch(() => undefined);
          release(id);
          throw error;
        }
      }),

    freeBytes: () => explained('its free space could not be told.', () => files.freeBytes(folder)),

    async close() {
      await (await crew)?.close();
      crew = null;
    },
  };
}

const notResumable = (): KerbdeskError =>
  new KerbdeskError(
    'not-found',
    'The copying of this recording cannot be continued on this laptop. What was copied is kept. Copy the recording anew.',
  );

const anotherSource = (): KerbdeskError =>
  new KerbdeskError(
    'not-found',
    'The file on the camera is not the one whose copying was begun. What was copied of that one is kept.',
  );
