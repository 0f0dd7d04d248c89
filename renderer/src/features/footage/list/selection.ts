// Which recordings of the list are chosen, and from which one a range is drawn. Pure.
import type { RecordingId } from '#contract/ids.ts';

/** Id and revision: what is edited is what was seen. */
export interface Chosen {
  readonly id: RecordingId;
  readonly revision: number;
}

export interface Selection {
  readonly chosen: ReadonlyMap<RecordingId, number>;
  /** Where a range begins; null before anything was chosen. */
  readonly anchor: number | null;
}

export const nothingChosen: Selection = { chosen: new Map(), anchor: null };

export function toggled({ chosen }: Selection, { id, revision }: Chosen, index: number): Selection {
  const next = new Map(chosen);
  if (!next.delete(id)) next.set(id, revision);
  return { chosen: next, anchor: index };
}

/** All of these besides what is chosen already; the anchor stays, so that a range can grow from it. */
export function withAll({ chosen, anchor }: Selection, added: readonly Chosen[]): Selection {
  return { chosen: new Map([...chosen, ...added.map(({ id, revision }) => [id, revision] as const)]), anchor };
}

/** The same range drawn anew after the far end moved from one place to another. */
export function ranged(
  selection: Selection,
  anchor: number,
  range: readonly Chosen[],
  former: readonly Chosen[],
): Selection {
  const next = new Map(selection.chosen);
  for (const { id } of former) next.delete(id);
  for (const { id, revision } of range) next.set(id, revision);
  return { chosen: next, anchor };
}

export const chosenList = ({ chosen }: Selection): Chosen[] => [...chosen].map(([id, revision]) => ({ id, revision }));
