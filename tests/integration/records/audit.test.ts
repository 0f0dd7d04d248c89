// The audit trail against somebody who holds the key to the database: every kind of tampering is found and named.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { officerId, recordingId } from '#contract/ids.ts';
import { auditOrigin, signCheckpoint } from '../../../main/storage/audit/checkpoint.ts';
import { leafHash, nodeHash } from '../../../main/storage/audit/merkle-tree.ts';
import { generateRawKeyPair, privateKeyObject } from '../../../main/storage/keys/raw-keys.ts';
import type { RecordsDatabase } from '../../../main/storage/records/sqlite.ts';
import type { RecordsWorkerApi } from '../../../main/storage/records/records-worker-api.ts';
import { newRecords, takeInRecording, type RecordsKit } from '../../support/records-kit.ts';
import { later, noon, temporaryFolder } from '../../support/vault-kit.ts';

/** Records with 1 + 2 × 10 + 1 entries: created, ten recordings taken in and tagged, locked; checkpoints all along. */
async function trail(): Promise<{ kit: RecordsKit; recordingIds: string[] }> {
  const { kit, api } = await newRecords();
  const recordingIds: string[] = [];
  for (let index = 0; index < 10; index++) {
    const id = await takeInRecording(api, { at: later(noon, index) });
    recordingIds.push(id);
    await api.updateRecording({ id, revision: 0, patch: { title: `Title ${index}` }, at: later(noon, index) });
  }
  await api.closeRecords({ at: later(noon, 60), because: 'officer' });
  return { kit, recordingIds };
}

const withoutTriggers = (db: RecordsDatabase): void => {
  const names = db.prepare<[], string>(`SELECT name FROM sqlite_schema WHERE type = 'trigger'`).pluck().all();
  for (const name of names) db.exec(`DROP TRIGGER ${name}`);
};

/** Makes the stored tree fit the entries again, as a careful forger would. */
function rebuildTree(db: RecordsDatabase): void {
  db.exec('DELETE FROM audit_nodes');
  const insert = db.prepare('INSERT INTO audit_nodes (level, position, hash) VALUES (?, ?, ?)');
  let row = db
    .prepare<[], string>('SELECT entry FROM audit_entries ORDER BY position')
    .pluck()
    .all()
    .map((entry) => leafHash(Buffer.from(entry)));
  for (let level = 0; row.length > 0; level++) {
    for (const [position, hash] of row.entries()) insert.run(level, position, hash);
    row = row.flatMap((left, index) => {
      const right = row[index + 1];
      return index % 2 === 0 && right !== undefined ? [nodeHash(left, right)] : [];
    });
  }
}

const edit = (db: RecordsDatabase, position: number): void => {
  db.prepare(`UPDATE audit_entries SET entry = replace(entry, 'Title', 'Other') WHERE position = ?`).run(position);
};

async function findings(kit: RecordsKit, tamper: (db: RecordsDatabase) => void): Promise<string[]> {
  kit.behind((db) => {
    withoutTriggers(db);
    tamper(db);
  });
  const api: RecordsWorkerApi = await kit.open({ at: later(noon, 100) });
  const { intact, problems } = await api.verifyAudit({ at: later(noon, 101) });
  expect(intact).toBe(problems.length === 0);
  return problems;
}

test('an untouched trail is intact, and its last checkpoint is dated', async () => {
  const { kit } = await trail();
  const api = await kit.open({ at: later(noon, 100) });
  const verification = await api.verifyAudit({ at: later(noon, 101) });
  expect(verification).toMatchObject({
    intact: true,
    entries: 23,
    checkpoints: 13,
    lastCheckpointAt: later(noon, 100),
    problems: [],
  });
  expect(verification.rootHash).toMatch(/^[0-9a-f]{64}$/);
});

test('an edited entry is named', async () => {
  const { kit } = await trail();
  expect((await findings(kit, (db) => edit(db, 6)))[0]).toMatch(/are not those that checkpoint|Entry 6 was changed/);
});

test('an edited entry whose tree was made to fit is found by the checkpoints around it', async () => {
  const { kit } = await trail();
  const problems = await findings(kit, (db) => {
    edit(db, 6);
    rebuildTree(db);
  });
  // Checkpoints lie after each collection: entries 5, 7, ...; entry 6 is between those over 6 and 8 entries.
  expect(problems).toEqual(['Entries 6 to 7 are not those that checkpoint 4 was signed over.']);
});

test('a deleted entry is named, also where the later ones were moved up', async () => {
  const first = await trail();
  expect(
    (await findings(first.kit, (db) => db.exec('DELETE FROM audit_entries WHERE position = 9'))).join('\n'),
  ).toContain('Entry 9 is missing.');
  const second = await trail();
  const problems = await findings(second.kit, (db) => {
    db.exec('DELETE FROM audit_entries WHERE position = 9');
    db.exec('UPDATE audit_entries SET position = -position WHERE position > 9');
    db.exec('UPDATE audit_entries SET position = -position - 1 WHERE position < 0');
    rebuildTree(db);
  });
  expect(problems[0]).toMatch(/^Entries 8 to 9 are not those that checkpoint \d+ was signed over\.$/);
});

