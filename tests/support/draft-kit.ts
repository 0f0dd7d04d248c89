// What fault tests of drafts share: a stream of saves whose every content is known, and a check of what a reopened vault holds.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { KerbdeskError, type ErrorCode } from '#contract/errors.ts';
import type { Instant, RecordingId, ReportId } from '#contract/ids.ts';
import { emptyReportContent, type ReportContent } from '#contract/reports.ts';
import type { CreateVault, VaultHostApi } from '../../main/ports/vault-host.ts';
import { createEvidenceSink } from '../../main/storage/evidence/evidence-sink.ts';
import { openFile, useKey } from '../../main/storage/records/sqlite.ts';
import { readVaultPublicFacts } from '../../main/storage/vault/vault-directory.ts';
import { unlockVault } from '../../main/storage/vault/vault-lock.ts';
import { makeFacts } from '../unit/evidence/support/evidence-kit.ts';
import type { Chance } from './random.ts';
import { noon } from './vault-kit.ts';

/** What an officer may have typed by then: grows with each revision, and no two revisions are equal. */
export function contentOf(id: string, revision: number): ReportContent {
  if (revision === 0) return emptyReportContent;
  const words = Array.from({ length: 40 + revision * 12 }, (_one, place) => `word${(place * 7919 + revision) % 9973}`);
  return {
    ...emptyReportContent,
    values: { narrative: `${id} ${revision} ${words.join(' ')}`.slice(0, 45_000) },
    people: Array.from({ length: revision % 4 }, (_one, place) => ({
      id: `00000000-0000-4000-8000-${String(place).padStart(12, '0')}`,
      values: { name: `Person ${place} of ${revision}` },
    })),
  };
}

const resumeKey = new Uint8Array(randomBytes(32));
const titleOf = (revision: number): string => `Title ${revision}`;

interface Promised {
  /** The last revision that was acknowledged. */
  revision: number;
  /** What of it must be there whatever happens: the same, but for what was acknowledged after a power cut began. */
  certain: number;
  /** A save is under way, or failed: it may be there or not. */
  unsure: boolean;
}

const promise = (revision: number): Promised => ({ revision, certain: revision, unsure: false });

/** What a vault has acknowledged so far, and the saves that it is asked for. */
export class DraftStream {
  readonly reports = new Map<ReportId, Promised>();
  readonly #checked = new Set<ReportId>();
  acknowledged = 0;
  #cutting = false;
  #recording: { id: RecordingId; first: number; promised: Promised } | null = null;

  /** Goes on where a recording's data is changed too. */
  async takeRecording(made: CreateVault, api: VaultHostApi): Promise<void> {
    const id = await offloadOne(made);
    const { problems } = await api.takeIn({ at: made.at, resumeKey });
    assert.deepEqual(problems, []);
    const { revision } = await api.getRecording({ id, at: made.at });
    this.#recording = { id, first: revision, promised: promise(revision) };
  }

