// A virtual device as a machine sees it over usb-redir: what it is, its transfers, and that no word of a machine brings it down.
import { setTimeout as delay } from 'node:timers/promises';
import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { speed } from '../../../../native-mocks/usb/redirect/numbers.ts';
import { RedirectedDevice } from '../../../../native-mocks/usb/redirect/redirected-device.ts';
import { RedirectProtocolError } from '../../../../native-mocks/usb/redirect/requests.ts';
import { VirtualBus } from '../../../../native-mocks/usb/virtual-bus.ts';
import type { DeviceEnd, VirtualDeviceOptions } from '../../../../native-mocks/usb/virtual-device.ts';
import {
  asBytes,
  bulkMessage,
  controlMessage,
  Ear,
  greeting,
  messageOf,
  type HeardMessage,
} from '../../../support/redirect-machine.ts';

const buses: VirtualBus[] = [];
afterEach(() => {
  for (const bus of buses.splice(0)) bus.unplug('1-1');
});

interface Machine {
  readonly bus: VirtualBus;
  readonly redirected: RedirectedDevice;
  readonly ear: Ear;
  readonly end: DeviceEnd;
  readonly ends: () => number;
}

/** A device with bulk in (0x82), bulk out (0x03) and interrupts (0x81), which answers a vendor's request with what it was asked. */
async function connected(greetings: readonly Uint8Array[] = [greeting()]): Promise<Machine> {
  const [bus, ear] = [new VirtualBus(), new Ear()];
  buses.push(bus);
  let [ends, end] = [0, null as DeviceEnd | null];
  const options: VirtualDeviceOptions = {
    vendorId: 0x1234,
    productId: 0xabcd,
    manufacturer: 'Invented',
    product: 'Gerät',
    serial: null,
    packetBytes: 64,
    interfaceClass: 0xff,
    endpoints: [
      { number: 1, direction: 'in', type: 'interrupt', packetBytes: 64 },
      { number: 2, direction: 'in', type: 'bulk', packetBytes: 64 },
      { number: 3, direction: 'out', type: 'bulk', packetBytes: 64 },
    ],
    firmware: (its) => {
      end = its;
      return {
        control: ({ request, value }, data) => {
          if (request !== 4) return null;
          return data.length > 0 ? new Uint8Array(0) : Uint8Array.of(value, 1, 2, 3);
        },
        reset: () => undefined,
      };
    },
  };
  const device = bus.plugIn('1-1', options);
  const redirected = await RedirectedDevice.begin({
    device,
    speed: speed.full,
    send: (bytes) => Promise.resolve(ear.hear(bytes)),
    ended: () => (ends += 1),
  });
  for (const words of greetings) redirected.receive(words);
  if (end === null) throw new Error('no firmware');
  return { bus, redirected, ear, end, ends: () => ends };
}

const counting = (length: number): Buffer => Buffer.from(Uint8Array.from({ length }, (_, at) => at % 251));
const dataOf = ({ body }: HeardMessage, header = 10): Buffer => body.subarray(header);
const statusOf = ({ type, body }: HeardMessage): number | undefined => body[type === 100 ? 3 : 1];

