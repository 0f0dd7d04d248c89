// Writes recordings out of the vault for a court: decrypted, described, signed and read back, or not at all.
import { randomUUID, sign } from 'node:crypto';
import { statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Exhibit } from '#contract/exhibits.ts';
import type { ExportRecord, ExportRequest } from '#contract/exports.ts';
import type { Recording } from '#contract/footage.ts';
import { KerbdeskError } from '#contract/errors.ts';
import type { Instant, RecordingId } from '#contract/ids.ts';
import type { Officer } from '#contract/session.ts';
import type { EvidenceContainer } from '../evidence/container-reader.ts';
import { privateKeyObject, publicKeyObject } from '../keys/raw-keys.ts';
import type { RecordsWorkerApi } from '../records/records-worker-api.ts';
import { Bag, exists, exportError, manifestOfFinished, removeUnfinished, unfinishedPath } from './bag.ts';
import type { ExportedFile, ExportedRecording, ExportFacts } from './exported.ts';
import { portableName, uniqueNames } from './portable-name.ts';
import { readMe } from './read-me.ts';
import { recordDescription } from './record-description.ts';
import { viewerPage } from './viewer-page.ts';

export interface ExportWork {
  readonly request: ExportRequest;
  /** Where the officer wants it. */
  readonly folder: string;
  readonly at: Instant;
  readonly officer: Officer;
  readonly records: RecordsWorkerApi;
  readonly openContainer: (id: RecordingId) => Promise<EvidenceContainer>;
  readonly signingPrivateKey: Uint8Array;
  readonly signingPublicKey: Uint8Array;
  readonly signal: AbortSignal;
  /** Counts each byte twice: once written, once read back. */
  readonly progress: (bytesDone: number, bytesTotal: number) => void;
}

export interface ExportOutcome {
  readonly folder: string;
  readonly record: ExportRecord;
}

/** Decrypted in steps of this many bytes, so that memory stays flat whatever the length. */
const stepBytes = 4 * 1024 * 1024;
/** For the page, manifests and audit extracts, and so that the officer's disk is not filled to the last byte. */
const spareBytes = 64 * 1024 * 1024;

/**
 * Every byte is compared with the SHA-256 taken from the camera before anything is signed; nothing stays where it fails.
 * @throws KerbdeskError `not-found`, `evidence-damaged`, `disk-full`, `folder-unusable`, `cancelled`, `locked`
 */
export async function exportRecordings(work: ExportWork): Promise<ExportOutcome> {
  const { request, records, at } = work;
  const recordings = await readAll(work);
  const bytesTotal = totalBytes(recordings);
  await requireSpace(work.folder, bytesTotal);
  const folderName = nameOf(work.at, recordings);
  const { purpose, disclosedTo } = request;
  const id = randomUUID();
  // Noted before the first byte: whatever happens from here on, the next unlock knows where plain footage may lie.
  const begun = await records.beginExport({
    id,
    at,
    purpose,
    disclosedTo,
    folderName,
    recordingIds: recordings.map((recording) => recording.id),
    unfinishedPath: unfinishedPath(work.folder, folderName),
  });
  let bag: Bag | null = null;
  try {
    bag = await Bag.begin(work.folder, folderName);
    const filler = new BagFiller(work, bag, bytesTotal * 2);
    await filler.addRecordings(recordings);
    await filler.addAudit(begun);
    const { folder, manifestSha256 } = await filler.finish();
    return { folder, record: await records.finishExport({ id, manifestSha256, at }) };
  } catch (error) {
    const told: unknown = work.signal.aborted ? work.signal.reason : error;
    await bag?.abandon();
    const because = told instanceof KerbdeskError ? told.message : 'Something unexpected went wrong.';
    // A lock has closed the records by now: the next unlock notes it instead.
    await records.failExport({ id, because, at }).catch(() => undefined);
    throw told;
  }
}

/**
 * Removes what a lock or a crash left of exports, and notes it; one that was whole by then is noted as given. A disk that is
 * not plugged in now is tried again next time.
 */
export async function sweepExports(records: RecordsWorkerApi, at: Instant): Promise<void> {
  for (const { id, unfinishedPath: path } of await records.unfinishedExports()) {
    if (!(await exists(dirname(path)))) continue;
    const manifestSha256 = await manifestOfFinished(path);
    if (manifestSha256 !== null) {
      await records.finishExport({ id, manifestSha256, at });
      continue;
    }
    await removeUnfinished(path);
    await records.failExport({ id, because: 'The vault was locked, or the program ended, before it was done.', at });
  }
}

