// Files of one recording are joined where names or times say so without doubt, and never otherwise.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cameraId } from '#contract/ids.ts';
import type { SourceFile } from '../../../main/hardware/camera-source.ts';
import { cameraLayout } from '../../../main/hardware/drivers/layout/layout.ts';
import { unexamined } from '../../../main/hardware/media/examine.ts';
import { joinSegments, type ExaminedFile } from '../../../main/hardware/segments.ts';

const camera = cameraId.parse('serial:1');
const splits = cameraLayout.splits;
const noon = Date.UTC(2026, 10, 22, 12);

interface Shape {
  readonly path: string;
  readonly at: number;
  readonly seconds: number | null;
  readonly over?: Partial<SourceFile>;
  readonly codec?: string;
}

const shaped = ({ path, at, seconds, over = {}, codec = 'avc1.640028' }: Shape): ExaminedFile => {
  const start = new Date(noon + at * 1000).toISOString();
  return {
    file: {
      path,
      name: path,
      bytes: 1_000_000,
      modifiedAt: start,
      startByFile: start,
      startByFileSource: 'file-name',
      part: null,
      sideOf: null,
      ...over,
    },
    media: {
      ...unexamined,
      playability: 'playable',
      videoCodec: codec,
      audioCodec: 'mp4a',
      width: 1920,
      height: 1080,
      durationSeconds: seconds,
      startByMedia: start,
    },
  };
};

const join = (...shapes: Shape[]) => joinSegments(camera, shapes.map(shaped), splits);
const groups = (...shapes: Shape[]): (string | null)[] => {
  const joined = join(...shapes);
  return shapes.map(({ path }) => joined.get(path)?.group ?? null);
};

describe('by time', () => {
  it('a file that begins where another of full length ends goes on with it, in order of time', () => {
    const three = [
      { path: 'D/c.MP4', at: 600.5, seconds: 42 },
      { path: 'D/a.MP4', at: 0, seconds: 300 },
      { path: 'D/b.MP4', at: 301, seconds: 299.6 },
    ];
    expect(groups(...three)).toEqual(['serial:1/D/a.MP4', 'serial:1/D/a.MP4', 'serial:1/D/a.MP4']);
    const joined = join(...three);
    const order = three
      .map(({ path }) => path)
      .toSorted((a, b) => (joined.get(a)?.index ?? 0) - (joined.get(b)?.index ?? 0));
    expect(order).toEqual(['D/a.MP4', 'D/b.MP4', 'D/c.MP4']);
  });

  it('a file of full length leads a group while it is alone: the rest may come a day later', () => {
    expect(groups({ path: 'D/a.MP4', at: 0, seconds: 300 })).toEqual(['serial:1/D/a.MP4']);
    expect(groups({ path: 'D/a.MP4', at: 0, seconds: 42 })).toEqual([null]);
  });

  it.each([
    ['a gap', { path: 'D/b.MP4', at: 303, seconds: 10 }],
    ['an overlap', { path: 'D/b.MP4', at: 290, seconds: 10 }],
    ['another picture', { path: 'D/b.MP4', at: 300, seconds: 10, codec: 'hvc1' }],
    ['another folder', { path: 'E/b.MP4', at: 300, seconds: 10 }],
    [
      'a start that only the file system gives',
      {
        path: 'D/b.MP4',
        at: 300,
        seconds: 10,
        over: { startByFileSource: 'file-time' as const },
      },
    ],
  ])('%s is another recording', (what, next) => {
    const [first, second] = [shaped({ path: 'D/a.MP4', at: 0, seconds: 300 }), shaped(next)];
    const media = what.startsWith('a start') ? { ...second.media, startByMedia: null } : second.media;
    expect(joinSegments(camera, [first, { ...second, media }], splits).has('D/b.MP4')).toBe(false);
  });

  it('a file that was stopped early is followed by another recording, however soon', () => {
    expect(groups({ path: 'D/a.MP4', at: 0, seconds: 42 }, { path: 'D/b.MP4', at: 42, seconds: 10 })).toEqual([
      null,
      null,
    ]);
  });

  it('a file of nearly 4 GiB is full, however long it is', () => {
    const full = { path: 'D/a.MP4', at: 0, seconds: 1234.5, over: { bytes: 4_260_000_000 } };
    expect(groups(full, { path: 'D/b.MP4', at: 1235, seconds: 10 })).toEqual(['serial:1/D/a.MP4', 'serial:1/D/a.MP4']);
  });

  it('nothing is joined to a file whose length is not known', () => {
    expect(groups({ path: 'D/a.MP4', at: 0, seconds: null }, { path: 'D/b.MP4', at: 300, seconds: 10 })).toEqual([
      null,
      null,
    ]);
  });
});

