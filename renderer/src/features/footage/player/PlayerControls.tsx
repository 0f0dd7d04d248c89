// Play, step, speed, sound and full screen; each key that does the same is drawn beside it and can be pressed too.
import {
  Maximize,
  Minimize,
  Pause,
  Play,
  Rewind,
  StepBack,
  StepForward,
  Volume1,
  Volume2,
  VolumeX,
} from 'lucide-react';
import type { ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { classNames, IconButton, Key, Menu, Tooltip } from '../../../ui/index.ts';
import { speedLabel, speeds } from './playback.ts';
import type { Player } from './player.ts';
import styles from './PlayerControls.module.css';
import { clockTime, timecode } from './timeline-time.ts';
import type { FillWindow } from './use-fill-window.ts';
import { useDuration, usePlayback, usePlayhead } from './use-player.ts';
import type { Markers } from './use-markers.ts';

interface PlayerControlsProps {
  readonly player: Player;
  readonly markers: Markers;
  readonly fillWindow: FillWindow;
  /** More buttons, beside the last one. */
  readonly children?: ReactNode;
}

export function PlayerControls({ player, markers, fillWindow, children }: PlayerControlsProps) {
  return (
    <div className={styles['controls']} role="toolbar" aria-label="Player controls">
      <div className={styles['transport']}>
        <IconButton icon={StepBack} label="One frame back" shortcut="," onPress={() => void player.step(-1)} />
        <PlayButton player={player} />
        <IconButton icon={StepForward} label="One frame on" shortcut="." onPress={() => void player.step(1)} />
      </div>
      <Position player={player} />
      <div className={styles['deeds']}>
        <Speed player={player} />
        <span className={classNames(styles['keys'], styles['shuttle'])}>
          <KeyButton
            keys="J"
            label="Rewind, faster with each press"
            onPress={() => player.act({ do: 'shuttle-back' })}
          />
          <KeyButton keys="K" label="Play or stop" onPress={() => player.act({ do: 'toggle' })} />
          <KeyButton
            keys="L"
            label="Play, faster with each press"
            onPress={() => player.act({ do: 'shuttle-forward' })}
          />
          <span className={classNames(styles['word'], styles['wide'])}>speed</span>
        </span>
        <span className={styles['keys']}>
          <KeyButton keys="M" label="Marker here" onPress={markers.addPoint} />
          <span className={styles['word']}>marker</span>
        </span>
        <span className={styles['keys']}>
          <KeyButton keys="I" label="Range begins here" onPress={markers.beginRange} />
          <KeyButton keys="O" label="Range ends here" onPress={markers.endRange} />
          <span className={styles['word']}>range</span>
        </span>
        <Sound player={player} />
        {children}
        <IconButton
          icon={fillWindow.isOn ? Minimize : Maximize}
          label={fillWindow.isOn ? 'Back into the page' : 'Fill the window'}
          shortcut="F"
          size="small"
          onPress={fillWindow.toggle}
        />
      </div>
    </div>
  );
}

function PlayButton({ player }: { readonly player: Player }) {
  const { rate } = usePlayback(player);
  const label = rate === 0 ? 'Play' : 'Stop';
  const Icon = rate === 0 ? Play : Pause;
  return (
    <Tooltip text={label} shortcut="K">
      <AriaButton className={styles['play'] ?? ''} aria-label={label} onPress={() => player.act({ do: 'toggle' })}>
        {rate < 0 ? <Rewind size={19} aria-hidden /> : <Icon size={19} aria-hidden />}
      </AriaButton>
    </Tooltip>
  );
}

/** "00:04:51.08 / 00:18:20" */
function Position({ player }: { readonly player: Player }) {
  const seconds = usePlayhead(player);
  const duration = useDuration(player);
  return (
    <span className={styles['position']}>
      <span className={styles['now']}>{timecode(seconds, player.frameRate)}</span>
      <span className={styles['of']}>{` / ${clockTime(duration)}`}</span>
    </span>
  );
}

function Speed({ player }: { readonly player: Player }) {
  const { rate, speed } = usePlayback(player);
  const shown = speedLabel(rate === 0 ? speed : rate);
  return (
    <Menu
      label="Speed"
      trigger={
        <AriaButton className={styles['speed'] ?? ''} aria-label={`Speed ${shown}`}>
          {shown}
        </AriaButton>
      }
      entries={speeds.map((each) => ({ id: String(each), label: speedLabel(each) }))}
      onAction={(id) => player.act({ do: 'set-speed', speed: Number(id) })}
    />
  );
}

function Sound({ player }: { readonly player: Player }) {
  const { volume, muted } = usePlayback(player);
  const louder = volume > 0.5 ? Volume2 : Volume1;
  return (
    <span className={styles['sound']}>
      <IconButton
        icon={muted ? VolumeX : louder}
        label={muted ? 'Sound on' : 'Sound off'}
        shortcut="V"
        size="small"
        onPress={() => player.act({ do: 'toggle-mute' })}
      />
      <input
        className={styles['volume']}
        type="range"
        min={0}
        max={100}
        step={5}
        value={muted ? 0 : Math.round(volume * 100)}
        aria-label="Volume"
        onChange={(event) => player.act({ do: 'set-volume', volume: Number(event.target.value) / 100 })}
      />
    </span>
  );
}

function KeyButton(props: { readonly keys: string; readonly label: string; readonly onPress: () => void }) {
  return (
    <Tooltip text={props.label} shortcut={props.keys}>
      <AriaButton className={styles['key'] ?? ''} aria-label={props.label} onPress={() => props.onPress()}>
        <Key>{props.keys}</Key>
      </AriaButton>
    </Tooltip>
  );
}