/** What was asked for, each once and in the order of recording. */
async function readAll({ request, records, at }: ExportWork): Promise<Recording[]> {
  const recordings: Recording[] = [];
  for (const id of new Set(request.recordingIds)) {
    const recording = await records.getRecording({ id, at });
    if (recording.erasedAt !== null) {
      throw new KerbdeskError(
        'not-found',
        `“${recording.title || recording.fileName}” was erased and cannot be exported.`,
      );
    }
    recordings.push(recording);
  }
  const start = ({ startedAt, offloadedAt }: Recording): string => startedAt ?? offloadedAt;
  return recordings.toSorted((a, b) => start(a).localeCompare(start(b), 'en'));
}

const totalBytes = (recordings: readonly Recording[]): number =>
  recordings
    .flatMap(({ segments, sideFiles }) => [...segments, ...sideFiles])
    .reduce((sum, { bytes }) => sum + bytes, 0);

async function requireSpace(folder: string, bytes: number): Promise<void> {
  let free: number;
  try {
    const { bavail, bsize } = await statfs(folder);
    free = bavail * bsize;
  } catch (error) {
    throw exportError(error);
  }
  if (bytes + spareBytes <= free) return;
  const megabytes = (count: number): string => `${Math.ceil(count / 1e6).toLocaleString('en-GB')} MB`;
  throw new KerbdeskError(
    'disk-full',
    `The export needs ${megabytes(bytes + spareBytes)} and the disk you chose has ${megabytes(free)} left. Nothing was exported; choose another disk.`,
  );
}

/** "Kerbdesk export 2026-11-22 140322 JS-1": sorts by time and says what is in it. */
function nameOf(at: Instant, recordings: readonly Recording[]): string {
  const [day, time] = [at.slice(0, 10), at.slice(11, 19).replaceAll(':', '')];
  const [only, ...more] = recordings;
  const what =
    only === undefined || more.length > 0 ? `${recordings.length} recordings` : (only.exhibit ?? '1 recording');
  return portableName(`Kerbdesk export ${day} ${time} ${what.replaceAll('/', '-')}`);
}

class BagFiller {
  readonly #work: ExportWork;
  readonly #bag: Bag;
  readonly #bytesTotal: number;
  #bytesDone = 0;

  constructor(work: ExportWork, bag: Bag, bytesTotal: number) {
    this.#work = work;
    this.#bag = bag;
    this.#bytesTotal = bytesTotal;
  }

  async addRecordings(recordings: readonly Recording[]): Promise<void> {
    const { request, records, at, officer } = this.#work;
    const categories = await records.listCategories();
    const facts: ExportFacts = {
      at,
      officer: officerWords(officer),
      purpose: request.purpose,
      disclosedTo: request.disclosedTo,
      includeNotes: request.includeNotes,
    };
    const [nameRecording, nameSide, nameRecord] = [uniqueNames(), uniqueNames(), uniqueNames()];
    const exported: ExportedRecording[] = [];
    for (const [index, recording] of recordings.entries()) {
      const label = recording.exhibit ?? String(index + 1).padStart(2, '0');
      const prefix = label.replaceAll('/', '-');
      const one: ExportedRecording = {
        recording,
        label,
        files: await this.#addFiles('recordings', prefix, recording.segments, nameRecording),
        sideFiles: await this.#addFiles('side-files', prefix, recording.sideFiles, nameSide),
        exhibit: await this.#exhibitOf(recording),
        categoryLabel: categories.find(({ id }) => id === recording.categoryId)?.label ?? null,
        madeFrom: await this.#madeFrom(recording),
      };
      const name = nameRecord(portableName(`${prefix}.json`));
      await this.#bag.add(`data/records/${name}`, `${JSON.stringify(recordDescription(one, facts), null, 2)}\n`);
      exported.push(one);
    }
    await this.#bag.add('data/index.html', viewerPage(facts, exported));
    await this.#bag.addTag('README.txt', readMe(facts));
  }

