// Working through the recordings that need tagging: "3 of 7", and which is next. Pure.
//
// A recording leaves the worklist the moment it is tagged, so the worklist alone would always say "1 of 4". A run remembers
// the order in which the officer met them.

export interface TaggingRun {
  /** Every recording of this run, done or not, in the order shown. */
  readonly ids: readonly string[];
}

/** The run after the worklist was read again: newcomers at the end; a worklist that shares nothing with the run begins a new one. */
export function runAfter(run: TaggingRun | null, waiting: readonly string[], current: string): TaggingRun {
  const known = new Set(run?.ids);
  const goesOn = run !== null && (known.has(current) || waiting.some((id) => known.has(id)));
  if (!goesOn) return { ids: waiting };
  const newcomers = waiting.filter((id) => !known.has(id));
  return newcomers.length === 0 ? run : { ids: [...run.ids, ...newcomers] };
}

/** The next recording after `current` that still waits, round past the end; null when nothing else waits. */
export function nextToTag(run: TaggingRun, waiting: readonly string[], current: string): string | null {
  const waits = new Set(waiting);
  waits.delete(current);
  const place = run.ids.indexOf(current);
  const onwards = [...run.ids.slice(place + 1), ...run.ids.slice(0, Math.max(place, 0))];
  return onwards.find((id) => waits.has(id)) ?? null;
}

/** The one before `current` in the run, tagged or not, to look again; null at the start. */
export function previousInRun(run: TaggingRun, current: string): string | null {
  const place = run.ids.indexOf(current);
  return place > 0 ? (run.ids[place - 1] ?? null) : null;
}

/** "3 of 7 to tag" for a recording of the run; for one outside it, how many wait. */
export function runPlace(run: TaggingRun, waiting: readonly string[], current: string): string {
  const place = run.ids.indexOf(current);
  if (waiting.length === 0) return 'Everything is tagged';
  if (place === -1) return `${waiting.length} to tag`;
  return `${place + 1} of ${run.ids.length} to tag`;
}
