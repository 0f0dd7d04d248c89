// What the gateway says is read strictly: whatever is not understood is said to be so, and never turns into an answer.
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { GatewayFailure } from '../../../main/gateway/gateway-failure.ts';
import { parseHostileJson } from '../../../main/gateway/hostile-json.ts';
import {
  readAcceptance,
  readBatch,
  readDropped,
  readEvent,
  readEventNumber,
  readHealth,
} from '../../../main/gateway/wire.ts';
import { personIn } from '../../../native-mocks/peers/gateway/people.ts';
import { errorOf } from '../../support/error-of.ts';

const bytesOf = (value: unknown): Uint8Array => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value));
const read = (value: unknown) => readEvent(bytesOf(value), 'TCN-1');

const person = personIn('police', 'invented-1');
const candidate = { rank: 1, score: 210.5, fingers: [{ position: 2, score: 210.5 }], person };
const hit = (changes: object = {}) => ({
  type: 'database',
  tcr: 'TCN-1',
  database: 'police',
  answer: {
    status: 'hit',
    elapsedMilliseconds: 900,
    words: null,
    threshold: { hit: 200, possible: 100 },
    candidates: [candidate],
    ...changes,
  },
});
const withPerson = (changes: object) => hit({ candidates: [{ ...candidate, person: { ...person, ...changes } }] });
const notUnderstood = {
  type: 'database',
  database: 'police',
  answer: { status: 'error', words: 'its answer cannot be understood' },
};

test('a hit is read with everything about the person', () => {
  const event = read(hit());
  expect(event).toMatchObject({
    type: 'database',
    answer: { status: 'hit', candidates: [{ person: { police: { pncId: '88/9999991X' } } }] },
  });
});

const png = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const photo = (bytes: readonly number[], mediaType = 'image/png') => ({
  photo: { mediaType, base64: Buffer.from(bytes).toString('base64') },
});

describe('of a known database, an answer that cannot be understood is an error of that database', () => {
  it.each([
    ['an unknown status', hit({ status: 'maybe' })],
    ['an unknown member', hit({ more: 1 })],
    ['a hit of nobody', hit({ candidates: [] })],
    ['a "no hit" with candidates', hit({ status: 'no-hit' })],
    [
      'too many candidates',
      hit({ candidates: Array.from({ length: 11 }, (_none, at) => ({ ...candidate, rank: at + 1 })) }),
    ],
    ['ranks out of order', hit({ candidates: [{ ...candidate, rank: 2 }] })],
    ['a finger twice', hit({ candidates: [{ ...candidate, fingers: [...candidate.fingers, ...candidate.fingers] }] })],
    ['a finger that nobody has', hit({ candidates: [{ ...candidate, fingers: [{ position: 11, score: 1 }] }] })],
    ['a negative time', hit({ elapsedMilliseconds: -1 })],
    ['a name that turns the text around', withPerson({ name: { family: 'A\u202EB', given: null } })],
    ['a name of several lines', withPerson({ name: { family: 'A\nB', given: null } })],
    ['a name without an end', withPerson({ name: { family: 'A'.repeat(101), given: null } })],
    ['a photo that is something else', withPerson(photo([0x3c, 0x73, 0x76, 0x67]))],
    ['a photo of another kind than it says', withPerson(photo(png, 'image/jpeg'))],
    ['a drawing', withPerson(photo(png, 'image/svg+xml'))],
    ['a photo that is too large', withPerson(photo([...png, ...Array.from({ length: 262_144 }, () => 0)]))],
    ['a photo that is not base64', withPerson({ photo: { mediaType: 'image/png', base64: 'iVBORw0KGgo*' } })],
    ['a warning that is no signal', withPerson({ warnings: [{ signal: 'violent', words: 'Violent' }] })],
    ['a member for the prototype', JSON.stringify(hit()).replace('"score"', '"__proto__":{"rank":1},"score"')],
  ])('%s', (_name, value) => {
    expect(read(value)).toMatchObject(notUnderstood);
  });
});

