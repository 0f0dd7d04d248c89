// The picture itself, streamed from the vault, with the date, time and camera of the frame on screen.
import { AudioLines } from 'lucide-react';
import { useCallback } from 'react';
import { mediaAddress, type Recording } from '#contract/footage.ts';
import { formatDateTimeWithSeconds } from '../../format/index.ts';
import { startSourceWords } from './footage-words.ts';
import type { Player } from './player.ts';
import styles from './PlayerStage.module.css';
import { usePlayhead } from './use-player.ts';

interface PlayerStageProps {
  readonly recording: Recording;
  readonly player: Player;
}

export function PlayerStage({ recording, player }: PlayerStageProps) {
  const attach = useCallback((video: HTMLVideoElement) => player.attach(video), [player]);
  const soundOnly = recording.media.videoCodec === null && recording.media.playability !== 'not-examined';
  return (
    <div className={styles['stage']}>
      {/* The keyboard and the button below do the same; a click on the picture is only the nearest way. */}
      {/* oxlint-disable-next-line jsx-a11y/media-has-caption, jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions */}
      <video
        ref={attach}
        className={styles['video']}
        src={mediaAddress(recording.id)}
        preload="auto"
        playsInline
        disablePictureInPicture
        disableRemotePlayback
        aria-label={`Recording from ${recording.cameraName}`}
        onClick={() => player.act({ do: 'toggle' })}
      />
      {soundOnly ? (
        <div className={styles['soundOnly']}>
          <AudioLines size={30} strokeWidth={1.6} aria-hidden />
          <p>Sound only: this recording has no picture</p>
        </div>
      ) : null}
      <FrameStamp recording={recording} player={player} />
    </div>
  );
}

/** "22 Nov 2026 14:03:22 · X60-118842": when this very frame was recorded, and by which camera. */
function FrameStamp({ recording, player }: PlayerStageProps) {
  const seconds = Math.floor(usePlayhead(player) + 1e-6);
  const { startedAt, startSource, cameraName, cameraSerial } = recording;
  const words = [
    startedAt === null ? null : formatDateTimeWithSeconds(Date.parse(startedAt) + seconds * 1000),
    cameraSerial ?? cameraName,
    startSourceWords[startSource],
  ].filter((word) => word !== null);
  return <div className={styles['stamp']}>{words.join(' · ')}</div>;
}
