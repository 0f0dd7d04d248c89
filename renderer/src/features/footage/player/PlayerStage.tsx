// The picture itself, streamed from the vault, with the date, time and camera of the frame on screen.
import { AudioLines, FileX2 } from 'lucide-react';
import { useLayoutEffect, useRef, type ReactNode } from 'react';
import type { Recording } from '#contract/footage.ts';
import { partAt } from '#contract/playlist.ts';
import { formatDateTimeWithSeconds } from '../../../format/index.ts';
import { classNames } from '../../../ui/index.ts';
import { holeWords, clockWords, startSourceWords } from '../footage-words.ts';
import type { Player } from './player.ts';
import styles from './PlayerStage.module.css';
import { useHole, useParts, usePlayhead } from './use-player.ts';

interface PlayerStageProps {
  readonly recording: Recording;
  readonly player: Player;
  /** A press on the picture; plays or stops it unless said. */
  readonly onPress?: () => void;
  /** Laid over the picture. */
  readonly children?: ReactNode;
}

export function PlayerStage({ recording, player, onPress, children }: PlayerStageProps) {
  const press = onPress ?? (() => player.act({ do: 'toggle' }));
  const hole = useHole(player);
  const parts = useParts(player);
  const soundOnly = recording.media.videoCodec === null && recording.media.playability !== 'not-examined';
  const isSplit = recording.segments.length > 1;
  return (
    <div className={styles['stage']}>
      {/* Keyed: a recording that turns out to have more files gets its second element, and the player both anew. */}
      <Pictures key={String(isSplit)} recording={recording} player={player} isSplit={isSplit} onPress={press} />
      {soundOnly ? (
        <div className={styles['message']}>
          <AudioLines size={30} strokeWidth={1.6} aria-hidden />
          <p>Sound only: this recording has no picture</p>
        </div>
      ) : null}
      {hole === null ? null : (
        <output className={classNames(styles['message'], styles['hole'])}>
          <FileX2 size={30} strokeWidth={1.6} aria-hidden />
          <span>{holeWords(hole, parts)}</span>
        </output>
      )}
      <FrameStamp recording={recording} player={player} />
      {children}
    </div>
  );
}

/** The second element opens the next file of a recording that the camera split, while the first still plays. */
function Pictures(props: PlayerStageProps & { readonly isSplit: boolean; readonly onPress: () => void }) {
  const { recording, player, isSplit, onPress } = props;
  const pictures = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => player.attach([...(pictures.current?.querySelectorAll('video') ?? [])]), [player]);
  return (
    <div ref={pictures} className={styles['pictures']}>
      {(isSplit ? ['first', 'second'] : ['first']).map((video) => (
        // The keyboard and the button below do the same; a click on the picture is only the nearest way.
        // oxlint-disable-next-line jsx-a11y/media-has-caption, jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions
        <video
          key={video}
          className={styles['video']}
          preload="auto"
          playsInline
          disablePictureInPicture
          disableRemotePlayback
          aria-label={`Recording from ${recording.cameraName}`}
          onClick={onPress}
        />
      ))}
    </div>
  );
}

/** "22 Nov 2026 14:03:22 · X60-118842": when this very frame was recorded, and by which camera. */
function FrameStamp({ recording, player }: Pick<PlayerStageProps, 'recording' | 'player'>) {
  const seconds = usePlayhead(player);
  const { startSource, cameraName, cameraSerial, clock } = recording;
  const recorded = recordedAt(recording, player, seconds);
  const words = [
    recorded === null ? null : formatDateTimeWithSeconds(recorded),
    cameraSerial ?? cameraName,
    startSourceWords[startSource],
    clockWords(clock),
  ].filter((word) => word !== null);
  return <div className={styles['stamp']}>{words.join(' · ')}</div>;
}

/** By the clock of the file that is on screen: a camera may lose seconds between two files. */
function recordedAt(recording: Recording, player: Player, seconds: number): number | null {
  const parts = player.parts();
  const part = parts[partAt(parts, seconds)];
  const own = part?.file?.startedAt ?? null;
  const [start, since] = own === null ? [recording.startedAt, seconds] : [own, seconds - (part?.startSeconds ?? 0)];
  return start === null ? null : Date.parse(start) + Math.floor(since + 1e-6) * 1000;
}
