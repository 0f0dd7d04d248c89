// Everything below the picture: controls, filmstrip with markers, and the markers by name. Its shortcuts work on the whole screen.
import type { Recording } from '#contract/footage.ts';
import { useShortcut, VisuallyHidden } from '../../ui/index.ts';
import { MarkerChips } from './MarkerChips.tsx';
import type { Player } from './player.ts';
import { PlayerControls } from './PlayerControls.tsx';
import { Timeline } from './Timeline.tsx';
import styles from './TimelineCard.module.css';
import { useDuration } from './use-player.ts';
import { useFilmstrip } from './use-filmstrip.ts';
import type { Fullscreen } from './use-fullscreen.ts';
import type { Markers } from './use-markers.ts';

interface TimelineCardProps {
  readonly recording: Recording;
  readonly player: Player;
  readonly markers: Markers;
  readonly fullscreen: Fullscreen;
}

const group = 'Player';

function usePlayerShortcuts(player: Player, markers: Markers, toggleFullscreen: () => void): void {
  useShortcut(['K', 'Space'], () => player.act({ do: 'toggle' }), { label: 'Play or stop', group });
  useShortcut('L', () => player.act({ do: 'shuttle-forward' }), { label: 'Play, then faster', group });
  useShortcut('J', () => player.act({ do: 'shuttle-back' }), { label: 'Rewind, then faster', group });
  useShortcut(',', () => player.step(-1), { label: 'One frame back', group });
  useShortcut('.', () => player.step(1), { label: 'One frame on', group });
  useShortcut('<', () => player.act({ do: 'slower' }), { label: 'Slower', group });
  useShortcut('>', () => player.act({ do: 'faster' }), { label: 'Faster', group });
  useShortcut('M', markers.addPoint, { label: 'Marker here', group });
  useShortcut('I', markers.beginRange, { label: 'Range begins here', group });
  useShortcut('O', markers.endRange, { label: 'Range ends here', group });
  useShortcut('Escape', markers.forgetRange, { label: 'Forget the range', group, when: markers.rangeStart !== null });
  useShortcut('U', markers.undoRemove, { label: 'Bring the marker back', group, when: markers.deleted !== null });
  useShortcut('V', () => player.act({ do: 'toggle-mute' }), { label: 'Sound on or off', group });
  useShortcut('F', toggleFullscreen, { label: 'Full screen', group });
}

export function TimelineCard({ recording, player, markers, fullscreen }: TimelineCardProps) {
  const known = useDuration(player);
  const pictures = useFilmstrip(recording, recording.media.durationSeconds ?? known);
  usePlayerShortcuts(player, markers, fullscreen.toggle);
  return (
    <section className={styles['card']} aria-label="Player">
      <PlayerControls player={player} markers={markers} fullscreen={fullscreen} />
      <Timeline player={player} markers={markers} pictures={pictures} />
      <MarkerChips markers={markers} />
      <VisuallyHidden>
        <output>{markers.news}</output>
      </VisuallyHidden>
    </section>
  );
}
