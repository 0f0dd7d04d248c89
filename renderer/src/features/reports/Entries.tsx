// People and items of property: each a line that opens in place, added with one press and removed with an undo.
import { ChevronDown, ChevronUp, Package, Trash2, Undo2, UserPlus } from 'lucide-react';
import { memo, useCallback, useMemo, useState } from 'react';
import { personFields, propertyFields } from '#contract/crime-report.ts';
import type { FieldValues, ReportEntry } from '#contract/reports.ts';
import { useNow } from '../../format/use-now.ts';
import { Button, focusTarget, IconButton, Notice } from '../../ui/index.ts';
import type { EntryList } from './draft-content.ts';
import { entryWords } from './entry-words.ts';
import styles from './Entries.module.css';
import { SectionForm } from './SectionForm.tsx';
import { fieldElementId, useOpenReport, useSession } from './session-context.tsx';

interface NewEntry {
  readonly label: string;
  readonly values: FieldValues;
}

const kinds = {
  people: {
    fields: personFields,
    icon: UserPlus,
    firstField: 'family-name',
    additions: [
      { label: 'Victim', values: { role: 'victim' } },
      { label: 'Witness', values: { role: 'witness' } },
      { label: 'Suspect', values: { role: 'suspect' } },
      { label: 'Reporting person', values: { role: 'reporting' } },
    ],
  },
  property: {
    fields: propertyFields,
    icon: Package,
    firstField: 'description',
    additions: [
      { label: 'Stolen item', values: { status: 'stolen' } },
      { label: 'Damaged item', values: { status: 'damaged' } },
      { label: 'Recovered item', values: { status: 'recovered' } },
    ],
  },
} as const;

interface EntryProps {
  readonly list: EntryList;
  readonly entry: ReportEntry;
  readonly isOpen: boolean;
  /** For ages. */
  readonly now: string;
  readonly onToggle: (entryId: string, isOpen: boolean) => void;
  readonly onRemove: (entryId: string) => void;
}

const Entry = memo(function Entry({ list, entry, isOpen, now, onToggle, onRemove }: EntryProps) {
  const words = entryWords(list, entry.values, now);
  const formId = `entry-${entry.id}`;
  // The same object for the same entry, so that a field is not drawn again for a new one.
  const scope = useMemo(() => ({ list, entryId: entry.id }), [list, entry.id]);
  return (
    <li className={styles['entry']} data-open={isOpen}>
      <div className={styles['head']}>
        <button
          type="button"
          className={styles['cover']}
          aria-expanded={isOpen}
          aria-controls={formId}
          onClick={() => onToggle(entry.id, !isOpen)}
        >
          {words.initials === '' ? null : (
            <span className={styles['avatar']} aria-hidden>
              {words.initials}
            </span>
          )}
          <span className={styles['words']}>
            <span>
              <strong>{words.name}</strong>
              {words.facts.map((fact) => (
                <span key={fact}> · {fact}</span>
              ))}
            </span>
            {words.cautions.length === 0 ? null : (
              <span className={styles['cautions']}>{words.cautions.join(' · ')}</span>
            )}
          </span>
          {isOpen ? <ChevronUp size={18} aria-hidden /> : <ChevronDown size={18} aria-hidden />}
        </button>
        <IconButton icon={Trash2} label={`Remove ${words.name}`} onPress={() => onRemove(entry.id)} />
      </div>
      {isOpen ? (
        <div id={formId} className={styles['form']}>
          <SectionForm fields={kinds[list].fields} scope={scope} />
        </div>
      ) : null}
    </li>
  );
});

interface Removed {
  readonly entry: ReportEntry;
  readonly index: number;
}

export function Entries({ list }: { readonly list: EntryList }) {
  const { session, openEntryId, setOpenEntry } = useOpenReport();
  const entries = useSession(({ content }) => content[list]);
  const [removed, setRemoved] = useState<Removed | null>(null);
  const now = new Date(useNow(3_600_000)).toISOString();
  const { icon, firstField, additions } = kinds[list];

  const toggle = useCallback(
    (entryId: string, isOpen: boolean) => setOpenEntry(isOpen ? entryId : null),
    [setOpenEntry],
  );
  const add = ({ values }: NewEntry): void => {
    const id = crypto.randomUUID();
    session.addEntry(list, { id, values: { ...values } });
    setOpenEntry(id);
    requestAnimationFrame(() => focusTarget(fieldElementId(firstField, id)));
  };
  const remove = useCallback(
    (entryId: string): void => {
      const before = session.snapshot().content[list];
      const index = before.findIndex((entry) => entry.id === entryId);
      const entry = before[index];
      if (entry === undefined) return;
      session.removeEntry(list, entryId);
      setRemoved({ entry, index });
      requestAnimationFrame(() => focusTarget('undo-removal'));
    },
    [session, list],
  );
  const undo = (): void => {
    if (removed === null) return;
    session.addEntry(list, removed.entry, removed.index);
    setOpenEntry(removed.entry.id);
    setRemoved(null);
  };

  return (
    <div className={styles['entries']}>
      {entries.length === 0 ? null : (
        <ul
          className={styles['list']}
          aria-label={list === 'people' ? 'People in this report' : 'Property in this report'}
        >
          {entries.map((entry) => (
            <Entry
              key={entry.id}
              list={list}
              entry={entry}
              isOpen={entry.id === openEntryId}
              now={now}
              onToggle={toggle}
              onRemove={remove}
            />
          ))}
        </ul>
      )}
      {removed === null ? null : (
        <Notice
          live
          title={`Removed: ${entryWords(list, removed.entry.values, now).name}`}
          action={
            <Button id="undo-removal" size="small" icon={Undo2} onPress={undo}>
              Undo
            </Button>
          }
        />
      )}
      <div className={styles['add']}>
        <span className={styles['addLabel']}>Add</span>
        {additions.map((addition) => (
          <Button
            key={addition.label}
            size="small"
            icon={icon}
            aria-label={`Add: ${addition.label.toLowerCase()}`}
            onPress={() => add(addition)}
          >
            {addition.label}
          </Button>
        ))}
      </div>
    </div>
  );
}
