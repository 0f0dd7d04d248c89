// A second recording beside the one on screen: which it is, how far it was moved against the clocks, and who is heard.
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { Recording } from '#contract/footage.ts';
import type { RecordingId } from '#contract/ids.ts';
import { queries } from '../../../ipc/queries.ts';
import { clockOffset } from './beside-offset.ts';
import type { Player } from './player.ts';
import { SyncPair } from './sync-pair.ts';

export interface Beside {
  readonly isChoosing: boolean;
  readonly choose: () => void;
  readonly stopChoosing: () => void;
  readonly open: (id: RecordingId) => void;
  readonly close: () => void;
  /** Null while none is beside, or it is being read. */
  readonly other: Recording | null;
  readonly isOpen: boolean;
}

export function useBeside(): Beside {
  const [isChoosing, setChoosing] = useState(false);
  const [id, setId] = useState<RecordingId | null>(null);
  const { data } = useQuery({ ...queries.recording(id ?? ('' as RecordingId)), enabled: id !== null });
  return {
    isChoosing,
    choose: () => setChoosing(true),
    stopChoosing: () => setChoosing(false),
    open: (chosen) => {
      setChoosing(false);
      setId(chosen);
    },
    close: () => setId(null),
    other: id === null ? null : (data ?? null),
    isOpen: id !== null,
  };
}

export interface InStep {
  /** Seconds that the officer moved the second one by, against the clocks. */
  readonly adjustment: number;
  readonly adjust: (seconds: number) => void;
  readonly reset: () => void;
  readonly isHeard: boolean;
  readonly toggleHeard: () => void;
}

/** Keeps `follower` at the moment of `leader` for as long as it is on screen. */
export function useInStep(leader: Player, follower: Player, recording: Recording, other: Recording): InStep {
  const [adjustment, setAdjustment] = useState(0);
  const [isHeard, setHeard] = useState(false);
  const pair = useRef<SyncPair | null>(null);
  const offset = clockOffset(recording, other);
  useEffect(() => {
    const made = new SyncPair(leader, follower, offset);
    pair.current = made;
    return () => {
      pair.current = null;
      made.end();
    };
  }, [leader, follower, offset]);
  useEffect(() => pair.current?.setOffset(offset + adjustment), [offset, adjustment]);
  useEffect(() => {
    follower.silence(!isHeard);
    leader.silence(isHeard);
    return () => leader.silence(false);
  }, [leader, follower, isHeard]);
  return {
    adjustment,
    adjust: (seconds) => setAdjustment((known) => Math.round((known + seconds) * 1000) / 1000),
    reset: () => setAdjustment(0),
    isHeard,
    toggleHeard: () => setHeard((was) => !was),
  };
}
