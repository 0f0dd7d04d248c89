// The player's state for components: each hook renders only when its own part changes.
import { useEffect, useState, useSyncExternalStore } from 'react';
import type { Recording } from '#contract/footage.ts';
import type { PlaylistPart } from '#contract/playlist.ts';
import type { PictureTime } from '../../../derive/boxes.ts';
import type { PictureWatch } from './picture-watch.ts';
import type { Playback } from './playback.ts';
import { Player, type Stretch } from './player.ts';
import { frameRateOf } from './timeline-time.ts';

/** One player for as long as the recording is on screen. */
export const usePlayer = ({ media, segments }: Pick<Recording, 'media' | 'segments'>): Player => {
  const [player] = useState(() => new Player({ frameRate: frameRateOf(media), segments }));
  useEffect(() => player.accept(segments), [player, segments]);
  return player;
};

/** Changes with every frame while playing: keep the component that uses it small. */
export const usePlayhead = (player: Player): number => useSyncExternalStore(player.subscribe, player.seconds);

export const usePlayback = (player: Player): Playback => useSyncExternalStore(player.subscribe, player.playback);

export const useDuration = (player: Player): number => useSyncExternalStore(player.subscribe, player.duration);

export const usePlayerFailed = (player: Player): boolean => useSyncExternalStore(player.subscribe, player.failed);

export const useParts = (player: Player): readonly PlaylistPart[] =>
  useSyncExternalStore(player.subscribe, player.parts);

export const useHole = (player: Player): PlaylistPart | null => useSyncExternalStore(player.subscribe, player.hole);

export const useLoop = (player: Player): Stretch | null => useSyncExternalStore(player.subscribe, player.loop);

export const usePicture = (pictures: PictureWatch): PictureTime =>
  useSyncExternalStore(pictures.subscribe, pictures.picture);
