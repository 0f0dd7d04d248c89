// What an officer does with the edges of markers: jump between them, move one frame by frame or by hand, loop a range.
import { useEffect, useRef, useState } from 'react';
import type { Marker } from '#contract/footage.ts';
import type { MarkerId } from '#contract/ids.ts';
import { movedEdge, nextEdge, rangeToLoop, type Edge, type MarkerTimes } from './marker-edges.ts';
import type { Player } from './player.ts';
import { clockTime, frameAt, markerTimes, middleOfFrame, timecode } from './timeline-time.ts';

export interface MarkerEdges {
  /** Markers as they are while an edge of one is on its way, and as they are in the vault otherwise. */
  readonly list: readonly Marker[];
  readonly jump: (direction: 1 | -1) => void;
  /** Moves the edge that was jumped to, or the current marker's nearest one, by a frame. */
  readonly nudge: (frames: number) => void;
  /** While the pointer drags; `settle` keeps what was dragged. */
  readonly drag: (marker: Marker, side: Edge['side'], seconds: number) => void;
  readonly settle: () => void;
  readonly toggleLoop: () => void;
}

interface EdgesWanted {
  readonly player: Player;
  readonly markers: readonly Marker[];
  readonly current: MarkerId | null;
  readonly setCurrent: (id: MarkerId) => void;
  readonly tell: (news: string) => void;
  /** Keeps new times; resolves when the vault has them or refused. */
  readonly keep: (marker: Marker, times: MarkerTimes) => Promise<void>;
}

/** Presses in a row are one change. */
const keptAfter = 700;

type Moving = MarkerTimes & { readonly marker: Marker; readonly side: Edge['side'] };

export function useMarkerEdges(wanted: EdgesWanted): MarkerEdges {
  const { player, markers, current, setCurrent, tell, keep } = wanted;
  const [moving, setMoving] = useState<Moving | null>(null);
  const [edge, setEdge] = useState<Pick<Edge, 'markerId' | 'side'> | null>(null);
  const latest = useRef<Moving | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);

  const settle = (): void => {
    if (timer.current !== null) clearTimeout(timer.current);
    timer.current = null;
    const moved = latest.current;
    latest.current = null;
    if (moved === null) return;
    tell(`Moved to ${markerTimes(moved)}.`);
    void keep(moved.marker, moved).then(() => setMoving((now) => (now === moved ? null : now)));
  };
  const settleLatest = useRef(settle);
  useEffect(() => {
    settleLatest.current = settle;
  });
  // What was moved a moment before the screen goes away is kept as well.
  useEffect(() => () => settleLatest.current(), []);

  const move = (marker: Marker, side: Edge['side'], seconds: number): void => {
    const now = latest.current?.marker.id === marker.id ? latest.current : marker;
    const times = movedEdge(now, side, seconds, { frameRate: player.frameRate, duration: player.duration() });
    const moved = { ...times, marker, side };
    latest.current = moved;
    setMoving(moved);
    setCurrent(marker.id);
    setEdge({ markerId: marker.id, side });
    const at = side === 'end' ? (times.endSeconds ?? times.startSeconds) : times.startSeconds;
    player.seek(middleOfFrame(frameAt(at, player.frameRate), player.frameRate));
  };

  return {
    list: markers.map((marker) =>
      marker.id === moving?.marker.id
        ? { ...marker, startSeconds: moving.startSeconds, endSeconds: moving.endSeconds }
        : marker,
    ),
    jump: (direction) => {
      const found = nextEdge(markers, player.seconds(), direction, player.frameRate);
      if (found === null) {
        tell(direction > 0 ? 'No marker after this.' : 'No marker before this.');
        return;
      }
      player.seek(middleOfFrame(frameAt(found.seconds, player.frameRate), player.frameRate));
      setCurrent(found.markerId);
      setEdge(found);
      const label = markers.find(({ id }) => id === found.markerId)?.label ?? '';
      tell(`${found.side === 'end' ? 'End of range' : 'Marker'} at ${clockTime(found.seconds)} ${label}`.trimEnd());
    },
    nudge: (frames) => {
      const marker = markers.find(({ id }) => id === current);
      if (marker === undefined) {
        tell('Go to a marker first.');
        return;
      }
      const now = latest.current?.marker.id === marker.id ? latest.current : marker;
      const side = edge?.markerId === marker.id ? edge.side : 'start';
      const from = side === 'end' ? (now.endSeconds ?? now.startSeconds) : now.startSeconds;
      const to = Math.max(0, from + frames / player.frameRate);
      move(marker, side, to);
      tell(`${side === 'end' ? 'End' : 'Marker'} at ${timecode(to, player.frameRate)}`);
      if (timer.current !== null) clearTimeout(timer.current);
      timer.current = setTimeout(() => settleLatest.current(), keptAfter);
    },
    drag: move,
    settle,
    toggleLoop: () => {
      if (player.loop() !== null) {
        player.setLoop(null);
        tell('Loop off.');
        return;
      }
      const range = rangeToLoop(markers, current, player.seconds());
      if (range === null) {
        tell('No range here to loop. I and O mark one.');
        return;
      }
      player.setLoop(range);
      if (player.playback().rate <= 0) player.act({ do: 'play' });
      tell(`Looping ${markerTimes(range)}.`);
    },
  };
}