  /** One change: mostly a save of the last draft, at times a new draft or a recording's title. Throws as the vault does. */
  async step(api: VaultHostApi, chance: Chance, at: Instant): Promise<void> {
    const kind = chance.between(0, 9);
    if (this.reports.size === 0 || kind === 0) await this.create(api, at);
    else if (kind <= 2 && this.#recording) await this.#retitle(api, at);
    else await this.save(api, at);
  }

  async create(api: VaultHostApi, at: Instant): Promise<void> {
    const { id, revision } = await api.createReport({ kind: 'crime', parentId: null, at });
    if (this.#cutting) return;
    this.reports.set(id, promise(revision));
    this.acknowledged += 1;
  }

  /**
   * From now on until `check` nothing more is promised: ext4's shutdown lets an fsync that is under way answer that it went
   * well though its journal was dropped, which no real cut of the power does (there is nobody left to be answered).
   */
  beginCut(): void {
    this.#cutting = true;
  }

  #acknowledge(promised: Promised, revision: number): void {
    Object.assign(promised, { revision, unsure: false });
    if (this.#cutting) return;
    promised.certain = revision;
    this.acknowledged += 1;
  }

  async save(api: VaultHostApi, at: Instant): Promise<void> {
    const [id, promised] = [...this.reports].at(-1) ?? [];
    if (id === undefined || promised === undefined) throw new Error('there is no draft to save');
    promised.unsure = true;
    const next = promised.revision + 1;
    const { revision } = await api.saveReport({ id, revision: promised.revision, content: contentOf(id, next), at });
    assert.equal(revision, next);
    this.#acknowledge(promised, revision);
  }

  async #retitle(api: VaultHostApi, at: Instant): Promise<void> {
    if (!this.#recording) return;
    const { id, promised } = this.#recording;
    promised.unsure = true;
    const patch = { title: titleOf(promised.revision + 1) };
    const { revision } = await api.updateRecording({ id, revision: promised.revision, patch, at });
    this.#acknowledge(promised, revision);
  }

  /** Right after a check: what was found whole, and is not written to any more, need not be read again each time. */
  leaveOldDrafts(): void {
    for (const id of this.reports.keys()) this.#checked.add(id);
    this.reports.clear();
  }

  /**
   * Every acknowledged save is there with its content, and the audit trail is intact; what was unsure is now known.
   * @returns how many changes were found that had not been acknowledged
   */
  async check(api: VaultHostApi, at: Instant): Promise<number> {
    this.#cutting = false;
    let extra = 0;
    const settle = (promised: Promised, revision: number): void => {
      const most = promised.revision + (promised.unsure ? 1 : 0);
      assert(
        revision >= promised.certain && revision <= most,
        `revision ${revision}, not ${promised.certain} to ${most}`,
      );
      extra += revision - promised.certain;
      Object.assign(promised, promise(revision));
    };
    for (const [id, promised] of this.reports) {
      const stored = await api.getReport({ id, at });
      settle(promised, stored.revision);
      assert.deepEqual(stored.content, contentOf(id, stored.revision));
    }
    for (const { id, revision } of await api.listReports({ search: '', status: 'all' })) {
      if (this.reports.has(id) || this.#checked.has(id)) continue;
      // Begun, and the answer never came.
      assert.equal(revision, 0);
      this.reports.set(id, promise(revision));
      extra += 1;
    }
    if (this.#recording) {
      const { id, first, promised } = this.#recording;
      const stored = await api.getRecording({ id, at });
      settle(promised, stored.revision);
      assert.equal(stored.title, stored.revision === first ? '' : titleOf(stored.revision));
    }
    const verification = await api.verifyAudit({ at });
    assert.deepEqual([verification.intact, verification.problems], [true, []]);
    return extra;
  }
}

/** A whole offload of a few bytes, as the device host does it. */
async function offloadOne(made: CreateVault): Promise<RecordingId> {
  const { facts } = await readVaultPublicFacts(made.folder, noon);
  const sink = createEvidenceSink(
    {
      officerId: facts.officer.id,
      evidenceFolder: join(made.folder, 'evidence'),
      officerPublicKey: facts.encryptionPublicKey,
      escrowPublicKey: null,
      resumeKey,
    },
    { workerEntry: null },
  );
  const intake = await sink.begin(makeFacts(1000), { at: noon, what: 'offload-started', detail: '' });
  await intake.write(Uint8Array.from(randomBytes(1000)));
  await intake.seal();
  await intake.readBack(() => undefined, new AbortController().signal);
  await intake.complete([
    { at: noon, what: 'sealed', detail: '' },
    { at: noon, what: 'read-back-equal', detail: '' },
  ]);
  await sink.close();
  return intake.recordingId;
}

/** SQLite's own look at every page and index, with the officer's key; nothing else may have the vault open. */
export async function integrityOf(made: CreateVault, at: Instant): Promise<string> {
  const { folder, passphrase, deviceSecret } = made;
  const { keys } = await unlockVault({ folder, passphrase, deviceSecret, at });
  const db = openFile(join(folder, 'records.db'), { fileMustExist: true });
  try {
    useKey(db, keys.recordsKey);
    return String(db.pragma('integrity_check', { simple: true }));
  } finally {
    db.close();
  }
}

/** Null where the work succeeds, else the error's code; an error without one is a defect, and fails the test. */
export async function outcomeOf(work: Promise<unknown>): Promise<ErrorCode | null> {
  try {
    await work;
    return null;
  } catch (error) {
    if (error instanceof KerbdeskError) return error.code;
    throw error;
  }
}

export const wait = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));
