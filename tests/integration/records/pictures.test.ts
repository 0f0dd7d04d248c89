// Filmstrips and waveforms in the real encrypted records.
import { expect, test } from 'vitest';
import { newRecords, newRecordingId, takeInRecording } from '../../support/records-kit.ts';
import { codeOf, noon } from '../../support/vault-kit.ts';

const strip = { pictures: 12, columns: 4, pictureWidth: 160, pictureHeight: 90, secondsApart: 5 };
const jpeg = Uint8Array.of(0xff, 0xd8, 1, 2, 3);
const wave = { peaksPerSecond: 20, peaks: Uint8Array.of(0, 7, 255) };

test('the pictures of a recording are kept, replaced, and noted in its audit trail', async () => {
  const { api } = await newRecords();
  const id = await takeInRecording(api);
  expect(await api.getPictures({ id })).toEqual({ filmstrip: null, waveform: null });
  expect(await codeOf(api.readFilmstrip({ id }))).toBe('not-found');
  await api.saveFilmstrip({ id, filmstrip: strip, jpeg, at: noon });
  await api.saveWaveform({ id, waveform: wave, at: noon });
  expect(await api.getPictures({ id })).toEqual({ filmstrip: strip, waveform: wave });
  expect(await api.readFilmstrip({ id })).toEqual(jpeg);
  await api.saveFilmstrip({ id, filmstrip: { ...strip, pictures: 1 }, jpeg: jpeg.subarray(0, 2), at: noon });
  expect((await api.getPictures({ id })).filmstrip?.pictures).toBe(1);
  expect(await api.readFilmstrip({ id })).toEqual(jpeg.subarray(0, 2));
  const { entries } = await api.listAudit({ before: null, limit: 10, subjectId: id, at: noon });
  const made = entries.filter(({ operation }) => operation === 'alteration').map(({ what }) => what);
  expect(made.toReversed()).toEqual([
    'Made a filmstrip of the footage.',
    'Drew the sound of the footage.',
    'Made a filmstrip of the footage.',
  ]);
});

test('a recording without sound keeps a waveform of nothing, which is not the same as none', async () => {
  const { api } = await newRecords();
  const id = await takeInRecording(api);
  await api.saveWaveform({ id, waveform: { peaksPerSecond: 1, peaks: new Uint8Array() }, at: noon });
  expect((await api.getPictures({ id })).waveform?.peaks).toHaveLength(0);
});

test('no pictures are kept of what is not there, or was erased', async () => {
  const { api, kit } = await newRecords();
  const id = await takeInRecording(api);
  expect(await codeOf(api.getPictures({ id: newRecordingId() }))).toBe('not-found');
  expect(await codeOf(api.saveFilmstrip({ id: newRecordingId(), filmstrip: strip, jpeg, at: noon }))).toBe('not-found');
  kit.behind((db) => db.prepare('UPDATE recordings SET erased_at = ? WHERE id = ?').run(noon, id));
  expect(await codeOf(api.saveFilmstrip({ id, filmstrip: strip, jpeg, at: noon }))).toBe('deleted');
  expect(await codeOf(api.saveWaveform({ id, waveform: wave, at: noon }))).toBe('deleted');
});