describe('by name', () => {
  const part = (group: string, index: number): Partial<SourceFile> => ({ part: { group, index } });

  it('parts of a number are one recording, whatever their times say', () => {
    expect(
      groups(
        { path: 'D/GX010034.MP4', at: 0, seconds: 500, over: part('0034', 1) },
        { path: 'D/GX010035.MP4', at: 900, seconds: 500, over: part('0035', 1) },
        { path: 'D/GX020034.MP4', at: 0, seconds: 400, over: part('0034', 2) },
      ),
    ).toEqual(['serial:1/D/0034@2026-11-22', 'serial:1/D/0035@2026-11-22', 'serial:1/D/0034@2026-11-22']);
  });

  it('over midnight the day is that of the first part, and a number used again on another day is another recording', () => {
    const late = 12 * 3600 - 10;
    expect(
      groups(
        { path: 'D/GX010034.MP4', at: late, seconds: 500, over: part('0034', 1) },
        { path: 'D/GX020034.MP4', at: late + 500, seconds: 400, over: part('0034', 2) },
      ),
    ).toEqual(['serial:1/D/0034@2026-11-22', 'serial:1/D/0034@2026-11-22']);
    expect(groups({ path: 'D/GX010034.MP4', at: 86_400 * 9, seconds: 5, over: part('0034', 1) })).toEqual([
      'serial:1/D/0034@2026-12-01',
    ]);
  });
});

it('side files are no part of a recording', () => {
  expect(groups({ path: 'D/a.json', at: 0, seconds: 300, over: { sideOf: 'D/a.MP4' } })).toEqual([null]);
});

it('whatever the files, members of a group lie in one folder and do not depend on the order of the list', () => {
  const shape = fc.record({
    path: fc.tuple(fc.constantFrom('D', 'E'), fc.nat(40)).map(([folder, number]) => `${folder}/${number}.MP4`),
    at: fc.nat(20).map((minutes) => minutes * 60),
    seconds: fc.constantFrom(null, 42, 59, 60, 61, 300),
    over: fc.oneof(
      fc.constant({}),
      fc.record({ part: fc.record({ group: fc.constantFrom('1', '2'), index: fc.nat(5) }) }),
    ),
  });
  const shapes = fc.uniqueArray(shape, { selector: ({ path }) => path, maxLength: 12 });
  fc.assert(
    fc.property(shapes, (list) => {
      const sameStart = new Set(list.map(({ at }) => at)).size < list.length;
      fc.pre(!sameStart);
      const joined = join(...list);
      const again = join(...list.toReversed());
      for (const { path } of list) expect(again.get(path)).toEqual(joined.get(path));
      const folders = new Map<string, Set<string>>();
      for (const [path, { group, index }] of joined) {
        expect(Number.isSafeInteger(index) && index >= 0).toBe(true);
        folders.set(group, (folders.get(group) ?? new Set()).add(path.slice(0, 1)));
      }
      for (const inGroup of folders.values()) expect(inGroup.size).toBe(1);
    }),
  );
});
