// Server-sent events: the same ones in whatever pieces they come; foreign bytes do no harm.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { EventStreamParser } from '../../../main/gateway/event-stream.ts';
import { GatewayFailure } from '../../../main/gateway/gateway-failure.ts';
import { errorOf } from '../../support/error-of.ts';

const limits = { eventBytes: 1000, streamBytes: 10_000 };

function eventsOf(pieces: readonly Uint8Array[], wanted = limits): { id: string | null; data: string }[] {
  const parser = new EventStreamParser(wanted);
  return pieces
    .flatMap((piece) => parser.push(piece))
    .map(({ id, data }) => ({ id, data: Buffer.from(data).toString('utf8') }));
}

/** At the given places, each between 0 and 1. */
function cutAt(bytes: Uint8Array, shares: readonly number[]): Uint8Array[] {
  const places = [
    0,
    ...shares.map((share) => Math.floor(share * bytes.length)).toSorted((a, b) => a - b),
    bytes.length,
  ];
  return places.slice(1).map((to, at) => bytes.slice(places[at], to));
}

test.each([
  ['a simple event', 'id: 1\ndata: a\n\n', [{ id: '1', data: 'a' }]],
  ['lines ended by CR and LF', 'id:2\r\ndata:b\r\n\r\n', [{ id: '2', data: 'b' }]],
  [
    'lines ended by CR',
    'data: c\r\rdata: d\r\r',
    [
      { id: null, data: 'c' },
      { id: null, data: 'd' },
    ],
  ],
  ['data of several lines', 'data: a\ndata\ndata:  b\n\n', [{ id: null, data: 'a\n\n b' }]],
  [
    'comments, unknown fields and a mark at the start',
    '\uFEFFdata: é\n: no\nretry: 1\nevent: x\n\n',
    [{ id: null, data: 'é' }],
  ],
  ['an event without data', 'id: 3\n\ndata: e\n\n', [{ id: null, data: 'e' }]],
  ['an event that does not end', 'data: f\n', []],
])('%s', (_name, text, expected) => {
  expect(eventsOf([Buffer.from(text)])).toEqual(expected);
});

const line = fc.oneof(
  fc.constantFrom('', 'data', ':', ': beat', 'id: 7', 'event: x', 'data:', 'data: {"a":1}', 'id: \0', '\uFEFF'),
  fc.string({ unit: 'binary', maxLength: 12 }).map((text) => `data: ${text.replaceAll(/[\r\n]/g, '')}`),
);
const lineEnd = fc.constantFrom('\n', '\r', '\r\n');

test('pieces of any size give the same events', () => {
  const lines = fc.array(
    fc.tuple(line, lineEnd).map(([text, end]) => text + end),
    { maxLength: 30 },
  );
  fc.assert(
    fc.property(lines, fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 12 }), (all, shares) => {
      const bytes = Buffer.from(all.join(''));
      const inPieces = eventsOf(cutAt(bytes, shares));
      expect(inPieces).toEqual(eventsOf([bytes]));
      expect(eventsOf([...bytes].map((byte) => Uint8Array.of(byte)))).toEqual(inPieces);
    }),
  );
});

test('any bytes are events or a failure that is understood', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 400 }), { maxLength: 8 }), (pieces) => {
      const error = errorOf(() => eventsOf(pieces, { eventBytes: 300, streamBytes: 1500 }));
      expect([GatewayFailure, null]).toContain(error);
    }),
  );
});

test('an event, a line or a stream without an end is refused when it goes beyond its limit', () => {
  const long = Buffer.from('data: '.padEnd(600, 'x'));
  expect(() => eventsOf([long, long])).toThrow('too long');
  expect(() => eventsOf([Buffer.from('data: x\n'.repeat(600))])).toThrow('too long');
  expect(() => eventsOf(Array.from({ length: 20 }, () => Buffer.from(`: ${'x'.repeat(700)}\n`)))).toThrow(
    'does not end',
  );
});

test('what is handed over does not change when its piece is overwritten', () => {
  const parser = new EventStreamParser(limits);
  const begin = Buffer.from('data: be');
  parser.push(begin);
  begin.fill(0);
  expect(Buffer.from(parser.push(Buffer.from('gin\n\n'))[0]?.data ?? []).toString()).toBe('begin');
});
