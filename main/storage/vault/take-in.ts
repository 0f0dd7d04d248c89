// Takes finished offloads into the officer's records: by their receipts, or from the recordings themselves where one is missing.
import { readdir } from 'node:fs/promises';
import { KerbdeskError } from '#contract/errors.ts';
import type { Instant, RecordingId } from '#contract/ids.ts';
import { readSmallFile, removeDurably } from '../durable-file.ts';
import { evidencePath, recordingsWith } from '../evidence/evidence-files.ts';
import { maxReceiptBytes, openReceipt, type Receipt } from '../evidence/receipt.ts';
import { diskError, systemErrorCode, systemFiles } from '../file-operations.ts';
import type { SourceFacts } from '../../ports/evidence-sink.ts';
import type { RecordsWorkerApi } from '../records/records-worker-api.ts';
import type { IntakeItem } from '../records/repositories/intake.ts';
import type { EvidenceAccess } from './evidence-access.ts';
import { positionsIn } from './trail-positions.ts';
import type { VaultKeys } from './vault-keys.ts';

export interface TakeIn {
  readonly evidenceFolder: string;
  readonly keys: VaultKeys;
  readonly records: RecordsWorkerApi;
  readonly evidence: EvidenceAccess;
  readonly resumeKey: Uint8Array | null;
  readonly at: Instant;
}

interface Outcome {
  readonly added: RecordingId[];
  readonly problems: string[];
}

/**
 * Harmless at any time and after any crash: a recording is entered once, and its receipt is removed only after that.
 * One recording that cannot be taken in does not keep the others out.
 */
export async function takeIn(work: TakeIn): Promise<Outcome> {
  const outcome: Outcome = { added: [], problems: [] };
  const names = await fileNames(work.evidenceFolder);
  const found: Found[] = [];
  for (const id of recordingsWith('receipt', names)) {
    await oneByOne(outcome, id, () => byReceipt(work, outcome, found, id));
  }
  // An offload that is still being read back has its resume record: its receipt is yet to come.
  const unfinished = new Set(recordingsWith('resume', names));
  const byReceipts = new Set(found.map(({ id }) => id));
  const sealed = recordingsWith('container', names).filter((id) => !unfinished.has(id));
  for (const id of await work.records.unknownRecordings({ ids: sealed })) {
    if (!byReceipts.has(id)) await oneByOne(outcome, id, () => fromItself(work, found, id));
  }
  for (const one of inPlayingOrder(found)) await oneByOne(outcome, one.id, () => enter(work, outcome, one));
  return outcome;
}

/** A finished offload that is to be entered, as its receipt or its container tells of it. */
interface Found {
  readonly id: RecordingId;
  readonly facts: SourceFacts;
  readonly item: Pick<IntakeItem, 'seal' | 'custody' | 'verified' | 'remark'>;
  /** Null where there was none. */
  readonly receipt: string | null;
}

/** What is taken in first leads: the first file of a recording before the others, and what came with one last of all. */
function inPlayingOrder(found: readonly Found[]): Found[] {
  const begins = new Map<string, string>();
  for (const { facts } of found) {
    const known = begins.get(groupOf(facts));
    if (known === undefined || startOf(facts) < known) begins.set(groupOf(facts), startOf(facts));
  }
  const beginning = (facts: SourceFacts): string => begins.get(groupOf(facts)) ?? '';
  return found.toSorted(
    ({ facts: a }, { facts: b }) =>
      Number(a.sideOf !== null) - Number(b.sideOf !== null) ||
      compare(beginning(a), beginning(b)) ||
      compare(groupOf(a), groupOf(b)) ||
      (a.segment?.index ?? 0) - (b.segment?.index ?? 0) ||
      compare(a.path, b.path),
  );
}

const groupOf = ({ segment, cameraId, path }: SourceFacts): string => segment?.group ?? `${cameraId}\n${path}`;
const startOf = ({ media, startByFile }: SourceFacts): string => media.startByMedia ?? startByFile ?? '';
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Damage is reported and stays where it is; a failing disk or database ends the whole take-in, to be tried again. */
async function oneByOne(outcome: Outcome, id: RecordingId, step: () => Promise<void>): Promise<void> {
  try {
    await step();
  } catch (error) {
    if (!(error instanceof KerbdeskError) || (error.code !== 'evidence-damaged' && error.code !== 'not-found'))
      throw error;
    outcome.problems.push(`Recording ${id}: ${error.message}`);
  }
}

