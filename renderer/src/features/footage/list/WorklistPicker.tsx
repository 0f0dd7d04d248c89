// The lists to work through, each with how many are on it: down the side where there is room, behind one button where there is not.
import { CalendarClock, CircleDashed, Copy, Hash, Lock, Tag, Trash2, Video, type LucideIcon } from 'lucide-react';
import { useId } from 'react';
import { Label } from 'react-aria-components/Label';
import { Radio, RadioGroup } from 'react-aria-components/RadioGroup';
import { worklist as worklistSchema, type FootageList, type Worklist } from '#contract/footage.ts';
import { Select, useShortcut, VisuallyHidden } from '../../../ui/index.ts';
import { worklistNames } from '../footage-words.ts';
import styles from './WorklistPicker.module.css';

const icons: Readonly<Record<Worklist, LucideIcon>> = {
  all: Video,
  'needs-tagging': CircleDashed,
  'no-category': Tag,
  'no-reference': Hash,
  'deletion-due': CalendarClock,
  'on-hold': Lock,
  derivatives: Copy,
  deleted: Trash2,
};

interface Group {
  readonly title: string | null;
  readonly lists: readonly Worklist[];
}
const groups: readonly Group[] = [
  { title: null, lists: ['all'] },
  { title: 'To do', lists: ['needs-tagging', 'no-category', 'no-reference', 'deletion-due'] },
  { title: 'Kept apart', lists: ['on-hold', 'derivatives', 'deleted'] },
];
const inOrder: readonly Worklist[] = groups.flatMap(({ lists }) => lists);
/** What somebody should do something about. */
const pressing: ReadonlySet<Worklist> = new Set(['needs-tagging', 'deletion-due']);

export interface WorklistPickerProps {
  readonly value: Worklist;
  readonly counts: FootageList['counts'] | undefined;
  readonly onChange: (worklist: Worklist) => void;
}

export function WorklistPicker({ value, counts, onChange }: WorklistPickerProps) {
  const choose = (id: string): void => onChange(worklistSchema.parse(id));
  const step = (by: 1 | -1): void => {
    const next = inOrder[(inOrder.indexOf(value) + by + inOrder.length) % inOrder.length];
    if (next !== undefined) onChange(next);
  };
  useShortcut('[', () => step(-1), { label: 'The list before', group: 'Footage' });
  useShortcut(']', () => step(1), { label: 'The next list', group: 'Footage' });
  return (
    <>
      <div className={styles['side']}>
        <SideList value={value} counts={counts} choose={choose} />
      </div>
      <div className={styles['compact']}>
        <Select
          label="Which recordings"
          value={value}
          onChange={choose}
          options={inOrder.map((id) => ({
            id,
            label: counts === undefined ? worklistNames[id] : `${worklistNames[id]} · ${counts[id]}`,
          }))}
        />
      </div>
    </>
  );
}

interface SideListProps extends Omit<WorklistPickerProps, 'onChange'> {
  readonly choose: (id: string) => void;
}

function SideList({ value, counts, choose }: SideListProps) {
  const id = useId();
  return (
    <RadioGroup value={value} onChange={choose} className={styles['list'] ?? ''}>
      <VisuallyHidden>
        <Label>Which recordings</Label>
      </VisuallyHidden>
      {groups.map(({ title, lists }) => (
        <div key={lists.join(' ')} className={styles['group']}>
          {title === null ? null : (
            <p id={`${id}${title}`} className={styles['title']}>
              {title}
            </p>
          )}
          {lists.map((list) => (
            <SideEntry key={list} list={list} count={counts?.[list]} />
          ))}
        </div>
      ))}
    </RadioGroup>
  );
}

function SideEntry({ list, count }: { readonly list: Worklist; readonly count: number | undefined }) {
  const Icon = icons[list];
  const isPressing = pressing.has(list) && count !== undefined && count > 0;
  return (
    <Radio value={list} className={styles['entry'] ?? ''}>
      <Icon size={16} aria-hidden />
      <span className={styles['name']}>{worklistNames[list]}</span>
      {count === undefined ? null : <span className={isPressing ? styles['pressing'] : styles['count']}>{count}</span>}
    </Radio>
  );
}
