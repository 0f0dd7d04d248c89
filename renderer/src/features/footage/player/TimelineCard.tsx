// Everything below the picture: controls, filmstrip with markers, and the markers by name. Its shortcuts work on the whole screen.
import { Camera } from 'lucide-react';
import type { Recording } from '#contract/footage.ts';
import { IconButton, useShortcut, VisuallyHidden } from '../../../ui/index.ts';
import { BesideButton } from './BesideButton.tsx';
import { SnapshotNews } from './SnapshotNews.tsx';
import { MarkerChips } from './MarkerChips.tsx';
import type { Player } from './player.ts';
import { PlayerControls } from './PlayerControls.tsx';
import { Timeline } from './Timeline.tsx';
import styles from './TimelineCard.module.css';
import type { Beside } from './use-beside.ts';
import { useDuration } from './use-player.ts';
import type { FillWindow } from './use-fill-window.ts';
import type { Markers } from './use-markers.ts';
import { useSnapshots } from './use-snapshot.ts';
import { usePictures } from './use-pictures.ts';

interface TimelineCardProps {
  readonly recording: Recording;
  readonly player: Player;
  readonly markers: Markers;
  readonly fillWindow: FillWindow;
  /** Null while something else has the screen. */
  readonly beside: Beside | null;
}

const group = 'Player';

function usePlayerShortcuts(player: Player, markers: Markers, fillWindow: FillWindow): void {
  useShortcut(['K', 'Space'], () => player.act({ do: 'toggle' }), { label: 'Play or stop', group });
  useShortcut('L', () => player.act({ do: 'shuttle-forward' }), { label: 'Play, then faster', group });
  useShortcut('J', () => player.act({ do: 'shuttle-back' }), { label: 'Rewind, then faster', group });
  useShortcut(',', () => void player.step(-1), { label: 'One frame back', group });
  useShortcut('.', () => void player.step(1), { label: 'One frame on', group });
  useShortcut('<', () => player.act({ do: 'slower' }), { label: 'Slower', group });
  useShortcut('>', () => player.act({ do: 'faster' }), { label: 'Faster', group });
  useShortcut('M', markers.addPoint, { label: 'Marker here', group });
  useShortcut('I', markers.beginRange, { label: 'Range begins here', group });
  useShortcut('O', markers.endRange, { label: 'Range ends here', group });
  useShortcut('[', () => markers.edges.jump(-1), { label: 'Marker before', group });
  useShortcut(']', () => markers.edges.jump(1), { label: 'Next marker', group });
  useShortcut('{', () => markers.edges.nudge(-1), { label: 'Marker a frame back', group });
  useShortcut('}', () => markers.edges.nudge(1), { label: 'Marker a frame on', group });
  useShortcut('R', markers.edges.toggleLoop, { label: 'Repeat the range, or stop repeating', group });
  useShortcut('Escape', markers.forgetRange, { label: 'Forget the range', group, when: markers.rangeStart !== null });
  useShortcut('U', markers.undoRemove, { label: 'Bring the marker back', group, when: markers.deleted !== null });
  useShortcut('V', () => player.act({ do: 'toggle-mute' }), { label: 'Sound on or off', group });
  useShortcut('F', fillWindow.toggle, { label: 'Fill the window', group });
  const escapeLeaves = fillWindow.isOn && markers.rangeStart === null;
  useShortcut('Escape', fillWindow.toggle, { label: 'Back into the page', group, when: escapeLeaves });
}

export function TimelineCard({ recording, player, markers, fillWindow, beside }: TimelineCardProps) {
  const pictures = usePictures(recording, player, useDuration(player));
  const snapshots = useSnapshots(recording, player);
  useShortcut('S', () => snapshots.take('png'), { label: 'Take a snapshot', group });
  useShortcut('Shift+S', () => snapshots.take('jpeg'), { label: 'Take a snapshot as a smaller JPEG', group });
  usePlayerShortcuts(player, markers, fillWindow);
  return (
    <section className={styles['card']} aria-label="Player">
      <PlayerControls player={player} markers={markers} fillWindow={fillWindow}>
        <IconButton
          icon={Camera}
          size="small"
          label="Take a snapshot"
          shortcut="S"
          isDisabled={snapshots.isTaking}
          onPress={() => snapshots.take('png')}
        />
        {beside === null ? null : <BesideButton beside={beside} />}
      </PlayerControls>
      <Timeline
        player={player}
        markers={markers}
        pictures={pictures}
        hasSound={recording.media.audioCodec !== null || recording.media.playability === 'not-examined'}
      />
      <SnapshotNews snapshots={snapshots} />
      <MarkerChips markers={markers} />
      <VisuallyHidden>
        <output>{markers.news}</output>
      </VisuallyHidden>
    </section>
  );
}
