// Markers and ranges of the recording on screen: adding at the playhead, naming, deleting, and taking a deletion back.
import { useState } from 'react';
import type { Marker, Recording } from '#contract/footage.ts';
import type { MarkerId } from '#contract/ids.ts';
import { kerbdesk, value } from '../../../ipc/kerbdesk.ts';
import { showProblem } from '../../../ipc/problem.ts';
import type { MarkerTimes } from './marker-edges.ts';
import type { Player } from './player.ts';
import type { RecordingSaver } from '../about/recording-saver.ts';
import { clockTime, frameAt, inTimeOrder, markerTimes, middleOfFrame, rangeBetween } from './timeline-time.ts';
import { useMarkerEdges, type MarkerEdges } from './use-marker-edges.ts';

export interface Markers {
  readonly edges: MarkerEdges;
  readonly list: readonly Marker[];
  /** Whose label is being typed. */
  readonly naming: MarkerId | null;
  /** The marker that the officer jumped to or made last. */
  readonly current: MarkerId | null;
  /** Where a range was begun and waits for its end. */
  readonly rangeStart: number | null;
  readonly deleted: Marker | null;
  /** What just happened, for a screen reader. */
  readonly news: string;
  readonly addPoint: () => void;
  readonly beginRange: () => void;
  readonly endRange: () => void;
  readonly forgetRange: () => void;
  readonly startNaming: (id: MarkerId) => void;
  /** Null leaves the label as it was. */
  readonly finishNaming: (marker: Marker, label: string | null) => void;
  readonly jumpTo: (marker: Marker) => void;
  readonly remove: (marker: Marker) => void;
  readonly undoRemove: () => void;
}

type NewMarker = Omit<Marker, 'id'>;

export function useMarkers(recording: Recording, saver: RecordingSaver, player: Player): Markers {
  const { id } = recording;
  const [naming, setNaming] = useState<MarkerId | null>(null);
  const [current, setCurrent] = useState<MarkerId | null>(null);
  const [rangeStart, setRangeStart] = useState<number | null>(null);
  const [deleted, setDeleted] = useState<Marker | null>(null);
  const [news, setNews] = useState('');

  const run = async (problem: string, command: () => Promise<Recording>): Promise<Recording | null> => {
    try {
      return await saver.inTurn(command);
    } catch (error) {
      showProblem(error, problem);
      return null;
    }
  };

  const add = async (marker: NewMarker): Promise<MarkerId | null> => {
    let before: ReadonlySet<MarkerId> = new Set();
    const answer = await run('The marker was not added', async () => {
      before = new Set(saver.snapshot().draft.base.markers.map((known) => known.id));
      return await value(kerbdesk.footage.saveMarker({ id, marker: { ...marker, id: null } }));
    });
    return answer?.markers.find((known) => !before.has(known.id))?.id ?? null;
  };

  const addAndName = async (marker: NewMarker): Promise<void> => {
    const added = await add(marker);
    if (added === null) return;
    setCurrent(added);
    setNaming(added);
    setNews(`${marker.endSeconds === null ? 'Marker' : 'Range'} added at ${markerTimes(marker)}. Type its name.`);
  };

  const rename = async (marker: Marker, label: string): Promise<void> => {
    const command = async (): Promise<Recording> =>
      await value(kerbdesk.footage.saveMarker({ id, marker: { ...marker, label } }));
    const problem = label === '' ? 'The name was not removed' : `The name “${label}” was not saved`;
    if ((await run(problem, command)) !== null) setNews(label === '' ? 'Name removed' : `Named ${label}`);
  };

  const remove = async (marker: Marker): Promise<void> => {
    const command = async (): Promise<Recording> =>
      await value(kerbdesk.footage.removeMarker({ id, markerId: marker.id }));
    if ((await run('The marker was not deleted', command)) === null) return;
    setDeleted(marker);
    setNews(`Deleted the marker at ${markerTimes(marker)}.`);
  };

  const bringBack = async ({ startSeconds, endSeconds, label }: Marker): Promise<void> => {
    const added = await add({ startSeconds, endSeconds, label });
    setCurrent(added);
    if (added !== null) setNews('The marker is back.');
  };

  const move = async (marker: Marker, { startSeconds, endSeconds }: MarkerTimes): Promise<void> => {
    const moved = { ...marker, startSeconds, endSeconds };
    await run('The marker was not moved', () => value(kerbdesk.footage.saveMarker({ id, marker: moved })));
  };

  const inOrder = inTimeOrder(recording.markers);
  const edges = useMarkerEdges({ player, markers: inOrder, current, setCurrent, tell: setNews, keep: move });

  return {
    edges,
    list: edges.list,
    naming,
    current,
    rangeStart,
    deleted,
    news,
    addPoint: () => void addAndName({ startSeconds: player.seconds(), endSeconds: null, label: '' }),
    beginRange: () => {
      setRangeStart(player.seconds());
      setNews(`Range begins at ${clockTime(player.seconds())}. Press O at its end.`);
    },
    endRange: () => {
      if (rangeStart === null) {
        setNews('Press I at the start of the range first.');
        return;
      }
      const range = rangeBetween(rangeStart, player.seconds(), player.frameRate, player.duration());
      setRangeStart(null);
      void addAndName({ ...range, label: '' });
    },
    forgetRange: () => {
      setRangeStart(null);
      setNews('Range forgotten.');
    },
    startNaming: (markerId) => {
      setCurrent(markerId);
      setNaming(markerId);
    },
    finishNaming: (marker, label) => {
      setNaming(null);
      const words = label?.trim() ?? marker.label;
      if (words === marker.label) return;
      void rename(marker, words);
    },
    jumpTo: (marker) => {
      player.seek(middleOfFrame(frameAt(marker.startSeconds, player.frameRate), player.frameRate));
      setCurrent(marker.id);
    },
    remove: (marker) => {
      setNaming(null);
      void remove(marker);
    },
    undoRemove: () => {
      if (deleted === null) return;
      setDeleted(null);
      void bringBack(deleted);
    },
  };
}