async function byReceipt(work: TakeIn, outcome: Outcome, found: Found[], id: RecordingId): Promise<void> {
  const path = evidencePath(work.evidenceFolder, id, 'receipt');
  const receipt = await readReceipt(work, id, path);
  if (receipt === null) return;
  if (receipt instanceof KerbdeskError) {
    await setAside(work, id, path, receipt);
    outcome.problems.push(`Recording ${id}: ${receipt.message} The receipt was set aside.`);
    return;
  }
  const seal = await sealOf(work, id);
  if (seal.sha256 !== receipt.seal.sha256 || seal.bytes !== receipt.seal.bytes || seal.parts !== receipt.seal.parts) {
    const other = new KerbdeskError(
      'evidence-damaged',
      'Its receipt names another SHA-256 than the recording is sealed with.',
    );
    await setAside(work, id, path, other);
    outcome.problems.push(`Recording ${id}: ${other.message} The receipt was set aside.`);
    return;
  }
  // Without the device's key anyone with the officer's public key could have written what it says of the read-back.
  const trusted = work.resumeKey !== null;
  const remark = trusted
    ? null
    : 'Its receipt could not be traced to this laptop: verify the recording before relying on it.';
  const { facts, custody } = receipt;
  found.push({ id, facts, item: { seal: receipt.seal, custody, verified: trusted, remark }, receipt: path });
}

/** Its receipt goes only when it is in the records. */
async function enter(work: TakeIn, outcome: Outcome, { id, facts, item, receipt }: Found): Promise<void> {
  const positions = await positionsIn(work.evidence, id, facts);
  const isNew = await work.records.takeInRecording({ recordingId: id, facts, ...item, positions, at: work.at });
  if (isNew) outcome.added.push(id);
  if (receipt === null) {
    if (isNew)
      outcome.problems.push(`Recording ${id} had no receipt. It was entered from its own description; verify it.`);
    return;
  }
  await removeDurably(receipt).catch((error: unknown) => {
    throw diskError(error, 'a receipt could not be removed; the recording is in your records.');
  });
}

/** Null where another take-in was quicker; an error as a value where the receipt is not to be believed. */
async function readReceipt(work: TakeIn, id: RecordingId, path: string): Promise<Receipt | KerbdeskError | null> {
  const { keys, resumeKey } = work;
  try {
    const bytes = await readSmallFile(path, maxReceiptBytes);
    if (bytes === null) return null;
    const receipt = openReceipt(bytes, keys.encryptionPrivateKey, keys.encryptionPublicKey, resumeKey);
    if (receipt.recordingId === id) return receipt;
    return new KerbdeskError('evidence-damaged', 'Its receipt is that of another recording.');
  } catch (error) {
    if (error instanceof KerbdeskError && error.code === 'evidence-damaged') return error;
    if (error instanceof RangeError) return new KerbdeskError('evidence-damaged', 'Its receipt is far too long.');
    throw diskError(error, 'a receipt could not be read. It is tried again at the next unlock.');
  }
}

/** Keeps the file for whoever looks into it, under a name that is no receipt any more. */
async function setAside(work: TakeIn, id: RecordingId, path: string, why: KerbdeskError): Promise<void> {
  await work.records.noteProblem({
    id,
    operation: 'collection',
    what: `A receipt was refused and set aside. ${why.message}`,
    at: work.at,
  });
  const refused = `${path}.refused-${work.at.replaceAll(':', '')}`;
  await systemFiles
    .rename(path, refused)
    .then(() => systemFiles.syncFolder(work.evidenceFolder))
    .catch((error: unknown) => {
      throw diskError(error, 'a refused receipt could not be set aside.');
    });
}

async function sealOf(work: TakeIn, id: RecordingId): Promise<{ sha256: string; bytes: number; parts: number }> {
  const container = await work.evidence.openContainer(id);
  const { sha256, bytes, parts } = container;
  await container.close();
  return { sha256, bytes, parts };
}

/** Everything needed is inside the container, authenticated; only the read-back is not told of, so it must be verified. */
async function fromItself(work: TakeIn, found: Found[], id: RecordingId): Promise<void> {
  // Its receipt may have been written since the folder was listed.
  if ((await readSmallFile(evidencePath(work.evidenceFolder, id, 'receipt'), maxReceiptBytes)) !== null) return;
  const container = await work.evidence.openContainer(id);
  const { facts, sha256, bytes, parts, sealedAt } = container;
  await container.close();
  const detail = 'As the sealed container itself says; there was no receipt.';
  found.push({
    id,
    facts,
    item: {
      seal: { sha256, bytes, parts },
      custody: [{ at: sealedAt, what: 'sealed', detail }],
      verified: false,
      remark: 'There was no receipt: entered from what the sealed container says of itself.',
    },
    receipt: null,
  });
}

async function fileNames(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return [];
    throw diskError(error, 'the footage folder could not be read. Nothing was changed.');
  }
}
