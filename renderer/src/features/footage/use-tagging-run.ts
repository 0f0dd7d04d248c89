// The officer's walk through the recordings that need tagging, kept while the vault is open.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { RecordingId } from '#contract/ids.ts';
import { navigate } from '../../app/route.ts';
import { queryKeys } from '../../ipc/query-keys.ts';
import { focusTarget } from '../../ui/index.ts';
import type { RecordingSaver } from './recording-saver.ts';
import { nextToTag, previousInRun, runAfter, runPlace, type TaggingRun } from './tagging-run.ts';
import { useNeedsTagging } from './use-footage-list.ts';

export const categoryFieldId = 'recording-category';

/** Below the footage keys, so that it is forgotten with them when the vault locks; never asked of main. */
const runKey = [...queryKeys.footage, 'tagging-run'];

/** Set while going on to the next: that recording then begins at its first field instead of its heading. */
let beginAtCategory = false;

export interface TaggingWalk {
  /** "3 of 7 to tag"; empty until the worklist is known. */
  readonly place: string;
  readonly goNext: (() => void) | null;
  readonly goPrevious: (() => void) | null;
}

export function useTaggingRun(id: RecordingId, saver: RecordingSaver): TaggingWalk {
  const client = useQueryClient();
  const waiting = useNeedsTagging();
  const { data: known = null } = useQuery<TaggingRun | null>({
    queryKey: runKey,
    queryFn: () => client.getQueryData<TaggingRun>(runKey) ?? null,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const run = waiting === null ? null : runAfter(known, waiting, id);
  useEffect(() => {
    if (run !== null && run !== known) client.setQueryData(runKey, run);
  }, [client, run, known]);

  useEffect(() => {
    if (!beginAtCategory) return;
    beginAtCategory = false;
    focusTarget(categoryFieldId);
  }, []);

  const walkTo = (to: string | null): (() => void) | null => {
    if (to === null) return null;
    const walk = async (): Promise<void> => {
      // Saved before leaving, so that the worklist of the next recording is true.
      await saver.leave();
      beginAtCategory = true;
      navigate({ screen: 'recording', id: to as RecordingId });
    };
    return () => void walk();
  };
  if (run === null || waiting === null) return { place: '', goNext: null, goPrevious: null };
  return {
    place: runPlace(run, waiting, id),
    goNext: walkTo(nextToTag(run, waiting, id)),
    goPrevious: walkTo(previousInRun(run, id)),
  };
}
