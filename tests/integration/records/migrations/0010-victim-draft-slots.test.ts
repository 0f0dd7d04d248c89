// The migration of victim drafts takes along what was being written, to the deed that it was for.
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { expect, test } from 'vitest';
import { victimDraftSlots } from '../../../../main/storage/records/migrations/0010-victim-draft-slots.ts';
import { migrations } from '../../../../main/storage/records/migrations/index.ts';
import { openDatabase } from '../../../../main/storage/records/open-database.ts';
import { temporaryFolder } from '../../../support/vault-kit.ts';

test('a draft of before is in the slot of its deed, word for word', async () => {
  const options = { path: path.join(await temporaryFolder(), 'records.db'), key: randomBytes(32) };
  const until = migrations.indexOf(victimDraftSlots);
  const before = openDatabase({ ...options, create: true, migrations: migrations.slice(0, until) });
  before.exec(`INSERT INTO reports (id, kind, local_reference, title, status, revision, created_at, updated_at,
    missing_needed_now, missing_before_submission, missing_optional, content)
    VALUES ('r1', 'crime', 'NE-4417-0001', 'Assault', 'draft', 3, 'a', 'b', 0, 0, 0, '{}')`);
  const kept: Record<string, object> = {
    p1: { said: 'Told her “so”', dutyIds: ['d1', 'd2'], whyNot: '' },
    p2: { said: 'Asked', dutyIds: ['d3'], whyNot: 'asked-not-to-be-told' },
    p3: { said: 'Rang me', dutyIds: [] },
  };
  const insert = before.prepare('INSERT INTO victim_drafts (report_id, person_id, form, draft) VALUES (?, ?, ?, ?)');
  for (const [person, draft] of Object.entries(kept)) insert.run('r1', person, 'contact', JSON.stringify(draft));
  insert.run('r1', 'p1', 'message', JSON.stringify({ text: 'Dear Wendy' }));
  before.close();
  const after = openDatabase({ ...options, create: false, migrations: migrations.slice(0, until + 1) });
  const rows = after
    .prepare<[], { draft: string }>('SELECT person_id, form, about, draft FROM victim_drafts ORDER BY person_id, form')
    .all()
    .map((row) => ({ ...row, draft: JSON.parse(row.draft) as unknown }));
  expect(rows).toEqual([
    { person_id: 'p1', form: 'message', about: '', draft: { text: 'Dear Wendy' } },
    { person_id: 'p1', form: 'update', about: '', draft: kept['p1'] },
    { person_id: 'p2', form: 'not-told', about: 'd3', draft: kept['p2'] },
    { person_id: 'p3', form: 'contact', about: '', draft: kept['p3'] },
  ]);
  expect(() =>
    after.exec(
      `INSERT INTO victim_drafts (report_id, person_id, form, about, draft) VALUES ('r1', '', 'update', '', '{}')`,
    ),
  ).toThrow('CHECK');
  after.close();
});
