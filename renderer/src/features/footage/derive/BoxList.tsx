// The boxes of a redaction: what they are called, how they cover, when, and following what lies in them.
import { Crosshair, Plus, Square, Trash2 } from 'lucide-react';
import { boxEffect, type RecipeBox } from '#contract/recipe.ts';
import { Button, classNames, IconButton, Notice, Select, TextField, useShortcut } from '../../../ui/index.ts';
import styles from './DerivePanel.module.css';
import { withBox, withNewBox, withoutBox } from './derive-state.ts';
import { focusBox } from './BoxOverlay.tsx';
import type { Player } from '../player/player.ts';
import { TimeField } from './TimeField.tsx';
import { markerTimes, clockTime } from '../player/timeline-time.ts';
import type { Derive } from './use-derive.ts';

const effects = [
  { id: 'blur', label: 'Blur' },
  { id: 'pixelate', label: 'Mosaic' },
  { id: 'black', label: 'Black' },
] as const;

const group = 'Clip and redaction';

interface BoxListProps {
  readonly derive: Derive;
  readonly player: Player;
}

export function BoxList({ derive, player }: BoxListProps) {
  const { draft, selected, change, select, here } = derive;
  const add = (): void => {
    const added = withNewBox(draft, here().startSeconds);
    change(() => added.draft);
    select(added.id);
    focusBox(added.id);
  };
  const current = draft.boxes.find((box) => box.id === selected) ?? null;
  useShortcut('B', add, { label: 'Cover something', group });
  useShortcut('T', () => current !== null && derive.track(current), {
    label: 'Follow what lies in the box',
    group,
    when: current !== null,
  });
  return (
    <section className={styles['part']} aria-label="Covered">
      <header className={styles['partHeader']}>
        <h3>Covered</h3>
        <Button size="small" icon={Plus} shortcut="B" onPress={add}>
          Add a box
        </Button>
      </header>
      {draft.boxes.length === 0 ? (
        <p className={styles['explain']}>Go to the picture in which it is first seen, and add a box there.</p>
      ) : null}
      {draft.boxes.map((box) => (
        <BoxRow key={box.id} box={box} isOpen={box.id === selected} derive={derive} player={player} />
      ))}
    </section>
  );
}

interface BoxRowProps extends BoxListProps {
  readonly box: RecipeBox;
  readonly isOpen: boolean;
}

function BoxRow({ box, isOpen, derive, player }: BoxRowProps) {
  const { change, select, tracking, lost } = derive;
  const alter = (more: Partial<RecipeBox>): void =>
    change((before) => withBox(before, box.id, (one) => ({ ...one, ...more })));
  const isLost = lost?.boxId === box.id ? lost : null;
  return (
    <div className={classNames(styles['item'], isOpen && styles['open'])}>
      <div className={styles['itemHeader']}>
        <button
          type="button"
          className={styles['name']}
          aria-expanded={isOpen}
          onClick={() => select(isOpen ? null : box.id)}
        >
          <Square size={15} aria-hidden />
          <span>{box.label === '' ? 'Box' : box.label}</span>
          <span className={styles['when']}>{markerTimes(box)}</span>
        </button>
        <IconButton
          icon={Trash2}
          label={`Remove ${box.label}`}
          size="small"
          onPress={() => change((before) => withoutBox(before, box.id))}
        />
      </div>
      {isLost === null ? null : (
        <Notice tone="warn" title={`Lost at ${clockTime(isLost.atSeconds)}`} live>
          The box stays where it was last seen. Move it to the right place, then follow on from there.
        </Notice>
      )}
      {isOpen ? (
        <>
          <div className={styles['times']}>
            <TextField label="Name" value={box.label} maxLength={80} onChange={(label) => alter({ label })} />
            <Select
              label="Cover with"
              value={box.effect}
              options={effects}
              onChange={(effect) => alter({ effect: boxEffect.parse(effect) })}
            />
            <TimeField label="From" seconds={box.startSeconds} onChange={(startSeconds) => alter({ startSeconds })} />
            <TimeField label="To" seconds={box.endSeconds} onChange={(endSeconds) => alter({ endSeconds })} />
          </div>
          {tracking === box.id ? (
            <Button size="small" icon={Crosshair} onPress={derive.stopTracking}>
              Stop following
            </Button>
          ) : (
            <Button size="small" icon={Crosshair} shortcut="T" onPress={() => derive.track(box)}>
              Follow from here
            </Button>
          )}
          <p className={styles['explain']}>{keyWords(box, player.frameRate)}</p>
        </>
      ) : null}
    </div>
  );
}

function keyWords(box: RecipeBox, frameRate: number): string {
  const byHand = box.keys.filter(({ by }) => by === 'officer').length;
  const followed = box.keys.length - byHand;
  const pictures = Math.round((box.endSeconds - box.startSeconds) * frameRate);
  return `Placed ${byHand === 1 ? 'once' : `${byHand} times`} by hand${followed === 0 ? '' : `, ${followed} by following`}; covers about ${pictures} pictures.`;
}
