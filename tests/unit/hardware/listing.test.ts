// What of a camera's files is a recording, which part of one, and what came with it: from names alone.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readFileName } from '../../../main/hardware/drivers/layout/file-names.ts';
import { cameraLayout } from '../../../main/hardware/drivers/layout/layout.ts';
import {
  describeFiles,
  isOfInterest,
  isVideoName,
  type HeldFile,
} from '../../../main/hardware/drivers/layout/listing.ts';

const modifiedAt = '2026-11-22T14:10:00.000Z';
const held = (path: string): HeldFile => ({ path, name: path.slice(path.lastIndexOf('/') + 1), bytes: 10, modifiedAt });
const list = (...paths: string[]) => describeFiles(paths.map(held), cameraLayout);
const owners = (...paths: string[]): Record<string, string | null> =>
  Object.fromEntries(list(...paths).map(({ path, sideOf }) => [path, sideOf]));

describe('names of parts', () => {
  it.each([
    ['GX010034.MP4', { group: '0034', index: 1 }],
    ['GH120034.mp4', { group: '0034', index: 12 }],
    ['GOPR0034.MP4', { group: '0034', index: 0 }],
    ['GP010034.MP4', { group: '0034', index: 1 }],
    // Files of looping are recordings of their own.
    ['GHAA0001.MP4', null],
    ['20261122_140322_0001.MP4', null],
  ])('%s is %j', (name, part) => {
    expect(readFileName(name, cameraLayout.names)?.part ?? null).toEqual(part);
  });

  it('of a folder that is one recording make its files parts of it, in order of their time in UTC', () => {
    const folder = 'recordings/1b4e28ba-2fa1-11d2-883f-0016d3cca427_B8A44F000001_20220823_114705';
    const files = list(
      `${folder}/20220823_115710_7C1D.mkv`,
      `${folder}/20220823_114705_7C1D.mkv`,
      `${folder}/20220823_114705_7C1D.key`,
      `${folder}/20220823_114705_7C1D_B8A44F000001_gpstrail.json`,
      `${folder}/bookmark_1661255230_1`,
      `${folder}/complete`,
    );
    expect(files.map(({ name, sideOf }) => [name, sideOf?.slice(folder.length + 1) ?? null])).toEqual([
      ['20220823_114705_7C1D.mkv', null],
      ['20220823_114705_7C1D.key', '20220823_114705_7C1D.mkv'],
      ['20220823_114705_7C1D_B8A44F000001_gpstrail.json', '20220823_114705_7C1D.mkv'],
      ['bookmark_1661255230_1', '20220823_114705_7C1D.mkv'],
      ['complete', '20220823_114705_7C1D.mkv'],
      ['20220823_115710_7C1D.mkv', null],
    ]);
    expect(files[0]).toMatchObject({ startByFile: '2022-08-23T11:47:05.000Z', part: { group: '', index: 1661255225 } });
    expect(files.at(-1)).toMatchObject({ part: { group: '', index: 1661255830 } });
  });
});

describe('a side file', () => {
  it('belongs to the recording in its folder whose name it begins with', () => {
    expect(
      owners('DCIM/A.MP4', 'DCIM/A.json', 'DCIM/a_gps.JSON', 'DCIM/A.MP4.sig', 'DCIM/AB.json', 'OTHER/A.thm'),
    ).toEqual({
      'DCIM/A.MP4': null,
      'DCIM/A.json': 'DCIM/A.MP4',
      'DCIM/a_gps.JSON': 'DCIM/A.MP4',
      'DCIM/A.MP4.sig': 'DCIM/A.MP4',
    });
  });

  it('belongs to the longest such name', () => {
    expect(owners('V/A.MP4', 'V/A_1.MP4', 'V/A_1_gps.json')).toMatchObject({ 'V/A_1_gps.json': 'V/A_1.MP4' });
  });

  it('whose name differs belongs by group and number', () => {
    expect(owners('D/GX010034.MP4', 'D/GX020034.MP4', 'D/GL020034.LRV', 'D/GX010034.THM')).toMatchObject({
      'D/GL020034.LRV': 'D/GX020034.MP4',
      'D/GX010034.THM': 'D/GX010034.MP4',
    });
  });

  it('without a recording stays on the camera', () => {
    expect(list('DCIM/B.json', 'DCIM/photo.jpg')).toEqual([]);
  });

  it('follows its recording in the list, and recordings are in order of start', () => {
    expect(
      list(
        'D/20261122_140500_2.json',
        'D/20261122_140500_2.MP4',
        'D/20261122_140100_1.thm',
        'D/20261122_140100_1.MP4',
        'D/20261122_140100_1.json',
      ).map(({ name }) => name),
    ).toEqual([
      '20261122_140100_1.MP4',
      '20261122_140100_1.json',
      '20261122_140100_1.thm',
      '20261122_140500_2.MP4',
      '20261122_140500_2.json',
    ]);
  });
});

describe('whatever the names', () => {
  const piece = fc.oneof(
    fc.constantFrom(
      'GX',
      '01',
      '0034',
      '_',
      '.',
      '-',
      'a',
      '20261122',
      '140322',
      'T',
      'Z',
      '.MP4',
      '.json',
      '.THM',
      'ü',
    ),
    fc.string({ maxLength: 4 }),
  );
  const name = fc.array(piece, { minLength: 1, maxLength: 8 }).map((pieces) => pieces.join('').replaceAll('/', ''));
  const paths = fc.uniqueArray(
    fc.tuple(fc.constantFrom('', 'DCIM/', 'DCIM/100MEDIA/'), name).map(([folder, file]) => folder + file),
    { maxLength: 30 },
  );

  it('every recording is listed once, every side file after a listed recording, and nothing else', () => {
    fc.assert(
      fc.property(paths, (all) => {
        const files = describeFiles(all.map(held), cameraLayout);
        const recordings = all.filter((path) => isVideoName(held(path).name, cameraLayout));
        expect(
          files
            .filter(({ sideOf }) => sideOf === null)
            .map(({ path }) => path)
            .toSorted(),
        ).toEqual(recordings.toSorted());
        expect(new Set(files.map(({ path }) => path)).size).toBe(files.length);
        for (const [index, { path, sideOf }] of files.entries()) {
          if (sideOf === null) continue;
          expect(isVideoName(held(path).name, cameraLayout)).toBe(false);
          expect(isOfInterest(held(path).name, '', cameraLayout)).toBe(true);
          expect(files.slice(0, index).some((file) => file.path === sideOf)).toBe(true);
        }
      }),
    );
  });

  it('a very long name says nothing, and quickly', () => {
    expect(readFileName('_'.repeat(100_000), cameraLayout.names)).toBeNull();
  });
});
