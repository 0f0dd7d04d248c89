// The markers by time and name: press to go there, name and delete in place, and take a deletion back.
import { MapPin, Pencil, Scan, Trash2, Undo2 } from 'lucide-react';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import type { Marker } from '#contract/footage.ts';
import { Button, classNames, IconButton, Key, useBeforeGone, VisuallyHidden } from '../../../ui/index.ts';
import styles from './MarkerChips.module.css';
import { focusTimeline } from './Timeline.tsx';
import { clockTime, markerTimes } from './timeline-time.ts';
import type { Markers } from './use-markers.ts';

export function MarkerChips({ markers }: { readonly markers: Markers }) {
  const { list, rangeStart, deleted } = markers;
  return (
    <div className={styles['line']}>
      {list.length === 0 && rangeStart === null && deleted === null ? (
        <p className={styles['none']}>
          No markers yet. <Key>M</Key> marks this moment; <Key>I</Key> and <Key>O</Key> mark a range.
        </p>
      ) : null}
      {list.length === 0 ? null : (
        <ul className={styles['chips']} aria-label="Markers">
          {list.map((marker) => (
            <li key={marker.id}>
              {markers.naming === marker.id ? (
                <NamedChip marker={marker} markers={markers} />
              ) : (
                <MarkerChip marker={marker} markers={markers} />
              )}
            </li>
          ))}
        </ul>
      )}
      {rangeStart === null ? null : (
        <span className={styles['begun']}>
          {`Range from ${clockTime(rangeStart)}: `}
          <Key>O</Key> ends it, <Key>Esc</Key> forgets it
        </span>
      )}
      {deleted === null ? null : (
        <span className={styles['deleted']}>
          {`Deleted ${markerTimes(deleted)} ${deleted.label}`.trimEnd()}
          <Button size="small" variant="quiet" icon={Undo2} shortcut="U" onPress={markers.undoRemove}>
            Bring back
          </Button>
        </span>
      )}
    </div>
  );
}

interface ChipProps {
  readonly marker: Marker;
  readonly markers: Markers;
}

function MarkerChip({ marker, markers }: ChipProps) {
  const isCurrent = markers.current === marker.id;
  const remove = (): void => {
    markers.remove(marker);
    focusTimeline();
  };
  const Icon = marker.endSeconds === null ? MapPin : Scan;
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Delete') remove();
    else if (event.key === 'F2') markers.startNaming(marker.id);
    else return;
    event.preventDefault();
  };
  const name = `${markerTimes(marker)} ${marker.label === '' ? 'no name yet' : marker.label}`;
  return (
    // Keys on the chip's own buttons: Delete and F2 work wherever in the chip the focus is.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <span className={classNames(styles['chip'], isCurrent && styles['current'])} onKeyDown={onKeyDown}>
      <AriaButton className={styles['jump'] ?? ''} onPress={() => markers.jumpTo(marker)}>
        <Icon size={14} aria-hidden />
        <VisuallyHidden>Go to </VisuallyHidden>
        <span>{markerTimes(marker)}</span>{' '}
        {marker.label === '' ? (
          <span className={styles['unnamed']}>No name</span>
        ) : (
          <span className={styles['label']}>{marker.label}</span>
        )}
      </AriaButton>
      {isCurrent ? (
        <>
          <IconButton
            icon={Pencil}
            size="small"
            label={`Rename ${name}`}
            shortcut="F2"
            onPress={() => markers.startNaming(marker.id)}
          />
          <IconButton icon={Trash2} size="small" label={`Delete ${name}`} shortcut="Delete" onPress={remove} />
        </>
      ) : null}
    </span>
  );
}

/** The chip while its name is typed: Enter keeps it, Escape leaves it as it was. */
function NamedChip({ marker, markers }: ChipProps) {
  const [label, setLabel] = useState(marker.label);
  const input = useRef<HTMLInputElement>(null);
  const done = useRef(false);
  useEffect(() => input.current?.focus(), []);
  const finish = (text: string | null): void => {
    if (done.current) return;
    done.current = true;
    markers.finishNaming(marker, text);
  };
  // A key that leads to another screen takes the field away without its being left.
  useBeforeGone(() => {
    if (label !== marker.label) finish(label);
  });
  return (
    <span className={classNames(styles['chip'], styles['current'], styles['naming'])}>
      <span className={styles['time']}>{markerTimes(marker)}</span>
      <input
        ref={input}
        className={styles['input']}
        aria-label={`Name of the marker at ${markerTimes(marker)}`}
        placeholder="What happens here?"
        maxLength={200}
        value={label}
        onChange={(event) => setLabel(event.target.value)}
        onBlur={() => finish(label)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' && event.key !== 'Escape') return;
          finish(event.key === 'Enter' ? label : null);
          event.preventDefault();
          event.stopPropagation();
          focusTimeline();
        }}
      />
    </span>
  );
}
