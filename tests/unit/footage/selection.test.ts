// Choosing several recordings: one by one, a range that grows and shrinks, all; and where the keys of the list lead.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { recordingId } from '#contract/ids.ts';
import { rowAfter } from '../../../renderer/src/features/footage/list/list-keys.ts';
import {
  chosenList,
  nothingChosen,
  ranged,
  toggled,
  withAll,
  type Chosen,
} from '../../../renderer/src/features/footage/list/selection.ts';

const rows: readonly Chosen[] = Array.from({ length: 12 }, (_, index) => ({
  id: recordingId.parse(`6f1c2a52-0000-4000-8000-${String(index).padStart(12, '0')}`),
  revision: index,
}));
const between = (a: number, b: number): Chosen[] => rows.slice(Math.min(a, b), Math.max(a, b) + 1);
const row = (index: number): Chosen => rows[index] ?? { id: recordingId.parse(crypto.randomUUID()), revision: 0 };

it('a second press takes a recording out again', () => {
  const once = toggled(nothingChosen, row(3), 3);
  expect(chosenList(once)).toEqual([row(3)]);
  expect(chosenList(toggled(once, row(3), 3))).toEqual([]);
});

it('a range is what lies between its beginning and its end, whichever way and however often the end moves', () => {
  fc.assert(
    fc.property(fc.nat(11), fc.array(fc.nat(11), { minLength: 1 }), (anchor, ends) => {
      let selection = toggled(nothingChosen, row(anchor), anchor);
      let end = anchor;
      for (const next of ends) {
        selection = ranged(selection, anchor, between(anchor, next), between(anchor, end));
        end = next;
      }
      expect(new Set(chosenList(selection))).toEqual(new Set(between(anchor, end)));
    }),
  );
});

it('what is added keeps what was chosen, with the newer revision', () => {
  const selection = withAll(toggled(nothingChosen, row(1), 1), [row(2), { ...row(1), revision: 9 }]);
  expect(chosenList(selection)).toEqual([{ ...row(1), revision: 9 }, row(2)]);
});

it('the keys of the list stay within it', () => {
  const list = { total: 100, pageRows: 7 };
  expect(
    ['ArrowDown', 'ArrowUp', 'PageDown', 'PageUp', 'Home', 'End', 'x'].map((key) => rowAfter(key, 98, list)),
  ).toEqual([99, 97, 99, 91, 0, 99, null]);
  expect(rowAfter('ArrowUp', 0, list)).toBe(0);
});
