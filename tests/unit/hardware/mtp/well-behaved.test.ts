// A camera that speaks MTP properly, in each of the ways in which real ones do: listed, read from anywhere, told the time by.
import { afterEach, describe, expect, it } from 'vitest';
import type { CameraSource } from '../../../../main/hardware/camera-source.ts';
import { placeOfDevice } from '../../../../main/hardware/camera-places.ts';
import { heldFile, heldFolder, type HeldObject } from '../../../../native-mocks/usb/mtp-contents.ts';
import type { MtpCameraOptions } from '../../../../native-mocks/usb/mtp-responder.ts';
import { VirtualBus } from '../../../../native-mocks/usb/virtual-bus.ts';
import { cameraWith, never, openCamera, readAll, testDriver } from '../../../support/mtp-kit.ts';
import { createChance } from '../../../support/random.ts';

const chance = createChance(4);
const long = chance.bytes(3_300_000);
/** With its header it fills its last packet, in high as in full speed. */
const even = chance.bytes(512 * 40 - 12);
const short = chance.bytes(1);
const contents = [
  heldFolder('DCIM', [
    heldFolder('100MEDIA', [
      heldFile('20261122_140302_0001.MP4', long),
      heldFile('20261122_140402_0002.MP4', even),
      heldFile('20261122_140502_0003.MP4', short),
      heldFile('20261122_140602_0004.MP4', new Uint8Array(0)),
      heldFile('notes.txt', Buffer.from('not a recording')),
    ]),
    heldFolder('empty', []),
  ]),
  heldFolder('.trash', [heldFile('20261122_140302_0009.MP4', short)]),
];
const bytesOf = new Map([
  ['20261122_140302_0001.MP4', long],
  ['20261122_140402_0002.MP4', even],
  ['20261122_140502_0003.MP4', short],
  ['20261122_140602_0004.MP4', new Uint8Array(0)],
]);

const bus = new VirtualBus();
const opened: CameraSource[] = [];
afterEach(async () => {
  for (const source of opened.splice(0)) await source.close?.();
  bus.unplug('1-1');
});

async function open(objects: readonly HeldObject[], habits?: Partial<MtpCameraOptions>): Promise<CameraSource> {
  const source = await openCamera(bus.plugIn('1-1', cameraWith(objects, habits)));
  opened.push(source);
  return source;
}

const habits: readonly [string, Partial<MtpCameraOptions>, number?][] = [
  ['reads parts at 64-bit positions', {}],
  ['reads parts at 32-bit positions', { partialReads: ['32'] }],
  ['reads whole files only', { partialReads: [] }],
  ['ends full packets with an empty one', { emptyPackets: true }],
  ['ends full packets with an empty one and reads whole files only', { emptyPackets: true, partialReads: [] }],
  ['sends headers by themselves', { splitHeaders: true }],
  ['sends headers by themselves and reads whole files only', { splitHeaders: true, partialReads: [] }],
  ['wants a session before all else', { sessionFirst: true }],
  ['wants to be asked what it is before all else', { infoFirst: true }],
  ['knows no requests of its class', { classRequests: false }],
];

describe.each(habits)('a camera that %s', (_name, habit) => {
  it.each([64, 512, 1024])('gives every recording as it is, in packets of %i bytes', async (packetBytes) => {
    const source = await openCamera(bus.plugIn('1-1', cameraWith(contents, habit, { packetBytes })));
    opened.push(source);
    const { files, problem } = await source.list(never);
    expect(problem).toBeNull();
    expect(files.map((file) => file.path)).toEqual([...bytesOf.keys()].map((name) => `Internal/DCIM/100MEDIA/${name}`));
    for (const file of files) {
      const bytes = Buffer.from(bytesOf.get(file.name) ?? []);
      expect(file.bytes).toBe(bytes.byteLength);
      expect((await readAll(source, file)).equals(bytes)).toBe(true);
      const from = Math.floor(bytes.byteLength * 0.7);
      expect((await readAll(source, file, from)).equals(bytes.subarray(from))).toBe(true);
    }
    expect(await source.present()).toBe(true);
  });
});