  /** The note of a checkpoint is its text, an empty line, and the signature over the text. */
  async addAudit({ checkpoint, extracts }: Awaited<ReturnType<RecordsWorkerApi['beginExport']>>): Promise<void> {
    const end = checkpoint.indexOf('\n\n');
    const signature = Buffer.from(checkpoint.trimEnd().split(' ').at(-1) ?? '', 'base64').subarray(4);
    await this.#bag.add('data/audit/checkpoint.txt', checkpoint.slice(0, end + 1));
    await this.#bag.add('data/audit/checkpoint.sig', new Uint8Array(signature));
    for (const { id, text } of extracts) await this.#bag.add(`data/audit/${id}.jsonl`, text);
  }

  finish(): Promise<{ folder: string; manifestSha256: string }> {
    const { request, officer, at, signal, signingPrivateKey, signingPublicKey } = this.#work;
    return this.#sign(signingPrivateKey, signingPublicKey).then(() => {
      const written = this.#bytesDone;
      return this.#bag.finish(
        {
          lines: [
            ['Contact-Name', officerWords(officer)],
            ['External-Description', request.purpose],
            ['Bagging-Date', at.slice(0, 10)],
            ['Bag-Software-Agent', 'Kerbdesk'],
          ],
        },
        (bytes) => this.#tell(Math.min(this.#bytesTotal, written + bytes)),
        signal,
      );
    });
  }

  async #sign(privateKey: Uint8Array, publicKey: Uint8Array): Promise<void> {
    const manifest = Buffer.from(this.#bag.manifest('sha256'));
    const pem = publicKeyObject('ed25519', publicKey).export({ format: 'pem', type: 'spki' });
    await this.#bag.addTag('signature/officer-key.pem', pem.toString());
    await this.#bag.addTag(
      'signature/manifest-sha256.txt.sig',
      sign(null, manifest, privateKeyObject('ed25519', privateKey)),
    );
  }

  async #addFiles(
    folder: string,
    prefix: string,
    files: readonly { readonly id: RecordingId; readonly fileName: string }[],
    unique: (name: string) => string,
  ): Promise<ExportedFile[]> {
    const added: ExportedFile[] = [];
    for (const { id, fileName } of files) {
      const path = `${folder}/${unique(portableName(`${prefix}_${fileName}`))}`;
      added.push({ path, fileName, ...(await this.#addOriginal(id, `data/${path}`)) });
    }
    return added;
  }

  /** The container authenticates each segment; the hash over all shows besides that it is what the camera gave. */
  async #addOriginal(id: RecordingId, path: string): Promise<{ bytes: number; sha256: string }> {
    const facts = await this.#work.records.recordingFacts({ id });
    const container = await this.#work.openContainer(id);
    try {
      const { bytes, sha256 } = await this.#bag.add(path, this.#contentOf(container));
      if (sha256 === facts.sha256 && bytes === facts.bytes) return { bytes, sha256 };
    } finally {
      await container.close();
    }
    throw new KerbdeskError(
      'evidence-damaged',
      'A recording in the vault is not the one that was taken in: its SHA-256 differs. Nothing was exported. Verify it, and tell IT.',
    );
  }

  async *#contentOf(container: EvidenceContainer): AsyncGenerator<Uint8Array> {
    for (let offset = 0; offset < container.bytes;) {
      this.#work.signal.throwIfAborted();
      const block = await container.read(offset, stepBytes);
      if (block.byteLength === 0) return;
      offset += block.byteLength;
      this.#tell(this.#bytesDone + block.byteLength);
      yield block;
    }
  }

  async #exhibitOf({ id: recordingId, exhibit: label }: Recording): Promise<Exhibit | null> {
    if (label === null) return null;
    const { records, at } = this.#work;
    const found = (await records.listExhibits({ search: '' })).find((one) => one.recordingId === recordingId);
    return found === undefined ? null : records.getExhibit({ id: found.id, at });
  }

  async #madeFrom({ parentId }: Recording): Promise<string | null> {
    if (parentId === null) return null;
    const { exhibit, fileName, custody } = await this.#work.records.getRecording({ id: parentId, at: this.#work.at });
    return `${exhibit === null ? '' : `${exhibit}, `}${fileName}, SHA-256 ${custody.sha256}`;
  }

  #tell(bytesDone: number): void {
    this.#bytesDone = bytesDone;
    this.#work.progress(bytesDone, this.#bytesTotal);
  }
}

const officerWords = ({ rank, name, shoulderNumber }: Officer): string => `${rank} ${name} (${shoulderNumber})`;
