// What a machine says over usb-redir is read strictly: whole messages from any pieces, and whatever does not fit is refused.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ownCapabilities } from '../../../../native-mocks/usb/redirect/answers.ts';
import {
  RedirectProtocolError,
  RequestReader,
  type MachineRequest,
} from '../../../../native-mocks/usb/redirect/requests.ts';
import { asBytes, bulkMessage, controlMessage, greeting, messageOf } from '../../../support/redirect-machine.ts';

const readAll = (...pieces: readonly Uint8Array[]): MachineRequest[] => {
  const reader = new RequestReader(ownCapabilities);
  return pieces.flatMap((piece) => [...reader.push(piece)]);
};

const conversation = Buffer.concat([
  greeting(),
  messageOf(3, asBytes('')),
  messageOf(6, asBytes('01'), 7n),
  messageOf(9, asBytes('00 00'), 2n ** 40n),
  controlMessage(9n, '00 09 00 00 0700 0000 0200', asBytes('aabb')),
  controlMessage(10n, '80 06 80 00 0001 0000 1200'),
  bulkMessage(11n, 0x82, 111_424),
  bulkMessage(12n, 0x02, 3, asBytes('010203')),
  messageOf(15, asBytes('81')),
  messageOf(21, asBytes(''), 11n),
  messageOf(103, asBytes('03 00 0100 ff'), 13n),
]);

test('every kind of message is understood, with ids of 64 and lengths of 32 bits', () => {
  const said = readAll(conversation);
  expect(said.map(({ kind }) => kind).join()).toBe(
    'hello,reset,set-configuration,set-alternate,control,control,bulk,bulk,start-interrupts,cancel,interrupt',
  );
  expect(said[0]).toEqual({ kind: 'hello', version: 'qemu usb-redir guest 7.2', capabilities: 0b1111_0110 });
  expect(said[3]).toMatchObject({ id: 2n ** 40n });
  expect(said[4]).toMatchObject({ id: 9n, request: 9, value: 7, length: 2, data: asBytes('aabb') });
  expect(said[6]).toMatchObject({ endpoint: 0x82, length: 111_424, data: asBytes('') });
  expect(said[10]).toMatchObject({ endpoint: 3, data: asBytes('ff') });
});

test('a machine of old, with short ids and lengths, is understood as well', () => {
  const bulk = messageOf(101, asBytes('82 00 4000 00000000'), 5n, false);
  expect(readAll(greeting(0), bulk)[1]).toMatchObject({ kind: 'bulk', id: 5n, length: 64 });
});

test('the same is understood in whatever pieces it comes', () => {
  const whole = readAll(conversation);
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: conversation.length - 1 }), { maxLength: 40 }), (cuts) => {
      const places = [0, ...cuts.toSorted((one, other) => one - other), conversation.length];
      const pieces = places.slice(1).map((end, index) => conversation.subarray(places[index], end));
      expect(readAll(...pieces)).toEqual(whole);
    }),
    { numRuns: 200 },
  );
});

describe('refused is', () => {
  test.each<[string, readonly Uint8Array[]]>([
    ['anything before a greeting', [messageOf(3, asBytes(''), 0n, false)]],
    ['a second greeting', [greeting(), messageOf(0, Buffer.alloc(68))]],
    ['a greeting without a version', [messageOf(0, Buffer.alloc(63), 0n, false)]],
    ['a type that no machine sends', [greeting(), messageOf(1, Buffer.alloc(10))]],
    ['a type that does not exist', [greeting(), messageOf(77, asBytes(''))]],
    ['a reset with something in it', [greeting(), messageOf(3, asBytes('00'))]],
    ['data of another length than was told', [greeting(), bulkMessage(1n, 2, 4, asBytes('010203'))]],
    ['data with what is wanted of the device', [greeting(), bulkMessage(1n, 0x82, 3, asBytes('010203'))]],
    ['a control request in two directions', [greeting(), controlMessage(1n, '80 00 00 00 0000 0000 0000')]],
    ['a control request that ends early', [greeting(), controlMessage(1n, '80 06 80 00')]],
    ['interrupts of an endpoint that gives none', [greeting(), messageOf(15, asBytes('01'))]],
    ['a transfer of 2 GiB', [greeting(), bulkMessage(1n, 0x82, 0x7fff_0000)]],
    ['a message of 4 GiB, before any of it came', [greeting(), asBytes('65000000 ffffffff 0100000000000000')]],
    ['a long reset, before any of it came', [greeting(), asBytes('03000000 ffff0000 0100000000000000')]],
  ])('%s', (_what, pieces) => {
    expect(() => readAll(...pieces)).toThrow(RedirectProtocolError);
  });
});

test('whatever comes, it is understood or refused, and never more is made of it than came', () => {
  const types = [0, 1, 3, 6, 7, 9, 10, 15, 16, 21, 22, 23, 24, 100, 101, 103, 999];
  const anyMessage = fc
    .tuple(fc.constantFrom(...types), fc.uint8Array({ maxLength: 80 }), fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }))
    .map(([type, body, id]) => messageOf(type, body, id));
  const noise = fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes));
  fc.assert(
    fc.property(fc.boolean(), fc.array(fc.oneof(anyMessage, noise), { maxLength: 6 }), (isGreeted, pieces) => {
      const bytes = Buffer.concat(pieces).length;
      try {
        const said = readAll(...(isGreeted ? [greeting()] : []), ...pieces);
        const data = said.reduce((sum, one) => sum + ('data' in one ? one.data.length : 0), 0);
        expect(data).toBeLessThanOrEqual(bytes);
      } catch (error) {
        if (!(error instanceof RedirectProtocolError)) throw error;
      }
    }),
    { numRuns: 3000 },
  );
});
