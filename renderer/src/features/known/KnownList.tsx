// The list beside the detail: arrows move, Enter opens.
import { TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox';
import type { KnownSummary } from '#contract/known.ts';
import type { EntityId } from '#contract/ids.ts';
import { navigate } from '../../app/route.ts';
import { formatCount } from '../../format/index.ts';
import { Badge, VisuallyHidden } from '../../ui/index.ts';
import styles from './Known.module.css';
import { kindWords, listDetail } from './known-words.ts';

interface KnownListProps {
  readonly known: readonly KnownSummary[];
  readonly chosen: EntityId | null;
  readonly more: ReactNode;
}

export function KnownList({ known, chosen, more }: KnownListProps) {
  const shown = [...new Map(known.map((one) => [one.id, one])).values()];
  return (
    <div className={styles['listBox']}>
      <ListBox
        aria-label="People and places"
        className={styles['list'] ?? ''}
        items={shown}
        dependencies={[chosen]}
        selectionMode="single"
        selectionBehavior="toggle"
        disallowEmptySelection
        selectedKeys={chosen === null ? [] : [chosen]}
        onSelectionChange={(keys) => {
          const [key] = keys === 'all' ? [] : [...keys];
          const one = shown.find(({ id }) => id === key);
          if (one !== undefined) navigate({ screen: 'known', id: one.id });
        }}
      >
        {(one) => {
          const { icon: Icon, one: kind } = kindWords[one.kind];
          return (
            <ListBoxItem id={one.id} textValue={one.name} className={styles['item'] ?? ''}>
              <span className={styles['kind']}>
                <Icon size={17} aria-hidden />
                <VisuallyHidden>{`${kind}: `}</VisuallyHidden>
              </span>
              <span className={styles['words']}>
                <span className={styles['name']}>{one.name}</span>
                <span className={styles['small']}>{listDetail(one)}</span>
              </span>
              <span className={styles['counts']}>
                {one.differs ? (
                  <Badge tone="warn" icon={TriangleAlert}>
                    Differs
                  </Badge>
                ) : null}
                {one.mentionCount > 1 ? (
                  <span className={styles['small']}>{formatCount(one.mentionCount, 'mention')}</span>
                ) : null}
              </span>
            </ListBoxItem>
          );
        }}
      </ListBox>
      {more}
    </div>
  );
}
