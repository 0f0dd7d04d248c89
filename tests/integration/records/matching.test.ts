// Proposals in the real records: for whom, decided by the officer, remembered and audited.
import { expect, test } from 'vitest';
import { emptyReportContent, type FieldValues, type Report } from '#contract/reports.ts';
import type { RecordsWorkerApi } from '../../../main/storage/records/records-worker-api.ts';
import { newRecords, takeInRecording } from '../../support/records-kit.ts';
import { noon } from '../../support/vault-kit.ts';

const at = noon;
const clock = { offsetSeconds: 3600, source: 'identity-file', measuredAt: noon } as const;

async function reportOf(api: RecordsWorkerApi, values: FieldValues): Promise<Report> {
  const report = await api.createReport({ kind: 'crime', parentId: null, at });
  await api.saveReport({ id: report.id, revision: report.revision, content: { ...emptyReportContent, values }, at });
  return api.getReport({ id: report.id, at });
}

const theft: FieldValues = {
  'committed-from-date': '22/11/2026',
  'committed-from-time': '10:00',
  'cad-reference': 'CAD 4127/22NOV26',
  'venue-street': '14 Forest Road',
  offence: 'Theft from shop',
};

const audited = async (api: RecordsWorkerApi, subjectId: string): Promise<string[]> =>
  (await api.listAudit({ before: null, limit: 20, subjectId, at })).entries.map(
    ({ operation, what }) => `${operation}: ${what}`,
  );

test('a report is proposed by the corrected time, with what the recording may take over from it', async () => {
  const { api } = await newRecords();
  const report = await reportOf(api, theft);
  // The camera says 11:00; it is an hour ahead.
  const id = await takeInRecording(api, { startByMedia: '2026-11-22T11:00:00.000Z', clock });
  const uncorrected = await takeInRecording(api, { startByMedia: '2026-11-22T11:30:00.000Z' });
  expect(await api.proposeReports({ recordingId: id })).toMatchObject([
    {
      report: { id: report.id, title: 'Theft from shop, Forest Road', status: 'draft' },
      confidence: 'likely',
      reasons: [{ words: 'Running when it was committed' }, { words: 'Same officer' }],
      prefill: { reference: 'CAD 4127/22NOV26', title: 'Theft from shop, Forest Road' },
    },
  ]);
  expect(await api.proposeReports({ recordingId: uncorrected })).toEqual([]);
  const suggested = await api.suggestRecordings({ reportId: report.id });
  expect(suggested.map(({ recordingId, confidence }) => [recordingId, confidence])).toEqual([[id, 'likely']]);
});

test('accepting links it once, says why in both audit trails, and ends the proposal', async () => {
  const { api } = await newRecords();
  const report = await reportOf(api, theft);
  const id = await takeInRecording(api, { startByMedia: '2026-11-22T10:00:00.000Z' });
  const linked = await api.acceptMatch({ recordingId: id, reportId: report.id, at });
  expect(linked.reportIds).toEqual([report.id]);
  await api.acceptMatch({ recordingId: id, reportId: report.id, at });
  expect((await api.getReport({ id: report.id, at })).recordingIds).toEqual([id]);
  const why = 'as proposed: Running when it was committed; Same officer.';
  expect(await audited(api, report.id)).toContainEqual(expect.stringContaining(why));
  const own = await audited(api, id);
  expect(own.filter((line) => line.startsWith('combination'))).toEqual([
    `combination: Linked to report ${report.localReference}, ${why}`,
  ]);
  expect(await api.proposeReports({ recordingId: id })).toEqual([]);
  expect(await api.suggestRecordings({ reportId: report.id })).toEqual([]);
});

test('a refusal is remembered for that pair alone, audited, and can be taken back', async () => {
  const { api } = await newRecords();
  const [report, other] = [await reportOf(api, theft), await reportOf(api, theft)];
  const id = await takeInRecording(api, { startByMedia: '2026-11-22T10:00:00.000Z' });
  const pair = { recordingId: id, reportId: report.id };
  await api.refuseMatch({ ...pair, at });
  await api.refuseMatch({ ...pair, at });
  expect((await api.proposeReports({ recordingId: id })).map((proposal) => proposal.report.id)).toEqual([other.id]);
  expect(await api.suggestRecordings({ reportId: report.id })).toEqual([]);
  await api.takeBackRefusal({ ...pair, at });
  expect(await api.proposeReports({ recordingId: id })).toHaveLength(2);
  const own = await audited(api, id);
  expect(own.filter((line) => line.includes(report.localReference))).toEqual([
    `alteration: Took back the refusal of report ${report.localReference}.`,
    `alteration: Refused the proposal that it belongs to report ${report.localReference}.`,
  ]);
});

test('a finished report takes a recording without a change to its content', async () => {
  const { api } = await newRecords();
  const report = await reportOf(api, theft);
  const finished = await api.finishReport({ id: report.id, revision: report.revision, at });
  const id = await takeInRecording(api, { startByMedia: '2026-11-22T10:00:00.000Z' });
  await api.acceptMatch({ recordingId: id, reportId: report.id, at });
  expect(await api.getReport({ id: report.id, at })).toEqual({ ...finished, recordingIds: [id] });
  expect(await audited(api, report.id)).toContainEqual(expect.stringContaining('its content is not touched'));
});

test('place counts where the recording has a trail, and a postcode where another report says where it is', async () => {
  const { kit, api } = await newRecords();
  const id = await takeInRecording(api, { startByMedia: '2026-11-22T10:00:00.000Z' });
  await reportOf(api, { ...theft, 'venue-postcode': 'E17 4QR' });
  await reportOf(api, { 'venue-postcode': 'e174qr', 'venue-grid': 'TQ 3746 8905' });
  kit.behind((db) =>
    db
      .prepare('INSERT INTO recording_positions (recording_id, at, latitude, longitude) VALUES (?, ?, ?, ?)')
      .run(id, at, 51.584_854, -0.017_332),
  );
  const proposals = await api.proposeReports({ recordingId: id });
  expect(proposals[0]).toMatchObject({ confidence: 'strong', report: { title: 'Theft from shop, Forest Road' } });
  expect(proposals[0]?.reasons.map(({ words }) => words)).toContain('140 m away');
});

test('recordings made together are told with how they hang together', async () => {
  const { api } = await newRecords();
  const start = (time: string) =>
    takeInRecording(api, { startByMedia: `2026-11-22T${time}.000Z`, path: `${time}.MP4` });
  const [first, second] = [await start('10:00:00'), await start('10:01:12')];
  await start('12:00:00');
  const companions = await api.listCompanions({ recordingId: first });
  expect(companions.map(({ recording, reason }) => [recording.id, reason])).toEqual([
    [second, 'Begins 12 seconds after the end of this one'],
  ]);
});

test('what went on for years is matched with what was recorded lately, not with the whole vault', async () => {
  const { api } = await newRecords();
  const years = {
    'committed-from-date': '01/01/2020',
    'committed-to-date': '22/11/2026',
    'committed-to-time': '12:00',
  };
  const long = await reportOf(api, { ...theft, ...years });
  const old = await takeInRecording(api, { startByMedia: '2022-03-03T10:00:00.000Z' });
  const recent = await takeInRecording(api, { startByMedia: '2026-11-22T10:00:00.000Z' });
  const suggested = (await api.suggestRecordings({ reportId: long.id })).map(({ recordingId }) => recordingId);
  expect(suggested).toContain(recent);
  expect(suggested).not.toContain(old);
});
