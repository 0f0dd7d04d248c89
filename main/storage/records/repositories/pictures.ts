// Filmstrips and waveforms: made by the window from the footage, kept here because the database is encrypted.
import { KerbdeskError } from '#contract/errors.ts';
import type { Instant, RecordingId } from '#contract/ids.ts';
import { filmstrip, waveform } from '#contract/pictures.ts';
import type { RecordsApi } from '../../../ports/vault-host.ts';
import { inTransaction, type RecordsContext } from '../records-context.ts';
import { presentRow } from './recording-rows.ts';
import type { Synchronous } from './synchronous.ts';

type PicturesApi = Synchronous<Pick<RecordsApi, 'getPictures' | 'saveFilmstrip' | 'readFilmstrip' | 'saveWaveform'>>;

export function createPictures(context: RecordsContext): PicturesApi {
  const { db, audit } = context;

  const save = (id: RecordingId, at: Instant, what: string, write: () => void): void => {
    inTransaction(context, () => {
      presentRow(db, id);
      write();
      audit.append({ at, operation: 'alteration', subjectKind: 'recording', subjectId: id, what });
    });
  };

  return {
    getPictures({ id }) {
      presentRow(db, id);
      const strip = db
        .prepare<[string]>(
          `SELECT pictures, columns, picture_width AS pictureWidth, picture_height AS pictureHeight,
             seconds_apart AS secondsApart FROM filmstrips WHERE recording_id = ?`,
        )
        .get(id);
      const wave = db
        .prepare<[string], { peaksPerSecond: number; peaks: Buffer }>(
          'SELECT peaks_per_second AS peaksPerSecond, peaks FROM waveforms WHERE recording_id = ?',
        )
        .get(id);
      return {
        filmstrip: strip === undefined ? null : filmstrip.parse(strip),
        waveform: wave === undefined ? null : waveform.parse({ ...wave, peaks: new Uint8Array(wave.peaks) }),
      };
    },

    saveFilmstrip({ id, filmstrip: strip, jpeg, at }) {
      save(id, at, 'Made a filmstrip of the footage.', () => {
        db.prepare(
          `INSERT INTO filmstrips (recording_id, pictures, columns, picture_width, picture_height, seconds_apart, jpeg)
           VALUES (@id, @pictures, @columns, @pictureWidth, @pictureHeight, @secondsApart, @jpeg)
           ON CONFLICT (recording_id) DO UPDATE SET pictures = excluded.pictures, columns = excluded.columns,
             picture_width = excluded.picture_width, picture_height = excluded.picture_height,
             seconds_apart = excluded.seconds_apart, jpeg = excluded.jpeg`,
        ).run({ ...strip, id, jpeg });
      });
    },

    readFilmstrip({ id }) {
      const jpeg = db.prepare<[string], Buffer>('SELECT jpeg FROM filmstrips WHERE recording_id = ?').pluck().get(id);
      if (!jpeg) throw new KerbdeskError('not-found', 'This recording has no filmstrip yet.');
      return new Uint8Array(jpeg);
    },

    saveWaveform({ id, waveform: { peaksPerSecond, peaks }, at }) {
      save(id, at, 'Drew the sound of the footage.', () => {
        db.prepare(
          `INSERT INTO waveforms (recording_id, peaks_per_second, peaks) VALUES (?, ?, ?)
           ON CONFLICT (recording_id) DO UPDATE SET peaks_per_second = excluded.peaks_per_second, peaks = excluded.peaks`,
        ).run(id, peaksPerSecond, peaks);
      });
    },
  };
}
