// A derivative for tests of the records that do not care what is in it: a recording that names its parent.
import type { RecordingId } from '#contract/ids.ts';
import type { RecordsWorkerApi } from '../../main/storage/records/records-worker-api.ts';
import { newRecordingId, takeInRecording, type RecordsKit } from './records-kit.ts';
import { noon } from './vault-kit.ts';

export async function deriveFrom(
  kit: RecordsKit,
  api: RecordsWorkerApi,
  parent: RecordingId,
  title = 'Clip of it',
): Promise<RecordingId> {
  const id = await takeInRecording(api, { start: noon, path: `made/${newRecordingId()}.mp4` });
  // Parents are fixed once they are there: only a test may set one afterwards.
  kit.behind((db) => {
    const trigger = db
      .prepare<[], string>(`SELECT sql FROM sqlite_schema WHERE name = 'recordings_custody_fixed'`)
      .pluck()
      .get();
    db.exec('DROP TRIGGER recordings_custody_fixed');
    db.prepare(`UPDATE recordings SET kind = 'clip', parent_id = ?, title = ? WHERE id = ?`).run(parent, title, id);
    db.exec(trigger ?? '');
  });
  return id;
}
