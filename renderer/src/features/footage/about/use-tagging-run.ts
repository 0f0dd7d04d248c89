// The officer's walk through the recordings that need tagging, kept while the vault is open.
import { useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { RecordingId } from '#contract/ids.ts';
import { navigate } from '../../../app/route.ts';
import { queryKeys } from '../../../ipc/query-keys.ts';
import { queries } from '../../../ipc/queries.ts';
import { focusTarget, showToast } from '../../../ui/index.ts';
import type { RecordingSaver } from './recording-saver.ts';
import { rememberDescription } from '../tagging/last-description.ts';
import { nextToTag, previousInRun, runAfter, runPlace, type TaggingRun } from './tagging-run.ts';
import { useNeedsTagging } from '../use-footage-list.ts';

export const categoryFieldId = 'recording-category';
export const matchPanelId = 'recording-match';

/** Below the footage keys, so that it is forgotten with them when the vault locks; never asked of main. */
const runKey = [...queryKeys.footage, 'tagging-run'];

/** Set while going on to the next: that recording then begins at what is to be decided instead of at its heading. */
let beginAtTagging = false;

/** Reads a recording and its proposals, then goes there, to what is to be decided. */
export async function goToTagging(client: QueryClient, id: RecordingId): Promise<void> {
  await Promise.all([client.prefetchQuery(queries.recording(id)), client.prefetchQuery(queries.proposals(id))]);
  beginAtTagging = true;
  navigate({ screen: 'recording', id });
}

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
    if (!beginAtTagging) return;
    beginAtTagging = false;
    // A proposal is answered first: it may fill in the rest.
    focusTarget(document.getElementById(matchPanelId) === null ? categoryFieldId : matchPanelId);
  }, []);

  const isLeaving = useRef(false);
  const walkTo = (to: string | null): (() => void) | null => {
    if (to === null) return null;
    const walk = async (): Promise<void> => {
      const next = to as RecordingId;
      rememberDescription(client, saver.snapshot().draft.shown);
      // Saved before leaving, so that the worklist of the next recording is true.
      await saver.leave();
      const { status, problem } = saver.snapshot();
      if (status === 'failed') {
        showToast({
          tone: 'bad',
          title: 'Not saved, so this recording stays on screen',
          text: problem ?? 'What you typed is still here. Try again.',
        });
        return;
      }
      await goToTagging(client, next);
    };
    return () => {
      // A second press while the first is being saved would skip a recording.
      if (isLeaving.current) return;
      isLeaving.current = true;
      void walk().finally(() => {
        isLeaving.current = false;
      });
    };
  };
  if (run === null || waiting === null) return { place: '', goNext: null, goPrevious: null };
  return {
    place: runPlace(run, waiting, id),
    goNext: walkTo(nextToTag(run, waiting, id)),
    goPrevious: walkTo(previousInRun(run, id)),
  };
}
