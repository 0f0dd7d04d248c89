// The second recording: its picture, how it is moved against the first, and whose sound is heard.
import { ChevronLeft, ChevronRight, ChevronsLeft, ChevronsRight, RotateCcw, Volume2, VolumeX, X } from 'lucide-react';
import type { Recording } from '#contract/footage.ts';
import { IconButton, useShortcut } from '../../../ui/index.ts';
import { adjustmentWords, clockOffset } from './beside-offset.ts';
import styles from './BesideStage.module.css';
import { displayTitle } from '../footage-words.ts';
import type { Player } from './player.ts';
import { PlayerStage } from './PlayerStage.tsx';
import { clockTime } from './timeline-time.ts';
import { useInStep } from './use-beside.ts';
import { useDuration, usePlayer, usePlayhead } from './use-player.ts';

interface BesideStageProps {
  readonly recording: Recording;
  readonly player: Player;
  readonly other: Recording;
  readonly onClose: () => void;
}

const group = 'Side by side';

export function BesideStage({ recording, player, other, onClose }: BesideStageProps) {
  const follower = usePlayer(other);
  const inStep = useInStep(player, follower, recording, other);
  const frame = 1 / follower.frameRate;
  useShortcut('Alt+,', () => inStep.adjust(-frame), { label: 'Second recording a frame back', group });
  useShortcut('Alt+.', () => inStep.adjust(frame), { label: 'Second recording a frame on', group });
  useShortcut('H', inStep.toggleHeard, { label: 'Hear the other recording', group });
  const title = displayTitle(other);
  return (
    <section className={styles['beside']} aria-label={`Beside it: ${title}`}>
      <PlayerStage recording={other} player={follower} onPress={() => player.act({ do: 'toggle' })}>
        <OutOfTime player={player} follower={follower} offset={clockOffset(recording, other) + inStep.adjustment} />
      </PlayerStage>
      <div className={styles['bar']} role="toolbar" aria-label="Second recording">
        <span className={styles['title']}>{title}</span>
        <span className={styles['move']}>
          <IconButton
            icon={ChevronsLeft}
            size="small"
            label="Second recording a second back"
            onPress={() => inStep.adjust(-1)}
          />
          <IconButton
            icon={ChevronLeft}
            size="small"
            label="Second recording a frame back"
            shortcut="Alt+,"
            onPress={() => inStep.adjust(-frame)}
          />
          <output className={styles['offset']}>{adjustmentWords(inStep.adjustment)}</output>
          <IconButton
            icon={ChevronRight}
            size="small"
            label="Second recording a frame on"
            shortcut="Alt+."
            onPress={() => inStep.adjust(frame)}
          />
          <IconButton
            icon={ChevronsRight}
            size="small"
            label="Second recording a second on"
            onPress={() => inStep.adjust(1)}
          />
          {inStep.adjustment === 0 ? null : (
            <IconButton icon={RotateCcw} size="small" label="By their clocks again" onPress={inStep.reset} />
          )}
        </span>
        <IconButton
          icon={inStep.isHeard ? Volume2 : VolumeX}
          size="small"
          label={inStep.isHeard ? 'Hear the first recording' : 'Hear this recording'}
          shortcut="H"
          onPress={inStep.toggleHeard}
        />
        <IconButton icon={X} size="small" label="Close the second recording" shortcut="B" onPress={onClose} />
      </div>
    </section>
  );
}

/** Said over the picture where the second camera was not recording. */
function OutOfTime(props: { readonly player: Player; readonly follower: Player; readonly offset: number }) {
  const at = usePlayhead(props.player) + props.offset;
  const duration = useDuration(props.follower);
  if (duration === 0 || (at >= 0 && at <= duration)) return null;
  const words =
    at < 0 ? `This one begins in ${clockTime(Math.ceil(-at))}` : `This one ended ${clockTime(at - duration)} ago`;
  return <output className={styles['out']}>{words}</output>;
}
