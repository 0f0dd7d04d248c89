// What reads the camera's bytes: right on real ones, and on any others nothing worse than a typed refusal.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeHeader, decodeParameters, encodeCommand } from '../../../../main/hardware/drivers/mtp/containers.ts';
import {
  readDateTime,
  readDeviceInfo,
  readHandles,
  readObjectInfo,
  readSize,
  readStorageInfo,
  readText,
} from '../../../../main/hardware/drivers/mtp/datasets.ts';
import { MtpGarbled, MtpMalformed } from '../../../../main/hardware/drivers/mtp/mtp-errors.ts';
import { spellName, UniquePaths } from '../../../../main/hardware/drivers/mtp/object-names.ts';
import { DatasetWriter } from '../../../../native-mocks/usb/mtp-bytes.ts';

const readers = { readDeviceInfo, readHandles, readObjectInfo, readSize, readStorageInfo, readText };

const deceptive = /[/\\\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

/** Null where it was refused by its type. */
function readOrRefuse<T>(read: (bytes: Uint8Array) => T, bytes: Uint8Array): T | null {
  try {
    return read(bytes);
  } catch (error) {
    if (error instanceof MtpMalformed || error instanceof MtpGarbled) return null;
    throw error;
  }
}

describe('any bytes', () => {
  it.each(Object.entries(readers))('are read by %s or refused by their type', (_name, read) => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        readOrRefuse<unknown>(read, bytes);
      }),
      { numRuns: 500 },
    );
    expect(readOrRefuse<unknown>(read, new Uint8Array(0))).toBeNull();
  });

  it('are a container’s header or refused by their type', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
        const header = readOrRefuse(decodeHeader, bytes);
        expect(header === null || header.payloadBytes === null || header.payloadBytes >= 0).toBe(true);
        decodeParameters(bytes);
      }),
    );
  });

  it('that count four thousand million things make no room for them', () => {
    const before = process.memoryUsage().rss;
    expect(readOrRefuse(readHandles, new DatasetWriter().u32(0xffff_ffff).bytes())).toBeNull();
    expect(process.memoryUsage().rss - before).toBeLessThan(50 * 1024 * 1024);
  });

  it('of an object’s description give sound facts, wherever they are changed or cut', () => {
    const honest = new DatasetWriter()
      .u32(0x1_0001)
      .u16(0xb982, 0)
      .u32(1234)
      .u16(0)
      .u32(0, 0, 0, 0, 0, 0, 7)
      .u16(0)
      .u32(0, 0)
      .string('20261122_140302_0001.MP4')
      .string('')
      .string('20261122T140322Z')
      .bytes();
    expect(readObjectInfo(honest)).toEqual({
      format: 0xb982,
      size: 1234,
      parent: 7,
      name: '20261122_140302_0001.MP4',
      modifiedAt: '2026-11-22T14:03:22.000Z',
    });
    fc.assert(
      fc.property(fc.nat(honest.byteLength - 1), fc.nat(255), fc.nat(honest.byteLength), (at, value, length) => {
        const bytes = honest.slice(0, length);
        if (at < bytes.byteLength) bytes[at] = value;
        const info = readOrRefuse(readObjectInfo, bytes);
        expect(info?.modifiedAt == null || !Number.isNaN(Date.parse(info.modifiedAt))).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('a command', () => {
  it('is what the specification says, byte for byte', () => {
    expect(Buffer.from(encodeCommand(0x1007, 5, [0x0001_0001, 0, 0xffff_ffff])).toString('hex')).toBe(
      '1800000001000710050000000100010000000000ffffffff',
    );
  });
});

describe('a date', () => {
  it.each([
    ['20261122T140322Z', '2026-11-22T14:03:22.000Z'],
    ['20261122T140322.5Z', '2026-11-22T14:03:22.500Z'],
    ['20261122T140322+0130', '2026-11-22T12:33:22.000Z'],
    ['20261122T140322-0500', '2026-11-22T19:03:22.000Z'],
    ['20261122T140322', new Date(2026, 10, 22, 14, 3, 22).toISOString()],
    ['20260230T140322Z', null],
    ['20261122T250322Z', null],
    ['20261322T140322Z', null],
    ['00000000T000000', null],
    ['20261122', null],
    ['NaN', null],
    ['', null],
  ])('%s is %s', (text, expected) => {
    expect(readDateTime(text)).toBe(expected);
  });

  it('of any text is a time or none', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^\d{8}T\d{6}(\.\d)?(Z|[+-]\d{4})?$/)), (text) => {
        const at = readDateTime(text);
        expect(at === null || new Date(at).toISOString() === at).toBe(true);
      }),
    );
  });
});

describe('a name', () => {
  it('has nothing in it that ends a name, leads elsewhere or deceives the eye, whatever it was', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(0xffff), { maxLength: 40 }), (units) => {
        const name = String.fromCharCode(...units);
        const spelled = spellName(name);
        expect(deceptive.test(spelled)).toBe(false);
        expect(['.', '..']).not.toContain(spelled);
      }),
    );
    expect(spellName('..')).toBe('%2E%2E');
  });

  it('is given to one object only', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', 'a~2', 'a~2~2', 'b'), { maxLength: 20 }), (names) => {
        const paths = new UniquePaths();
        expect(new Set(names.map((name) => paths.give(name))).size).toBe(names.length);
      }),
    );
  });
});
