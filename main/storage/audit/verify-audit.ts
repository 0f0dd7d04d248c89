// Recomputes the whole audit tree from its entries and holds it against what is stored and what was signed.
import { setImmediate } from 'node:timers/promises';
import type { AuditVerification } from '#contract/audit.ts';
import { canonicalEntry, parseEntry } from './audit-entry.ts';
import type { AuditLog } from './audit-log.ts';
import { openCheckpoint } from './checkpoint.ts';
import { leafHash, rootHash, sameHash, TreeEdge, type Hash } from './merkle-tree.ts';
import type { RecordsDatabase } from '../records/sqlite.ts';

/** More findings than this say nothing new. */
const problemLimit = 50;
/** Entries between two breaths, so that saving and locking do not wait for a long trail. */
const batch = 2000;

interface Checkpoint {
  readonly number: number;
  readonly size: number;
  readonly root: Hash;
}

/**
 * Finds edits, deletions, exchanges and additions, forged or missing checkpoints, and entries cut off below the last one.
 * Entries after the last checkpoint are held against the stored tree only; a database rolled back as a whole to an older
 * state cannot be told from inside it.
 */
export async function verifyAudit(db: RecordsDatabase, log: AuditLog): Promise<AuditVerification> {
  const problems: string[] = [];
  const note = (problem: string): void => {
    if (problems.length < problemLimit) problems.push(problem);
  };
  const size = log.size();
  const checkpoints = readCheckpoints(db, log, note);
  const edge = new TreeEdge();
  const leaves = comparisons(db, note);
  // Others append while this breathes: what is held against what must be of one moment.
  const storedSize = leaves.storedSize();
  const waiting = checkpoints.toSorted((a, b) => a.size - b.size);
  let lastGood = 0;
  let differing = false;
  let lastAt: string | null = null;
  let next = 0;

  const holdAgainstCheckpoints = (): void => {
    for (let checkpoint = waiting[0]; checkpoint?.size === edge.size; checkpoint = waiting[0]) {
      waiting.shift();
      const agrees = sameHash(checkpoint.root, edge.root());
      if (agrees) lastGood = checkpoint.size;
      else if (!differing) {
        note(
          `Entries ${range(lastGood, checkpoint.size - 1)} are not those that checkpoint ${checkpoint.number} was signed over.`,
        );
      }
      // Every later head covers the same change: one finding is enough.
      differing ||= !agrees;
    }
  };

  const page = db.prepare<[number, number, number], { position: number; entry: string }>(
    'SELECT position, entry FROM audit_entries WHERE position >= ? AND position < ? ORDER BY position LIMIT ?',
  );
  const covered = new Set(checkpoints.map((checkpoint) => checkpoint.size));
  holdAgainstCheckpoints();
  for (let from = 0; from < size; from += batch) {
    for (const { position, entry } of page.iterate(from, Math.min(from + batch, size), batch)) {
      if (position - next === 1) note(`Entry ${next} is missing.`);
      else if (position !== next) note(`Entries ${range(next, position - 1)} are missing.`);
      next = position + 1;
      const parsed = parseEntry(entry, position);
      if (parsed === null || canonicalEntry(parsed) !== entry)
        note(`Entry ${position} is not an audit entry any more.`);
      leaves.compare(position, leafHash(Buffer.from(entry)), edge);
      if (covered.has(edge.size)) lastAt = parsed?.at ?? lastAt;
      holdAgainstCheckpoints();
    }
    await setImmediate();
  }
  leaves.finish();
  for (const { number, size: signedSize } of waiting) {
    note(`Entries from ${edge.size} on are missing: checkpoint ${number} was signed over ${signedSize}.`);
  }
  if (storedSize > size) note(`Entries from ${size} on are missing: their hashes are still there.`);
  if (size > 0 && checkpoints.length === 0) note('No checkpoint is left: the trail cannot be shown to be whole.');
  if (problems.length === 0 && !sameHash(edge.root(), rootHash(log.nodes, size))) note('The stored tree is not whole.');
  return {
    intact: problems.length === 0,
    entries: size,
    rootHash: Buffer.from(edge.root()).toString('hex'),
    checkpoints: checkpoints.length,
    lastCheckpointAt: lastAt,
    problems,
  };
}

const range = (first: number, last: number): string => (first >= last ? `${last}` : `${first} to ${last}`);

function readCheckpoints(db: RecordsDatabase, log: AuditLog, note: (problem: string) => void): Checkpoint[] {
  const rows = db
    .prepare<[], { number: number; size: number; note: string }>(
      'SELECT number, size, note FROM audit_checkpoints ORDER BY number',
    )
    .all();
  const good: Checkpoint[] = [];
  for (const [index, row] of rows.entries()) {
    if (row.number !== index && rows[index - 1]?.number !== row.number - 1) {
      note(`A checkpoint before number ${row.number} is missing.`);
    }
    const head = openCheckpoint(row.note, log.origin, log.signer.publicKey, log.signer.rawPublicKey);
    if (head === null) note(`Checkpoint ${row.number} is not signed by this officer's key.`);
    else if (head.size !== row.size)
      note(`Checkpoint ${row.number} is filed under another size than it was signed for.`);
    else good.push({ number: row.number, size: head.size, root: head.root });
  }
  return good;
}

/** Holds each recomputed hash against the stored one; tells an exchange of two entries from two edits. */
function comparisons(db: RecordsDatabase, note: (problem: string) => void) {
  const stored = db
    .prepare<[number, number], Buffer>('SELECT hash FROM audit_nodes WHERE level = ? AND position = ?')
    .pluck();
  const changed: { position: number; leaf: Hash; stored: Hash | undefined }[] = [];
  let damagedNodes = 0;
  const lastStored = db.prepare<[], number | null>('SELECT max(position) FROM audit_nodes WHERE level = 0').pluck();
  return {
    storedSize: (): number => (lastStored.get() ?? -1) + 1,
    compare(position: number, leaf: Hash, edge: TreeEdge): void {
      // Where an entry is missing, all later ones sit at other places of the recomputed tree: only leaves can be compared.
      const shifted = edge.size !== position;
      const own = stored.get(0, position);
      if (own === undefined || !sameHash(own, leaf)) changed.push({ position, leaf, stored: own });
      for (const { level, index, hash } of edge.append(leaf)) {
        if (level === 0 || shifted || changed.length > 0) continue;
        const inner = stored.get(level, index);
        if (inner === undefined || !sameHash(inner, hash)) damagedNodes += 1;
      }
    },
    finish(): void {
      for (const { position, leaf, stored: before } of changed) {
        const other = changed.find((candidate) => candidate.stored !== undefined && sameHash(candidate.stored, leaf));
        if (before !== undefined && other !== undefined && other.position !== position) {
          note(`Entry ${position} is not in its place: it was entry ${other.position}.`);
        } else {
          note(before === undefined ? `Entry ${position} was put in from outside.` : `Entry ${position} was changed.`);
        }
      }
      if (damagedNodes > 0) note(`${damagedNodes} inner node(s) of the stored tree were changed.`);
    },
  };
}
