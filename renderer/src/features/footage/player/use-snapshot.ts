// Taking the picture on screen, and offering the exhibit label that is its due.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { exhibitLabel } from '#contract/exhibits.ts';
import type { Recording } from '#contract/footage.ts';
import { kerbdesk, value } from '../../../ipc/kerbdesk.ts';
import { showProblem } from '../../../ipc/problem.ts';
import { queries } from '../../../ipc/queries.ts';
import { queryKeys } from '../../../ipc/query-keys.ts';
import type { Player } from './player.ts';
import { takeSnapshot, type SnapshotFormat } from './take-snapshot.ts';

export interface TakenSnapshot {
  readonly recording: Recording;
  /** "JS/1A"; null where no label can be proposed. */
  readonly proposed: string | null;
  readonly isExhibit: boolean;
}

export interface Snapshots {
  readonly isTaking: boolean;
  readonly take: (format: SnapshotFormat) => void;
  readonly taken: TakenSnapshot | null;
  readonly makeExhibit: () => void;
  readonly putAway: () => void;
}

export function useSnapshots(recording: Recording, player: Player): Snapshots {
  const client = useQueryClient();
  const { data: info } = useQuery(queries.appInfo);
  const [isTaking, setTaking] = useState(false);
  const [taken, setTaken] = useState<TakenSnapshot | null>(null);
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);

  const take = async (format: SnapshotFormat): Promise<void> => {
    if (running.current !== null) return;
    const cancel = new AbortController();
    running.current = cancel;
    setTaking(true);
    try {
      const toolVersion = info?.version ?? 'unknown';
      const made = await takeSnapshot({ recording, player, format, toolVersion, signal: cancel.signal });
      const answer = await kerbdesk.exhibits.propose({ recordingId: made.id });
      setTaken({ recording: made, proposed: answer.ok ? exhibitLabel(answer.value) : null, isExhibit: false });
      await client.invalidateQueries({ queryKey: queryKeys.footage });
    } catch (error) {
      if (!cancel.signal.aborted) showProblem(error, 'The snapshot was not taken');
    }
    running.current = null;
    setTaking(false);
  };

  const makeExhibit = async (): Promise<void> => {
    if (taken === null) return;
    try {
      const { description, ...mark } = await value(kerbdesk.exhibits.propose({ recordingId: taken.recording.id }));
      await value(kerbdesk.exhibits.make({ recordingId: taken.recording.id, mark, description }));
      setTaken({ ...taken, proposed: exhibitLabel(mark), isExhibit: true });
      await client.invalidateQueries({ queryKey: queryKeys.footage });
    } catch (error) {
      showProblem(error, 'The snapshot was not made an exhibit');
    }
  };

  return {
    isTaking,
    take: (format) => void take(format),
    taken,
    makeExhibit: () => void makeExhibit(),
    putAway: () => setTaken(null),
  };
}