test('exchanged entries are named', async () => {
  const { kit } = await trail();
  const problems = await findings(kit, (db) => {
    db.exec('UPDATE audit_entries SET position = -1 WHERE position = 4');
    db.exec('UPDATE audit_entries SET position = 4 WHERE position = 10');
    db.exec('UPDATE audit_entries SET position = 10 WHERE position = -1');
  });
  expect(problems.join('\n')).toContain('Entry 4 is not in its place: it was entry 10.');
  expect(problems.join('\n')).toContain('Entry 10 is not in its place: it was entry 4.');
});

test('an entry put in from outside is found', async () => {
  const { kit } = await trail();
  const problems = await findings(kit, (db) =>
    db.exec(`INSERT INTO audit_entries (position, entry) SELECT 22, entry FROM audit_entries WHERE position = 3`),
  );
  expect(problems.join('\n')).toMatch(/Entry 22 was (put in from outside|changed)/);
});

test('a trail cut off below the last checkpoint is found, also where the tree was made to fit', async () => {
  for (const madeToFit of [false, true]) {
    const { kit } = await trail();
    const problems = await findings(kit, (db) => {
      db.exec('DELETE FROM audit_entries WHERE position >= 15');
      if (madeToFit) rebuildTree(db);
    });
    // The unlock has written entry 15 anew and signed it; the old checkpoints still tell.
    expect(problems[0]).toBe('Entries 14 to 15 are not those that checkpoint 8 was signed over.');
    expect(problems).toContain('Entries from 16 on are missing: checkpoint 11 was signed over 22.');
  }
});

test('forged, exchanged and deleted checkpoints are found', async () => {
  const forger = generateRawKeyPair('ed25519');
  const forged = await trail();
  const id = officerId.parse(forged.kit.officer.id);
  const head = { origin: auditOrigin(id), size: 4, root: new Uint8Array(createHash('sha256').digest()) };
  const note = signCheckpoint(head, privateKeyObject('ed25519', forger.privateKey), forged.kit.signing.publicKey);
  expect(
    await findings(forged.kit, (db) => db.prepare('UPDATE audit_checkpoints SET note = ? WHERE number = 2').run(note)),
  ).toEqual(["Checkpoint 2 is not signed by this officer's key."]);

  const exchanged = await trail();
  const problems = await findings(exchanged.kit, (db) =>
    db.exec(
      'UPDATE audit_checkpoints SET note = (SELECT note FROM audit_checkpoints WHERE number = 3) WHERE number = 2',
    ),
  );
  expect(problems).toEqual(['Checkpoint 2 is filed under another size than it was signed for.']);

  const deleted = await trail();
  expect(await findings(deleted.kit, (db) => db.exec('DELETE FROM audit_checkpoints WHERE number = 5'))).toEqual([
    'A checkpoint before number 6 is missing.',
  ]);
});

test('a changed inner node of the stored tree is found', async () => {
  const { kit } = await trail();
  const problems = await findings(kit, (db) =>
    db.exec(`UPDATE audit_nodes SET hash = zeroblob(32) WHERE level = 2 AND position = 1`),
  );
  expect(problems).toEqual(['1 inner node(s) of the stored tree were changed.']);
});

test('looking at the same thing again within ten minutes is one consultation', async () => {
  const { api } = await newRecords();
  const id = await takeInRecording(api);
  const consultations = async (): Promise<number> =>
    (await api.listAudit({ before: null, limit: 100, subjectId: id, at: noon })).entries.filter(
      ({ operation }) => operation === 'consultation',
    ).length;
  for (const seconds of [0, 1, 300, 599]) await api.getRecording({ id, at: later(noon, seconds) });
  expect(await consultations()).toBe(1);
  await api.getRecording({ id, at: later(noon, 600) });
  // A clock put back is no reason to leave one out.
  await api.getRecording({ id, at: later(noon, -100) });
  expect(await consultations()).toBe(3);
});

test('entries are listed newest first, in pages, for all or for one subject', async () => {
  const { kit, recordingIds } = await trail();
  const api = await kit.open({ at: later(noon, 100) });
  const page = await api.listAudit({ before: 10, limit: 3, subjectId: null, at: later(noon, 100) });
  expect(page.entries.map(({ index }) => index)).toEqual([9, 8, 7]);
  const one = await api.listAudit({ before: null, limit: 10, subjectId: recordingIds[2] ?? '', at: later(noon, 100) });
  expect(one.total).toBe(2);
  expect(one.entries.map(({ operation }) => operation)).toEqual(['alteration', 'collection']);
  expect(one.entries[0]?.officer).toBe('PC Ada Okafor (4417NE)');
});

