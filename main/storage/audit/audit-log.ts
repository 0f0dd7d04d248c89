// The audit trail in the records database: appends entries to the tree, signs its head, lists and exports. Never changes any.
import type { KeyObject } from 'node:crypto';
import type { AuditEntry, AuditOperation } from '#contract/audit.ts';
import type { Instant, OfficerId } from '#contract/ids.ts';
import type { Officer } from '#contract/session.ts';
import { canonicalEntry, parseEntry, type StoredEntry } from './audit-entry.ts';
import { auditOrigin, signCheckpoint } from './checkpoint.ts';
import {
  leafHash,
  nodeHash,
  nodesCompletedBy,
  rootHash,
  type Hash,
  type NewNode,
  type TreeNodes,
} from './merkle-tree.ts';
import type { RecordsDatabase } from '../records/sqlite.ts';

export interface AuditSigner {
  readonly officer: Officer & { readonly id: OfficerId };
  /** Ed25519. */
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
  /** Raw, 32 bytes. */
  readonly rawPublicKey: Uint8Array;
}

export interface NewEntry {
  readonly at: Instant;
  readonly operation: AuditOperation;
  readonly subjectKind: AuditEntry['subjectKind'];
  readonly subjectId: string;
  readonly what: string;
  readonly reason?: string | null;
}

/** A second look at the same thing within this time is the same consultation. */
const consultationMilliseconds = 10 * 60_000;

export class AuditLog {
  readonly #db: RecordsDatabase;
  readonly #signer: AuditSigner;
  readonly #nodes: TreeNodes;
  readonly #insertEntry;
  readonly #insertNode;
  readonly #size;
  readonly #consulted = new Map<string, number>();

  constructor(db: RecordsDatabase, signer: AuditSigner) {
    this.#db = db;
    this.#signer = signer;
    this.#nodes = storedNodes(db);
    this.#insertEntry = db.prepare<[number, string]>('INSERT INTO audit_entries (position, entry) VALUES (?, ?)');
    this.#insertNode = db.prepare<NewNode>(
      `INSERT INTO audit_nodes (level, position, hash) SELECT @level, @index, @hash
       WHERE NOT EXISTS (SELECT 1 FROM audit_nodes WHERE level = @level AND position = @index)`,
    );
    this.#size = db.prepare<[], number>('SELECT coalesce(max(position) + 1, 0) FROM audit_entries').pluck();
  }

  get origin(): string {
    return auditOrigin(this.#signer.officer.id);
  }

  get signer(): AuditSigner {
    return this.#signer;
  }

  get nodes(): TreeNodes {
    return this.#nodes;
  }

  size(): number {
    return this.#size.get() ?? 0;
  }

  /** Call it inside the transaction of the change that it tells of: then neither is there without the other. */
  append(entry: NewEntry): number {
    if (!this.#db.inTransaction) throw new Error('an audit entry belongs to the transaction of what it tells of');
    const { name, rank, shoulderNumber } = this.#signer.officer;
    const stored: StoredEntry = {
      ...entry,
      reason: entry.reason ?? null,
      officer: `${rank} ${name} (${shoulderNumber})`,
    };
    const text = canonicalEntry(stored);
    const position = this.size();
    this.#insertEntry.run(position, text);
    // Where somebody cut off entries and left their hashes, those stay: `verify` finds them, and work goes on meanwhile.
    for (const node of nodesCompletedBy(leafHash(Buffer.from(text)), position, this.#nodes)) this.#insertNode.run(node);
    return position;
  }

  /** Notes that something was looked at, unless the same was within the last ten minutes of this unlock. */
  consulted(entry: Omit<NewEntry, 'operation'>): void {
    const key = `${entry.subjectKind} ${entry.subjectId} ${entry.what}`;
    const at = Date.parse(entry.at);
    const last = this.#consulted.get(key);
    if (last !== undefined && at >= last && at - last < consultationMilliseconds) return;
    this.append({ ...entry, operation: 'consultation' });
    this.#consulted.set(key, at);
  }

  /** After a transaction that was undone: an entry may be gone that was taken for written. */
  forgetConsultations(): void {
    this.#consulted.clear();
  }

  /** Signs the present head, inside a transaction; answers the checkpoint. Signs none twice. */
  checkpoint(): string {
    const size = this.size();
    const last = this.#db
      .prepare<[], { number: number; size: number; note: string }>(
        'SELECT number, size, note FROM audit_checkpoints ORDER BY number DESC LIMIT 1',
      )
      .get();
    if (last?.size === size) return last.note;
    const head = { origin: this.origin, size, root: rootHash(this.#nodes, size) };
    const note = signCheckpoint(head, this.#signer.privateKey, this.#signer.rawPublicKey);
    this.#db
      .prepare('INSERT INTO audit_checkpoints (number, size, note) VALUES (?, ?, ?)')
      .run((last?.number ?? -1) + 1, size, note);
    return note;
  }

  /** Newest first. An entry that is no entry any more is left out here; `verify` names it. */
  list(query: { before: number | null; limit: number; subjectId: string | null }): {
    entries: AuditEntry[];
    total: number;
  } {
    const { before, limit, subjectId } = query;
    const rows = this.#db
      .prepare<unknown[], { position: number; entry: string }>(
        `SELECT position, entry FROM audit_entries WHERE ${subjectId === null ? '' : 'subject_id = ? AND'} position < ?
         ORDER BY position DESC LIMIT ?`,
      )
      .all(...(subjectId === null ? [] : [subjectId]), before ?? Number.MAX_SAFE_INTEGER, limit);
    const total =
      subjectId === null
        ? this.size()
        : this.#db
            .prepare<[string], number>('SELECT count(*) FROM audit_entries WHERE subject_id = ?')
            .pluck()
            .get(subjectId);
    return {
      entries: rows.map((row) => parseEntry(row.entry, row.position)).filter((entry) => entry !== null),
      total: total ?? 0,
    };
  }
}

/**
 * The stored subtrees. One that somebody took away is worked out from the entries, so that an officer is not locked out by
 * tampering; the gap stays for `verify` to find.
 */
function storedNodes(db: RecordsDatabase): TreeNodes {
  const stored = db
    .prepare<[number, number], Buffer>('SELECT hash FROM audit_nodes WHERE level = ? AND position = ?')
    .pluck();
  const entry = db.prepare<[number], string>('SELECT entry FROM audit_entries WHERE position = ?').pluck();
  const get = (level: number, index: number): Hash => {
    const hash = stored.get(level, index);
    if (hash !== undefined) return hash;
    if (level === 0) return leafHash(Buffer.from(entry.get(index) ?? ''));
    return nodeHash(get(level - 1, index * 2), get(level - 1, index * 2 + 1));
  };
  return { get };
}