describe('what does not even say who speaks is refused whole', () => {
  it.each([
    ['nothing', ''],
    ['half of it', JSON.stringify(hit()).slice(0, 300)],
    ['an unknown database', { ...hit(), database: 'everything' }],
    ['an unknown kind of event', { type: 'hello', tcr: 'TCN-1' }],
    ['a list', [hit()]],
    ['null', null],
    ['an end with more in it', { type: 'end', tcr: 'TCN-1', hits: 0 }],
    [
      'a receipt without a time',
      { type: 'purged', tcr: 'TCN-1', receipt: { receipt: 'r', at: 'now', images: 1, templates: 1 } },
    ],
    [
      'bytes that are no text',
      Buffer.concat([Buffer.from('{"type":"'), Buffer.of(0xff, 0xfe), Buffer.from('"}')]).toString('latin1'),
    ],
    ['brackets without an end', '['.repeat(100_000)],
  ])('%s', (_name, value) => {
    expect(() => read(value)).toThrow(GatewayFailure);
  });
});

test('another transaction than this one is told from all other failures', () => {
  for (const value of [
    { ...hit(), tcr: 'TCN-2' },
    { type: 'end', tcr: 'TCN-2' },
  ]) {
    expect(() => read(value)).toThrow(
      expect.objectContaining({ problem: expect.objectContaining({ cause: 'other-transaction' }) }),
    );
  }
});

test('depth, size and number of parts are limited before anything is built', () => {
  const limits = { bytes: 50, depth: 3, values: 5 };
  expect(parseHostileJson(bytesOf('[[["[[[[,,,,,,"]]]'), limits)).toEqual([[['[[[[,,,,,,']]]);
  expect(parseHostileJson(bytesOf(String.raw`["\"[[[[", 1]`), limits)).toEqual(['"[[[[', 1]);
  expect(() => parseHostileJson(bytesOf('[[[[]]]]'), limits)).toThrow('too deeply');
  expect(() => parseHostileJson(bytesOf('[1,2,3,4,5,6]'), limits)).toThrow('too many parts');
  expect(() => parseHostileJson(bytesOf(`"${'x'.repeat(50)}"`), limits)).toThrow('too long');
});

const allReaders = [
  (bytes: Uint8Array) => readEvent(bytes, 'TCN-1'),
  (bytes: Uint8Array) => readBatch(bytes, 'TCN-1'),
  (bytes: Uint8Array) => readAcceptance(bytes, 'TCN-1'),
  (bytes: Uint8Array) => readDropped(bytes, 'TCN-1'),
  readHealth,
];

function expectHarmless(bytes: Uint8Array): void {
  for (const reader of allReaders) expect([GatewayFailure, null]).toContain(errorOf(() => reader(bytes)));
}

test('any bytes and any JSON are read or refused, and nothing else is thrown', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), expectHarmless));
  fc.assert(fc.property(fc.json({ maxDepth: 8 }), (text) => expectHarmless(bytesOf(text))));
});

test('an event with bytes changed is never "no hit" and never of another transaction', () => {
  const whole = bytesOf(hit());
  const change = fc.tuple(fc.nat(whole.length - 1), fc.integer({ min: 0, max: 255 }));
  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: 4 }), (changes) => {
      const bytes = Uint8Array.from(whole);
      for (const [at, value] of changes) bytes[at] = value;
      const statuses: string[] = [];
      const error = errorOf(() => {
        const event = readEvent(bytes, 'TCN-1');
        statuses.push(event.type === 'database' ? event.answer.status : event.type);
      });
      expect([GatewayFailure, null]).toContain(error);
      expect(['hit', 'error', 'refused']).toContain(statuses[0] ?? 'refused');
    }),
    { numRuns: 500 },
  );
});

test('events are numbered from one', () => {
  expect(readEventNumber('17')).toBe(17);
  for (const id of [null, '', '0', '-1', '1e3', '1234567', ' 1'])
    expect(() => readEventNumber(id)).toThrow(GatewayFailure);
});