describe('a machine learns', () => {
  test('its endpoints and interfaces before the device itself, and each as it is', async () => {
    const { ear } = await connected();
    expect(ear.heard.map(({ type }) => type)).toEqual([0, 5, 4, 1]);
    const [, endpoints, interfaces, device] = ear.heard;
    const [types, sizes] = [endpoints?.body.subarray(0, 32), endpoints?.body.subarray(96)];
    expect(endpoints?.body.length).toBe(160);
    expect([0, 3, 16, 17, 18, 19].map((place) => types?.[place])).toEqual([0, 2, 0, 3, 2, 255]);
    expect([3, 17, 18].map((place) => sizes?.readUInt16LE(2 * place))).toEqual([64, 64, 64]);
    expect([interfaces?.body.readUInt32LE(0), interfaces?.body[36]]).toEqual([1, 0xff]);
    expect(device?.body.toString('hex')).toBe('010000003412cdab0001');
  });

  test('its descriptors, no longer than it asks for', async () => {
    const { redirected, ear } = await connected();
    redirected.receive(controlMessage(1n, '80 06 80 00 0001 0000 4000'));
    expect(dataOf(await ear.next(100)).toString('hex')).toBe('12011001000000403412cdab000101020001');
    redirected.receive(controlMessage(2n, '80 06 80 00 0002 0000 0900'));
    expect(dataOf(await ear.next(100)).toString('hex')).toBe('090227000101008032');
    redirected.receive(controlMessage(3n, '80 06 80 00 0002 0000 ff00'));
    expect(dataOf(await ear.next(100)).toString('hex', 9)).toBe(
      '0904000003ffffff000705810340000a0705820240000007050302400000',
    );
    redirected.receive(controlMessage(4n, '80 06 80 00 0203 0904 ff00'));
    expect(dataOf(await ear.next(100)).toString('utf16le', 2)).toBe('Gerät');
    redirected.receive(controlMessage(5n, '80 06 80 00 0303 0904 ff00'));
    expect(statusOf(await ear.next(100))).toBe(4);
  });

  test('what the firmware answers, and what it refuses', async () => {
    const { redirected, ear } = await connected();
    redirected.receive(controlMessage(2n ** 50n, '80 04 c0 00 4e00 0000 0200'));
    const answer = await ear.next(100);
    expect([answer.id, statusOf(answer), dataOf(answer).toString('hex')]).toEqual([2n ** 50n, 0, '4e01']);
    redirected.receive(controlMessage(6n, '00 04 40 00 4e00 0000 0300', asBytes('102030')));
    const taken = await ear.next(100);
    expect([statusOf(taken), taken.body.readUInt16LE(8), dataOf(taken).length]).toEqual([0, 3, 0]);
    redirected.receive(controlMessage(7n, '80 05 c0 00 4e00 0000 0200'));
    expect(statusOf(await ear.next(100))).toBe(4);
  });

  test('that only its own configuration and its first settings can be chosen', async () => {
    const { redirected, ear } = await connected();
    for (const [id, number] of [1, 2].entries()) redirected.receive(messageOf(6, Uint8Array.of(number), BigInt(id)));
    redirected.receive(messageOf(7, asBytes(''), 9n));
    const configurations = [await ear.next(8), await ear.next(8), await ear.next(8)];
    expect(configurations.map(({ body }) => body.toString('hex'))).toEqual(['0001', '0401', '0001']);
    for (const words of ['0000', '0001', '0100']) redirected.receive(messageOf(9, asBytes(words), 3n));
    const settings = [await ear.next(11), await ear.next(11), await ear.next(11)];
    expect(settings.map(({ body }) => body.toString('hex'))).toEqual(['000000', '040000', '040100']);
  });
});

describe('a bulk transfer', () => {
  test('ends when it is full, and what is left begins the next one', async () => {
    const { redirected, ear, end } = await connected();
    redirected.receive(bulkMessage(1n, 0x82, 128));
    redirected.receive(bulkMessage(2n, 0x82, 128));
    await end.send(counting(200));
    end.endTransfer(false);
    const [first, second] = [await ear.next(101), await ear.next(101)];
    expect([first.id, first.body.readUInt16LE(2), second.id, second.body.readUInt16LE(2)]).toEqual([1n, 128, 2n, 72]);
    expect(Buffer.concat([dataOf(first), dataOf(second)])).toEqual(counting(200));
  });

  test('of the length of a picture comes whole', async () => {
    const { redirected, ear, end } = await connected();
    const picture = counting(111_424);
    redirected.receive(bulkMessage(1n, 0x82, 111_424));
    await end.send(picture);
    end.endTransfer(false);
    const { body } = await ear.next(101);
    expect([body.readUInt16LE(2) + 65_536 * body.readUInt16LE(8), body.subarray(10).equals(picture)]).toEqual([
      111_424,
      true,
    ]);
  });

  test('that is cancelled is told so once, and what comes afterwards is the next one’s', async () => {
    const { redirected, ear, end } = await connected();
    redirected.receive(bulkMessage(1n, 0x82, 128));
    redirected.receive(bulkMessage(2n, 0x82, 128));
    await delay(5);
    for (const id of [2n, 1n, 1n]) redirected.receive(messageOf(21, asBytes(''), id));
    const cancelled = [await ear.next(101), await ear.next(101)];
    expect(cancelled.map((one) => [one.id, statusOf(one), one.body.length])).toEqual([
      [2n, 1, 10],
      [1n, 1, 10],
    ]);
    await end.send(asBytes('0102030405'));
    end.endTransfer(false);
    await delay(5);
    redirected.receive(bulkMessage(3n, 0x82, 128));
    const next = await ear.next(101);
    expect([next.id, statusOf(next), dataOf(next).toString('hex')]).toEqual([3n, 0, '0102030405']);
  });

  test('of a packet larger than what was asked for is told as that', async () => {
    const { redirected, ear, end } = await connected();
    redirected.receive(bulkMessage(1n, 0x82, 10));
    await end.send(new Uint8Array(64));
    const babble = await ear.next(101);
    expect([statusOf(babble), dataOf(babble).length]).toEqual([6, 10]);
  });

  test('to the device arrives there, and to an endpoint that is none is refused', async () => {
    const { redirected, ear, end } = await connected();
    redirected.receive(bulkMessage(1n, 3, 5, asBytes('0102030405')));
    expect(Buffer.from(await end.receive()).toString('hex')).toBe('0102030405');
    const taken = await ear.next(101);
    expect([statusOf(taken), taken.body.readUInt16LE(2)]).toEqual([0, 5]);
    redirected.receive(bulkMessage(2n, 0x84, 64));
    expect(statusOf(await ear.next(101))).toBe(2);
  });

  test('on a halted endpoint stalls until the halt is cleared', async () => {
    const { redirected, ear, end } = await connected();
    end.halt('in');
    redirected.receive(bulkMessage(1n, 0x82, 64));
    expect(statusOf(await ear.next(101))).toBe(4);
    redirected.receive(controlMessage(2n, '00 01 02 00 0000 8200 0000'));
    expect(statusOf(await ear.next(100))).toBe(0);
    redirected.receive(bulkMessage(3n, 0x82, 64));
    await end.send(asBytes('07'));
    end.endTransfer(false);
    expect(dataOf(await ear.next(101)).toString('hex')).toBe('07');
  });
});

