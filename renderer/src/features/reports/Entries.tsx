// The entries of a list: each a line that opens in place, added with one press and removed with an undo.
import {
  CarFront,
  ChevronDown,
  ChevronUp,
  HeartPulse,
  Package,
  Scale,
  Trash2,
  Undo2,
  UserPlus,
  type LucideIcon,
} from 'lucide-react';
import { memo, useCallback, useMemo, useState } from 'react';
import { textOf, type EntryAddition, type EntryListDefinition, type EntryLists } from '#contract/forms.ts';
import { emptyReportContent, type EntryListId, type ReportEntry } from '#contract/reports.ts';
import { PropertyExhibit } from '../../app/report-exhibits.ts';
import { useNow } from '../../format/use-now.ts';
import { Button, focusTarget, IconButton, Notice } from '../../ui/index.ts';
import styles from './Entries.module.css';
import { SectionForm } from './SectionForm.tsx';
import { fieldElementId, useOpenReport, useSession } from './session-context.tsx';
import { TakeStatement } from './statement/TakeStatement.tsx';

const icons: Readonly<Record<EntryListId, LucideIcon>> = {
  people: UserPlus,
  property: Package,
  vehicles: CarFront,
  casualties: HeartPulse,
  offences: Scale,
};

const mayGiveStatement = ({ statementFrom }: EntryListDefinition, { values }: ReportEntry): boolean =>
  statementFrom?.oneOf.includes(textOf(values[statementFrom.field])) ?? false;

const mayBeExhibit = ({ exhibitWhen }: EntryListDefinition, { values }: ReportEntry): boolean =>
  exhibitWhen?.oneOf.includes(textOf(values[exhibitWhen.field])) ?? false;

function AsExhibit({ entryId }: { readonly entryId: string }) {
  const { id, session } = useOpenReport();
  return <PropertyExhibit reportId={id} entryId={entryId} onBefore={() => session.flush()} />;
}

interface EntryProps {
  readonly list: EntryListDefinition;
  readonly index: number;
  readonly entry: ReportEntry;
  readonly isOpen: boolean;
  /** For ages. */
  readonly now: string;
  /** The entries that this one may refer to. */
  readonly report: EntryLists;
  readonly onToggle: (entryId: string, isOpen: boolean) => void;
  readonly onRemove: (entryId: string) => void;
}

const Entry = memo(function Entry({ list, index, entry, isOpen, now, report, onToggle, onRemove }: EntryProps) {
  const words = list.wordsOf(entry.values, now, index, report);
  const formId = `entry-${entry.id}`;
  // The same object for the same entry, so that a field is not drawn again for a new one.
  const scope = useMemo(() => ({ list: list.id, entryId: entry.id }), [list.id, entry.id]);
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
          <SectionForm fields={list.fields} scope={scope} />
          {mayGiveStatement(list, entry) ? <TakeStatement scope={scope} /> : null}
          {mayBeExhibit(list, entry) ? <AsExhibit entryId={entry.id} /> : null}
        </div>
      ) : null}
    </li>
  );
});

interface Removed {
  readonly entry: ReportEntry;
  readonly index: number;
}

export function Entries({ list }: { readonly list: EntryListDefinition }) {
  const { session, openEntryId, setOpenEntry } = useOpenReport();
  const entries = useSession(({ content }) => content[list.id]);
  // Of the other lists only the vehicles are referred to; typing elsewhere draws no entry anew.
  const vehicles = useSession(({ content }) => content.vehicles);
  const report = useMemo(() => ({ ...emptyReportContent, vehicles }), [vehicles]);
  const [removed, setRemoved] = useState<Removed | null>(null);
  const now = new Date(useNow(3_600_000)).toISOString();

  const toggle = useCallback(
    (entryId: string, isOpen: boolean) => setOpenEntry(isOpen ? entryId : null),
    [setOpenEntry],
  );
  const add = ({ values }: EntryAddition): void => {
    const id = crypto.randomUUID();
    session.addEntry(list.id, { id, values: { ...values } });
    setOpenEntry(id);
    requestAnimationFrame(() => focusTarget(fieldElementId(list.firstField, id)));
  };
  const remove = useCallback(
    (entryId: string): void => {
      const before = session.snapshot().content[list.id];
      const index = before.findIndex((entry) => entry.id === entryId);
      const entry = before[index];
      if (entry === undefined) return;
      session.removeEntry(list.id, entryId);
      setRemoved({ entry, index });
      requestAnimationFrame(() => focusTarget('undo-removal'));
    },
    [session, list.id],
  );
  const undo = (): void => {
    if (removed === null) return;
    session.addEntry(list.id, removed.entry, removed.index);
    setOpenEntry(removed.entry.id);
    setRemoved(null);
  };

  return (
    <div className={styles['entries']}>
      {entries.length === 0 ? null : (
        <ul className={styles['list']} aria-label={list.label}>
          {entries.map((entry, index) => (
            <Entry
              key={entry.id}
              list={list}
              index={index}
              entry={entry}
              isOpen={entry.id === openEntryId}
              now={now}
              report={report}
              onToggle={toggle}
              onRemove={remove}
            />
          ))}
        </ul>
      )}
      {removed === null ? null : (
        <Notice
          live
          title={`Removed: ${list.wordsOf(removed.entry.values, now, removed.index, report).name}`}
          action={
            <Button id="undo-removal" size="small" icon={Undo2} onPress={undo}>
              Undo
            </Button>
          }
        />
      )}
      <div className={styles['add']}>
        <span className={styles['addLabel']}>Add</span>
        {list.additions.map((addition) => (
          <Button
            key={addition.label}
            size="small"
            icon={icons[list.id]}
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
