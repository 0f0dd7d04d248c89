// What can be done with the chosen recordings; and, once it is done, what it was and the way to take it back.
import { PencilLine, Undo2, Users, X } from 'lucide-react';
import { useState } from 'react';
import type { Category, RecordingSummary } from '#contract/footage.ts';
import type { BulkOutcome } from '#contract/tagging.ts';
import { formatCount } from '../../../format/index.ts';
import { kerbdesk, value } from '../../../ipc/kerbdesk.ts';
import { showProblem } from '../../../ipc/problem.ts';
import { Button, IconButton, Notice, useShortcut } from '../../../ui/index.ts';
import { displayTitle } from '../footage-words.ts';
import type { ListSelection } from '../list/use-list-selection.ts';
import type { ChosenTools } from '../recording-tools.ts';
import styles from './BulkBar.module.css';
import { BulkDialog } from './BulkDialog.tsx';
import { changeByTemplate, useTemplateKeys, useTemplates } from './templates.ts';
import { useBulkEdit } from './use-bulk-edit.ts';

export interface BulkBarProps {
  readonly selection: ListSelection;
  /** The recording that the keyboard is on. */
  readonly active: RecordingSummary | null;
  readonly categories: readonly Category[];
  readonly tools: ChosenTools;
}

const group = 'Several at once';

export function BulkBar({ selection, active, categories, tools }: BulkBarProps) {
  const [isEditing, setEditing] = useState(false);
  const { outcome, apply, undo, dismiss } = useBulkEdit();
  const templates = useTemplates();
  const count = selection.list.length;
  const some = count > 0;

  const addCompanions = async (): Promise<void> => {
    if (active === null) return;
    const companions = await value(kerbdesk.matching.companions({ recordingId: active.id }));
    selection.add([active, ...companions.map(({ recording }) => recording)]);
  };
  const edit: typeof apply = async (recordings, change) => {
    const done = await apply(recordings, change);
    if (done) selection.clear();
    return done;
  };
  useShortcut('E', () => setEditing(true), { when: some, label: 'Describe what is chosen', group });
  useShortcut(
    'G',
    () => void addCompanions().catch((error: unknown) => showProblem(error, 'They could not be chosen')),
    { when: active !== null, label: 'Choose what was recorded together with this', group },
  );
  useShortcut('U', () => void undo(), { when: !some && outcome !== null, label: 'Take the last change back', group });
  useTemplateKeys(templates, some, (template) => void edit(selection.list, changeByTemplate(template)), group);

  if (!some)
    return outcome === null ? null : <Outcome outcome={outcome} onUndo={() => void undo()} onDismiss={dismiss} />;
  return (
    <section className={styles['bar']} aria-label="Chosen recordings" data-keep-clear>
      <IconButton icon={X} label="Choose none" shortcut="Escape" size="small" onPress={selection.clear} />
      <output className={styles['count']}>{`${formatCount(count, 'recording')} chosen`}</output>
      {active === null ? null : (
        <Button size="small" variant="quiet" icon={Users} shortcut="G" onPress={() => void addCompanions()}>
          Add those made together
        </Button>
      )}
      {tools(
        selection.list.map(({ id }) => id),
        selection.clear,
      )}
      <Button variant="primary" icon={PencilLine} shortcut="E" onPress={() => setEditing(true)}>
        {count === 1 ? 'Describe it' : `Describe ${count} at once`}
      </Button>
      {isEditing ? (
        <BulkDialog
          recordings={selection.list}
          categories={categories}
          templates={templates}
          onClose={() => setEditing(false)}
          onApply={(change) => {
            setEditing(false);
            void edit(selection.list, change);
          }}
        />
      ) : null}
    </section>
  );
}

interface OutcomeProps {
  readonly outcome: BulkOutcome & { readonly undone: boolean };
  readonly onUndo: () => void;
  readonly onDismiss: () => void;
}

function Outcome({ outcome: { changed, conflicts, undone }, onUndo, onDismiss }: OutcomeProps) {
  const words = undone
    ? `${formatCount(changed.length, 'recording')} put back as before`
    : `${formatCount(changed.length, 'recording')} changed`;
  return (
    <Notice
      live
      tone={conflicts.length > 0 ? 'warn' : 'ok'}
      title={words}
      action={
        <>
          {undone || changed.length === 0 ? null : (
            <Button size="small" icon={Undo2} shortcut="U" onPress={onUndo}>
              Take it back
            </Button>
          )}
          <Button size="small" variant="quiet" icon={X} onPress={onDismiss}>
            Put away
          </Button>
        </>
      }
    >
      {conflicts.length === 0
        ? undefined
        : `${conflicts.length === 1 ? 'One was' : `${conflicts.length} were`} changed elsewhere meanwhile and left as ${
            conflicts.length === 1 ? 'it is' : 'they are'
          }: ${conflicts.map(displayTitle).join(', ')}.`}
    </Notice>
  );
}
