// Below the timeline while something is prepared: the stretch, and a line for each box and for what is muted.
import type { ReactNode } from 'react';
import type { DraftKind } from '#contract/recipe.ts';
import { classNames } from '../../../ui/index.ts';
import styles from './DeriveTracks.module.css';
import type { Player } from '../player/player.ts';
import { fractionAt, justInside } from '../player/timeline-time.ts';
import type { Derive } from './use-derive.ts';
import { useDuration } from '../player/use-player.ts';

interface DeriveTracksProps {
  readonly derive: Derive;
  readonly player: Player;
  readonly kind: DraftKind;
}

export function DeriveTracks({ derive, player, kind }: DeriveTracksProps) {
  const duration = useDuration(player);
  const { draft, selected } = derive;
  const bar = (one: {
    readonly startSeconds: number;
    readonly endSeconds: number;
  }): { left: string; width: string } => {
    const left = fractionAt(one.startSeconds, duration);
    return { left: `${left * 100}%`, width: `${Math.max(0.003, fractionAt(one.endSeconds, duration) - left) * 100}%` };
  };
  return (
    <section className={styles['tracks']} aria-label="What is being made">
      <Track name={kind === 'clip' ? 'Clip' : 'Stretch'}>
        <span className={classNames(styles['bar'], styles['stretch'])} style={bar(draft)} />
      </Track>
      {draft.boxes.map((box) => (
        <Track key={box.id} name={box.label}>
          <button
            type="button"
            tabIndex={-1}
            aria-label={`Work on ${box.label}`}
            className={classNames(styles['bar'], styles['covered'], box.id === selected && styles['selected'])}
            style={bar(box)}
            onClick={() => {
              derive.select(box.id);
              player.seek(justInside(box.startSeconds));
            }}
          />
          {box.keys
            .filter(({ by }) => by === 'officer')
            .map(({ atSeconds }) => (
              <span
                key={atSeconds}
                className={styles['key']}
                style={{ left: `${fractionAt(atSeconds, duration) * 100}%` }}
              />
            ))}
        </Track>
      ))}
      {draft.mutes.length === 0 ? null : (
        <Track name="Muted">
          {draft.mutes.map((mute) => (
            <span key={mute.id} className={classNames(styles['bar'], styles['muted'])} style={bar(mute)} />
          ))}
        </Track>
      )}
    </section>
  );
}

function Track({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className={styles['track']}>
      <span className={styles['name']}>{name}</span>
      <div className={styles['line']}>{children}</div>
    </div>
  );
}
