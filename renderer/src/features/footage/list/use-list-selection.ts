// Choosing several recordings: by Space, Shift with the arrows, Ctrl+A, or the boxes of the rows.
import { useState } from 'react';
import type { Worklist } from '#contract/footage.ts';
import { mostAtOnce } from '#contract/tagging.ts';
import { kerbdesk, value } from '../../../ipc/kerbdesk.ts';
import { showProblem } from '../../../ipc/problem.ts';
import { showToast } from '../../../ui/index.ts';
import { chosenList, nothingChosen, ranged, toggled, withAll, type Chosen, type Selection } from './selection.ts';
import type { FootagePages } from './use-footage-pages.ts';

export interface ListSelection {
  readonly has: (id: Chosen['id']) => boolean;
  readonly list: readonly Chosen[];
  readonly toggle: (recording: Chosen, index: number) => void;
  /** Draws the range from where it began to `to`; `from` is where its end was. */
  readonly extend: (from: number, to: number) => void;
  readonly selectAll: () => void;
  readonly add: (recordings: readonly Chosen[]) => void;
  readonly clear: () => void;
}

const tooMany = (): void =>
  showToast({
    tone: 'neutral',
    title: `At most ${mostAtOnce} recordings are changed at once`,
    text: `The first ${mostAtOnce} are chosen. Change them, then choose the others.`,
  });

export function useListSelection(pages: FootagePages, worklist: Worklist, search: string): ListSelection {
  const [selection, setSelection] = useState<Selection>(nothingChosen);

  const between = async (a: number, b: number): Promise<Chosen[]> => {
    const [from, to] = [Math.min(a, b), Math.max(a, b)];
    if (to - from >= mostAtOnce) tooMany();
    return await pages.read(from, Math.min(to, from + mostAtOnce - 1));
  };
  const extend = async (from: number, to: number): Promise<void> => {
    const anchor = selection.anchor ?? from;
    const [former, range] = [await between(anchor, from), await between(anchor, to)];
    setSelection((before) => ranged(before, anchor, range, former));
  };
  const selectAll = async (): Promise<void> => {
    const { recordings, total } = await value(kerbdesk.tagging.select({ worklist, search }));
    if (total > recordings.length) tooMany();
    setSelection((before) => withAll(before, recordings));
  };
  const orSay = (work: Promise<void>): void => {
    work.catch((error: unknown) => showProblem(error, 'They could not be chosen'));
  };

  return {
    has: (id) => selection.chosen.has(id),
    list: chosenList(selection),
    toggle: (recording, index) => setSelection((before) => toggled(before, recording, index)),
    extend: (from, to) => orSay(extend(from, to)),
    selectAll: () => orSay(selectAll()),
    add: (recordings) => setSelection((before) => withAll(before, recordings)),
    clear: () => setSelection(nothingChosen),
  };
}
