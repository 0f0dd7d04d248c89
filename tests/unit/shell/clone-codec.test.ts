// The stand-in's wire between main and renderer keeps whatever a structured clone keeps.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCloneCodec } from '../../../native-mocks/electron/worlds/clone-codec.ts';

const codec = createCloneCodec({
  toBase64: (bytes) => Buffer.from(bytes).toString('base64'),
  fromBase64: (text) => new Uint8Array(Buffer.from(text, 'base64')),
});
const cross = (value: unknown): unknown => codec.decode(codec.encode(value));

describe('the clone codec', () => {
  it('gives back anything as structuredClone does', () => {
    const anything = fc.anything({
      withBigInt: true,
      withDate: true,
      withMap: true,
      withSet: true,
      withTypedArray: true,
      withSparseArray: true,
    });
    fc.assert(
      fc.property(anything, (value) => {
        expect(cross(value)).toStrictEqual(structuredClone(value));
      }),
      { numRuns: 500 },
    );
  });
  it('keeps cycles and shared references', () => {
    const shared = { a: 1 };
    const value: Record<string, unknown> = { first: shared, second: shared };
    value['self'] = value;
    const back = cross(value) as typeof value;
    expect(back['self']).toBe(back);
    expect(back['first']).toBe(back['second']);
  });
  it('keeps a key called __proto__ a key', () => {
    const back = cross(JSON.parse('{"__proto__": {"polluted": true}}')) as { polluted?: boolean };
    expect(Object.hasOwn(back, '__proto__')).toBe(true);
    expect(back.polluted).toBe(undefined);
  });
  it.each([[() => 1], [Symbol('s')], [Promise.resolve()], [new WeakMap()]])('refuses %s', (value) => {
    expect(() => codec.encode({ value })).toThrow('An object could not be cloned.');
  });
});