test('interrupts come while the machine polls for them, and wait while it does not', async () => {
  const { redirected, ear, end } = await connected();
  const packet = (number: number): Uint8Array => new Uint8Array(64).fill(number);
  end.interrupt(packet(1));
  await delay(20);
  expect(ear.heard.some(({ type }) => type === 103)).toBe(false);
  redirected.receive(messageOf(15, asBytes('81')));
  expect((await ear.next(17)).body.toString('hex')).toBe('0081');
  const first = await ear.next(103);
  expect([first.id, first.body.readUInt16LE(2), first.body[4]]).toEqual([0n, 64, 1]);
  redirected.receive(messageOf(16, asBytes('81')));
  end.interrupt(packet(2));
  end.interrupt(packet(3));
  await delay(20);
  expect(ear.heard.some(({ type }) => type === 103)).toBe(false);
  redirected.receive(messageOf(15, asBytes('81')));
  const [second, third] = [await ear.next(103), await ear.next(103)];
  expect([second.id, second.body[4], third.id, third.body[4]]).toEqual([1n, 2, 2n, 3]);
  redirected.receive(messageOf(15, asBytes('82')));
  expect((await ear.next(17)).body.toString('hex')).toBe('0081');
  expect((await ear.next(17)).body.toString('hex')).toBe('0081');
  expect((await ear.next(17)).body.toString('hex')).toBe('0282');
});

test('a cable that is pulled is told once, whether by the device or by its holder, and nothing is said afterwards', async () => {
  for (const pull of [({ bus }: Machine) => bus.unplug('1-1'), ({ redirected }: Machine) => redirected.unplug()]) {
    const machine = await connected();
    const { redirected, ear, end, ends } = machine;
    redirected.receive(messageOf(15, asBytes('81')));
    redirected.receive(bulkMessage(1n, 0x82, 64));
    await delay(5);
    pull(machine);
    await ear.next(2);
    end.interrupt(new Uint8Array(64));
    redirected.receive(controlMessage(2n, '80 06 80 00 0001 0000 4000'));
    await delay(20);
    expect([ends(), ear.heard.filter(({ type }) => type === 2 || type >= 100).length]).toEqual([1, 0]);
  }
});

test('whatever a machine says, it is answered or refused as no protocol', async () => {
  const types = [3, 6, 7, 9, 10, 15, 16, 21, 23, 100, 101, 103];
  const someMessage = fc.oneof(
    fc
      .tuple(fc.constantFrom(...types), fc.uint8Array({ maxLength: 12 }), fc.bigInt({ min: 0n, max: 20n }))
      .map(([type, body, id]) => messageOf(type, body, id)),
    fc
      .tuple(fc.bigInt({ min: 0n, max: 20n }), fc.integer({ min: 0x80, max: 0x85 }), fc.nat(200_000))
      .map(([id, endpoint, length]) => bulkMessage(id, endpoint, length)),
    fc
      .tuple(fc.integer({ min: 0x80, max: 0xff }), fc.nat(255), fc.nat(0xffff), fc.nat(0xffff))
      .map(([requestType, request, value, length]) => {
        const head = Buffer.from([0x80, request, requestType, 0, value & 0xff, value >> 8, 0, 0, 0, 0]);
        head.writeUInt16LE(length, 8);
        return messageOf(100, head, 1n);
      }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(someMessage, { minLength: 1, maxLength: 12 }), async (words) => {
      const { bus, redirected, ear, end } = await connected();
      try {
        for (const one of words) redirected.receive(one);
      } catch (error) {
        if (!(error instanceof RedirectProtocolError)) throw error;
      }
      await end.send(new Uint8Array(1000));
      end.endTransfer(false);
      await new Promise((resolve) => setImmediate(resolve));
      const said = ear.heard.reduce((sum, { body }) => sum + body.length, 0);
      expect(said).toBeLessThan(10_000);
      bus.unplug('1-1');
    }),
    { numRuns: 300 },
  );
});
