// One group of the review: its recordings, ticked or not, and what can be done with the ticked ones.
import { PauseCircle, Trash2, Undo2 } from 'lucide-react';
import { useState } from 'react';
import type { RecordingId } from '#contract/ids.ts';
import type { RetentionReview, ReviewItem } from '#contract/retention.ts';
import { routeHref } from '../../app/route.ts';
import { formatBytes, formatCount, formatDateTime } from '../../format/index.ts';
import { Button, Card, Checkbox, VisuallyHidden } from '../../ui/index.ts';
import { DeleteDialog } from './DeleteDialog.tsx';
import { PlaceHoldDialog } from './HoldDialog.tsx';
import styles from './Retention.module.css';
import { groupWords, keptWords, whenWords } from './review-words.ts';
import { useHaveBack } from './use-retention-deeds.ts';

type Group = RetentionReview['groups'][number];

export function ReviewGroupCard({ group, now }: { readonly group: Group; readonly now: number }) {
  const [picked, setPicked] = useState<ReadonlySet<RecordingId>>(new Set());
  // What went meanwhile is not ticked any more.
  const ids = group.items.map(({ id }) => id).filter((id) => picked.has(id));
  const isKept = group.group === 'kept';
  const pick = (id: RecordingId, isPicked: boolean): void => {
    const next = new Set(ids);
    if (isPicked) next.add(id);
    else next.delete(id);
    setPicked(next);
  };
  const { title, text } = groupWords[group.group];
  const all = ids.length === group.items.length;
  return (
    <Card title={title} aside={`${formatCount(group.total, 'recording')} · ${formatBytes(group.bytes)}`} flush>
      <div className={styles['groupHead']}>
        <p className={styles['groupText']}>{text}</p>
        {isKept ? null : (
          <div className={styles['deeds']}>
            <Button
              size="small"
              variant="quiet"
              onPress={() => setPicked(new Set(all ? [] : group.items.map(({ id }) => id)))}
            >
              {all ? 'Tick none' : 'Tick all'}
            </Button>
            <GroupDeeds group={group.group} ids={ids} onDone={() => setPicked(new Set())} />
          </div>
        )}
      </div>
      <ul>
        {group.items.map((item) => (
          <li key={item.id} className={styles['item']}>
            {isKept ? (
              <span />
            ) : (
              <Checkbox isSelected={picked.has(item.id)} onChange={(isPicked) => pick(item.id, isPicked)}>
                <VisuallyHidden>{item.title}</VisuallyHidden>
              </Checkbox>
            )}
            <span>
              <a href={routeHref({ screen: 'recording', id: item.id })}>{item.title}</a>
              <span className={styles['detail']}>{factsOf(item)}</span>
            </span>
            <span className={styles['when']}>{whenWords(item, now)}</span>
          </li>
        ))}
      </ul>
      {group.total > group.items.length ? (
        <p className={styles['groupHead']}>{`and ${group.total - group.items.length} more, which fall due later`}</p>
      ) : null}
    </Card>
  );
}

const factsOf = ({ categoryLabel, startedAt, bytes, fileCount, reason, kept }: ReviewItem): string =>
  [
    ...kept.map(({ kind, what }) => keptWords[kind](what)),
    reason,
    categoryLabel ?? 'No category',
    startedAt === null ? null : formatDateTime(startedAt),
    formatBytes(bytes),
    fileCount === 1 ? null : formatCount(fileCount, 'file'),
  ]
    .filter((fact) => fact !== null)
    .join(' · ');

interface GroupDeedsProps {
  readonly group: Group['group'];
  readonly ids: readonly RecordingId[];
  readonly onDone: () => void;
}

function GroupDeeds({ group, ids, onDone }: GroupDeedsProps) {
  const [open, setOpen] = useState<'hold' | 'delete' | null>(null);
  const haveBack = useHaveBack();
  const close = (): void => {
    setOpen(null);
    onDone();
  };
  const none = ids.length === 0;
  if (group === 'marked') {
    return (
      <Button
        size="small"
        icon={Undo2}
        isDisabled={none}
        isPending={haveBack.isPending}
        onPress={() => haveBack.mutate(ids, { onSuccess: onDone })}
      >
        Have back
      </Button>
    );
  }
  return (
    <>
      <Button size="small" icon={PauseCircle} isDisabled={none} onPress={() => setOpen('hold')}>
        Keep on hold
      </Button>
      <Button size="small" icon={Trash2} isDisabled={none} onPress={() => setOpen('delete')}>
        Delete
      </Button>
      {open === 'hold' ? <PlaceHoldDialog ids={ids} onClose={close} /> : null}
      {open === 'delete' ? <DeleteDialog ids={ids} onClose={close} /> : null}
    </>
  );
}
