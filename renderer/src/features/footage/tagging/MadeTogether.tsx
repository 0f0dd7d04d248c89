// Recordings that were made together with this one, how they hang together, and one key to describe them all alike.
import { useQuery } from '@tanstack/react-query';
import { Undo2, Users } from 'lucide-react';
import { useId, useState } from 'react';
import type { Recording } from '#contract/footage.ts';
import type { Companion } from '#contract/matching.ts';
import { routeHref } from '../../../app/route.ts';
import { formatCount } from '../../../format/index.ts';
import { queries } from '../../../ipc/queries.ts';
import { Button, useShortcut } from '../../../ui/index.ts';
import { displayTitle } from '../footage-words.ts';
import type { Fields } from '../about/recording-draft.ts';
import type { RecordingSaver } from '../about/recording-saver.ts';
import { useSaverSnapshot } from '../about/use-recording-saver.ts';
import styles from './MadeTogether.module.css';
import { useBulkEdit } from './use-bulk-edit.ts';

const mostShown = 3;

/** What has a description of its own is left alone. */
function fitting(companions: readonly Companion[], { categoryId, reference }: Fields): Companion[] {
  return companions.filter(
    ({ recording: other }) =>
      (other.categoryId === null || other.categoryId === categoryId) &&
      (other.reference === '' || other.reference === reference.trim()) &&
      !(other.categoryId === categoryId && other.reference === reference.trim()),
  );
}

interface MadeTogetherProps {
  readonly recording: Recording;
  readonly saver: RecordingSaver;
}

export function MadeTogether({ recording, saver }: MadeTogetherProps) {
  const titleId = useId();
  const { data: companions = [] } = useQuery(queries.companions(recording.id));
  const { draft } = useSaverSnapshot(saver);
  const { outcome, apply, undo } = useBulkEdit();
  const [isOpen, setOpen] = useState(false);
  const { shown } = draft;
  const open = fitting(companions, shown);
  const canApply = open.length > 0 && (shown.categoryId !== null || shown.reference !== '');

  const describeAll = async (): Promise<void> => {
    await saver.flush();
    const { categoryId, reference, title, tags } = saver.snapshot().draft.shown;
    await apply(
      open.map(({ recording: { id, revision } }) => ({ id, revision })),
      {
        ...(categoryId === null ? {} : { categoryId }),
        ...(reference === '' ? {} : { reference }),
        ...(title === '' ? {} : { titlePattern: title }),
        ...(tags.length === 0 ? {} : { addTags: [...tags] }),
      },
    );
  };
  useShortcut(['G', 'Alt+G'], () => void describeAll(), {
    when: canApply,
    label: 'Describe those made together alike',
    group: 'Tagging',
  });
  if (companions.length === 0) return null;
  const listed = isOpen ? companions : companions.slice(0, mostShown);
  return (
    <section className={styles['panel']} aria-labelledby={titleId}>
      <h3 id={titleId} className={styles['title']}>
        <Users size={15} aria-hidden />
        {`Made together with ${companions.length === 1 ? 'one other' : `${companions.length} others`}`}
      </h3>
      <ul className={styles['list']}>
        {listed.map(({ recording: other, reason }) => (
          <li key={other.id}>
            <a href={routeHref({ screen: 'recording', id: other.id })}>{displayTitle(other)}</a>
            <span className={styles['reason']}>{reason}</span>
          </li>
        ))}
      </ul>
      <div className={styles['deeds']}>
        {canApply ? (
          <Button size="small" shortcut="Alt+G" onPress={() => void describeAll()}>
            {`Describe ${open.length === 1 ? 'it' : `the ${open.length}`} alike`}
          </Button>
        ) : null}
        {listed.length < companions.length ? (
          <Button size="small" variant="quiet" onPress={() => setOpen(true)}>
            {`Show all ${companions.length}`}
          </Button>
        ) : null}
        {outcome === null ? null : (
          <>
            <output className={styles['reason']}>
              {`${formatCount(outcome.changed.length, 'recording')} ${outcome.undone ? 'put back' : 'described alike'}`}
              {outcome.conflicts.length === 0 ? '' : `; ${outcome.conflicts.length} changed elsewhere, left alone`}
            </output>
            {outcome.undone || outcome.changed.length === 0 ? null : (
              <Button size="small" variant="quiet" icon={Undo2} onPress={() => void undo()}>
                Take it back
              </Button>
            )}
          </>
        )}
      </div>
    </section>
  );
}