describe('a camera', () => {
  it('says who it is, what it is called, and what time it takes it to be', async () => {
    const { identity } = await open(contents);
    expect(identity).toMatchObject({
      id: 'usb:2b4c:0104:M4-00417',
      name: 'CAM 4',
      serial: 'M4-00417',
      make: 'Merlin',
      kind: 'mtp',
      clock: { source: 'mtp-date-time' },
    });
    const { clock } = identity;
    const drift = clock === null ? 0 : Date.parse(clock.cameraSaid) - Date.parse(clock.laptopSaid);
    expect(Math.abs(drift + 72_000)).toBeLessThan(2_000);
  });

  it('without a serial number in its descriptors is known by its own, without either by its socket', async () => {
    const nameless = { serial: null };
    const own = await openCamera(bus.plugIn('1-1', cameraWith([], {}, nameless)));
    expect(own.identity).toMatchObject({ id: 'mtp:M4:M4-00417', serial: 'M4-00417' });
    await own.close?.();
    const socket = await openCamera(
      bus.plugIn('1-1', cameraWith([], { serial: '', friendlyName: null, clockAheadSeconds: null }, nameless)),
    );
    expect(socket.identity).toMatchObject({ id: 'usb-port:2b4c:0104:1-1', name: 'M4', serial: null, clock: null });
    await socket.close?.();
  });

  it('is not what another USB device is, and is found by its name where its class says nothing', async () => {
    const other = bus.plugIn('1-1', cameraWith([], {}, { interfaceClass: 3 }));
    expect(await testDriver.matches(placeOfDevice(other))).toBe(false);
    const named = bus.plugIn('1-1', cameraWith(contents, {}, { interfaceClass: 0xff, interfaceName: 'MTP' }));
    expect(await testDriver.matches(placeOfDevice(named))).toBe(true);
    const source = await openCamera(named);
    opened.push(source);
    expect((await source.list(never)).files).toHaveLength(4);
  });

  it('with several memories keeps their files apart, also where two share a name', async () => {
    const one = [heldFile('a.MP4', short), heldFile('a.MP4', even)];
    const storages = [1, 2].map((slot) => ({
      id: slot * 0x1_0000 + 1,
      description: 'SD card',
      contents: () => Promise.resolve(one),
    }));
    const source = await open([], { storages: [...storages, { ...storages[0]!, id: 0x3_0000 }] });
    const { files } = await source.list(never);
    expect(files.map((file) => file.path).toSorted()).toEqual([
      'SD card/a.MP4',
      'SD card/a.MP4~2',
      'SD card~2/a.MP4',
      'SD card~2/a.MP4~2',
    ]);
    for (const file of files) {
      expect((await readAll(source, file)).equals(file.path.endsWith('~2') ? even : short)).toBe(true);
    }
  });

  it('spells names so that none leads elsewhere, shows something else, or becomes another', async () => {
    const names = [
      '../up.MP4',
      'a/b.MP4',
      'a\\b.MP4',
      'nul\u0001.MP4',
      'tfel\u202Ethgir.MP4',
      'half\ud800.MP4',
      'ünï ✓.MP4',
    ];
    const source = await open(names.map((name) => heldFile(name, short)));
    const { files } = await source.list(never);
    expect(files.map((file) => file.name).toSorted()).toEqual(
      ['..%2Fup.MP4', 'a%2Fb.MP4', 'a%5Cb.MP4', 'half%D800.MP4', 'nul%01.MP4', 'tfel%202Ethgir.MP4', 'ünï ✓.MP4']
        .filter((name) => !name.startsWith('.'))
        .toSorted(),
    );
  });

  it('that gives a file no name is said to have one that could not be read', async () => {
    const { files, problem } = await (await open([heldFile('', short), heldFile('a.MP4', short)])).list(never);
    expect(files.map((file) => file.name)).toEqual(['a.MP4']);
    expect(problem).toBe('One file or folder on this camera could not be read.');
  });

  it.each([false, true])(
    'with files beyond 4 GiB tells their sizes and gives their ends (sizes wrapped: %s)',
    async (wrapsSizes) => {
      const bytes = 5 * 2 ** 30 + 17;
      const at = (position: number): number => Math.floor(position / 4096) % 251;
      const huge: HeldObject = {
        ...heldFile('20261122_140302_0001.MP4', new Uint8Array(0)),
        bytes,
        read: (position, length) =>
          Promise.resolve(
            Uint8Array.from({ length: Math.min(length, bytes - position) }, (_, index) => at(position + index)),
          ),
      };
      const source = await open([huge], { wrapsSizes });
      const [file] = (await source.list(never)).files;
      if (!file) throw new Error('not listed');
      expect(file.bytes).toBe(bytes);
      const reader = await source.open(file, 'copy');
      const into = new Uint8Array(64);
      expect(await reader.read(into, bytes - 30)).toBe(30);
      expect([...into.subarray(0, 30)]).toEqual(Array.from({ length: 30 }, (_, index) => at(bytes - 30 + index)));
      expect(await reader.read(into, 2 ** 32 - 8)).toBe(64);
      expect([...into]).toEqual(Array.from({ length: 64 }, (_, index) => at(2 ** 32 - 8 + index)));
      expect(await reader.facts()).toEqual({ bytes, modifiedAt: file.modifiedAt });
    },
  );

  it('whose size beyond 4 GiB is refused once is not read for the lower half of it, and not erased by it', async () => {
    const bytes = 4 * 2 ** 30 + 300_000;
    let isThere = true;
    const huge: HeldObject = {
      ...heldFile('20261122_140302_0001.MP4', new Uint8Array(0)),
      bytes,
      read: (position, length) => Promise.resolve(new Uint8Array(Math.min(length, bytes - position))),
      remove: () => Promise.resolve(!(isThere = false)),
    };
    let refuses = (question: number): boolean => question === 1;
    const habits = { wrapsSizes: true, refusesSize: (question: number) => refuses(question) };
    const source = await open([heldFile('20261122_140200_0000.MP4', short), huge], habits);
    const { files, problem } = await source.list(never);
    expect(files.map((file) => file.bytes)).toEqual([short.byteLength]);
    expect(problem).toBe('One file or folder on this camera could not be read.');
    refuses = () => false;
    expect((await source.list(never)).files.map((file) => file.bytes).toSorted((a, b) => a - b)).toEqual([
      short.byteLength,
      bytes,
    ]);

    // A camera that refuses from the first question on: the lower half is all there is, and what lies behind it stays.
    refuses = () => true;
    const silent = await open([huge], habits);
    const [file] = (await silent.list(never)).files;
    if (!file) throw new Error('not listed');
    expect(file.bytes).toBe(300_000);
    await expect(silent.eraser?.erase(file)).rejects.toThrow('is longer than the camera says');
    expect(isThere).toBe(true);
  });

  it('that gives whole files only has a small one erased, for it is as long as the camera says', async () => {
    let isThere = true;
    const small = { ...heldFile('20261122_140200_0000.MP4', short), remove: () => Promise.resolve(!(isThere = false)) };
    const source = await open([small], { partialReads: [], refusesSize: () => true });
    const [file] = (await source.list(never)).files;
    if (!file) throw new Error('not listed');
    await source.eraser?.erase(file);
    expect(isThere).toBe(false);
  });

  it('that shows no memory is said to, in words that help', async () => {
    const source = await open([], { storages: [] });
    expect(await source.list(never)).toEqual({
      files: [],
      problem:
        'CAM 4 shows no memory. It may be recording, locked or only charging: set it to transfer files, then look again.',
    });
  });

  it('that another program uses is shown, with what to do', async () => {
    const source = await openCamera(bus.plugIn('1-1', cameraWith(contents, {}, { busy: true })));
    opened.push(source);
    expect(source.identity).toMatchObject({ id: 'usb:2b4c:0104:M4-00417', name: 'M4' });
    await expect(source.list(never)).rejects.toMatchObject({
      code: 'camera-read-error',
      message: 'Another program on this laptop is using M4. Close it, or eject the camera there, then look again.',
    });
    expect(await source.present()).toBe(true);
  });

  it('erases exactly what is asked for, and nothing that changed meanwhile', async () => {
    const removed: string[] = [];
    const watched = (name: string, bytes: Uint8Array): HeldObject => ({
      ...heldFile(name, bytes),
      remove: () => {
        removed.push(name);
        return Promise.resolve(true);
      },
    });
    const source = await open([watched('a.MP4', short), watched('b.MP4', even)]);
    const { files } = await source.list(never);
    const [a, b] = files;
    if (!a || !b || !source.eraser) throw new Error('not listed');
    await expect(source.eraser.erase({ ...b, bytes: 5 })).rejects.toThrow(/changed on the camera/);
    expect(removed).toEqual([]);
    await source.eraser.erase(a);
    expect(removed).toEqual(['a.MP4']);
    await expect(source.open(a, 'copy')).rejects.toMatchObject({ code: 'ENOENT' });
    expect((await readAll(source, b)).equals(even)).toBe(true);
  });

  it('that cannot erase has no eraser', async () => {
    expect((await open(contents, { canDelete: false })).eraser).toBeNull();
  });
});