// The stranger's reader: Python, written from docs/formats/audit-log.md, no code in common with the product.
const reader = fileURLToPath(new URL('../../readers/verify_audit_log.py', import.meta.url));
async function read(extract: string, key: Uint8Array): Promise<{ code: number; said: string }> {
  const file = path.join(await temporaryFolder(), 'audit.jsonl');
  await writeFile(file, extract);
  try {
    return {
      code: 0,
      said: execFileSync('/usr/bin/python3', [reader, file, Buffer.from(key).toString('base64')], {
        encoding: 'utf8',
        stdio: 'pipe',
      }),
    };
  } catch (error) {
    const { status, stderr } = error as { status: number; stderr: string };
    return { code: status, said: stderr };
  }
}

test('a stranger’s reader accepts an extract, whole or of one record, and refuses every tampered one', async () => {
  const { kit, recordingIds } = await trail();
  const api = await kit.open({ at: later(noon, 100) });
  const key = kit.signing.publicKey;
  const whole = await api.exportAudit({ subjectId: null, at: later(noon, 101) });
  expect(await read(whole, key)).toEqual({
    code: 0,
    said: expect.stringContaining('24 entries, 14 checkpoints: intact') as string,
  });
  const subjectId = recordingIds[4] ?? '';
  const part = await api.exportAudit({ subjectId, at: later(noon, 102) });
  expect(await read(part, key)).toEqual({ code: 0, said: expect.stringContaining('3 entries') as string });

  const lines = whole.trimEnd().split('\n');
  const entryAt = (index: number): number =>
    lines.findIndex((line) => line.includes(`"kind":"entry","index":${index},`));
  const checkpointAt = lines.findIndex((line) => line.includes('"kind":"checkpoint"'));
  const swapped = (): string[] => {
    const [a, b] = [entryAt(4), entryAt(5)];
    const at = (place: number): string => lines[place] ?? '';
    return lines.with(a, at(b).replace('"index":5,', '"index":4,')).with(b, at(a).replace('"index":4,', '"index":5,'));
  };
  const other = generateRawKeyPair('ed25519').publicKey;
  const tampered: Record<string, string[]> = {
    edited: lines.with(entryAt(6), (lines[entryAt(6)] ?? '').replace('Title', 'Other')),
    deleted: lines.toSpliced(entryAt(6), 1),
    exchanged: swapped(),
    'cut off': lines.slice(0, -3),
    'proof changed': lines.with(entryAt(6), (lines[entryAt(6)] ?? '').replace(/"inclusion":\["../, '"inclusion":["00')),
    'checkpoint forged': lines.with(
      checkpointAt + 3,
      (lines[checkpointAt + 3] ?? '').replace(/— (\S+) ..../, '— $1 AAAA'),
    ),
    'last checkpoint missing': lines.filter((_, index) => index !== entryAt(0) - 1),
    'added twice': [...lines, lines[entryAt(2)] ?? ''],
    'header changed': lines.with(0, (lines[0] ?? '').replace('"size":24', '"size":23')),
  };
  for (const [kind, changed] of Object.entries(tampered)) {
    expect(changed).not.toEqual(lines);
    const { code, said } = await read(`${changed.join('\n')}\n`, key);
    expect(`${kind}: ${code} ${said}`).toMatch(`${kind}: 1 NOT intact`);
  }
  expect((await read(whole, other)).code).toBe(1);
  const changedPart = part.replace('Made an extract', 'Made no extract');
  expect(changedPart).not.toBe(part);
  expect((await read(changedPart, key)).code).toBe(1);
});

test('what is done while the trail is verified is no tampering', async () => {
  const { kit } = await trail();
  const api = await kit.open({ at: later(noon, 100) });
  const verifying = api.verifyAudit({ at: later(noon, 101) });
  await takeInRecording(api, { at: later(noon, 102) });
  expect(await verifying).toMatchObject({ intact: true, problems: [] });
});

test('an extract of one recording names the last checkpoint only, however many there are, and holds for the reader', async () => {
  const { kit, recordingIds } = await trail();
  const api = await kit.open({ at: later(noon, 100) });
  const [id] = recordingIds;
  const { extracts } = await api.beginExport({
    id: '5f0a7a52-3c5e-4a9f-9a55-0f1f6f3b9a77',
    at: later(noon, 101),
    purpose: 'Trial',
    disclosedTo: 'CPS',
    folderName: 'x',
    recordingIds: [recordingId.parse(id)],
    unfinishedPath: '/nowhere/x.unfinished',
  });
  const text = extracts[0]?.text ?? '';
  const kinds = text
    .trim()
    .split('\n')
    .map((line) => (JSON.parse(line) as { kind: string }).kind);
  expect(kinds.filter((kind) => kind === 'checkpoint')).toHaveLength(1);
  const file = path.join(await temporaryFolder(), 'extract.jsonl');
  await writeFile(file, text);
  execFileSync('python3', [reader, file]);
});
