// Two windows changed the same: shows both, side by side, and keeps whichever the officer chooses, or both.
import { useState } from 'react';
import { listOf, spokenValue, withEntryChoices, type FieldDefinition } from '#contract/forms.ts';
import type { FieldValues } from '#contract/reports.ts';
import { Button, Dialog, RadioGroup } from '../../ui/index.ts';
import styles from './ConflictDialog.module.css';
import { canKeepBoth, type Choice, type Clash, type Merge } from './merge-content.ts';
import { useOpenReport, type OpenReport } from './session-context.tsx';

const fieldOf = ({ form, session }: OpenReport, { scope, fieldId }: Clash): FieldDefinition | undefined =>
  withEntryChoices(
    form,
    scope === null ? form.fields : listOf(form, scope.list).fields,
    session.snapshot().content,
    new Date().toISOString(),
  ).find((field) => field.id === fieldId);

const wordsOf = (field: FieldDefinition | undefined, values: FieldValues): string =>
  (field === undefined ? '' : spokenValue(field, values)) || 'Nothing';

function labelOf(open: OpenReport, clash: Clash): string {
  const { form, session } = open;
  const label = fieldOf(open, clash)?.label ?? clash.fieldId;
  if (clash.scope === null) return label;
  const { list, entryId } = clash.scope;
  const { content } = session.snapshot();
  const index = content[list].findIndex(({ id }) => id === entryId);
  const { name } = listOf(form, list).wordsOf(session.values(clash.scope), new Date().toISOString(), index, content);
  return `${label}: ${name}`;
}

const isChoice = (id: string): id is Choice => id === 'mine' || id === 'theirs' || id === 'both';

/** Closing puts the choice off: typing goes on and is kept here, and the save state asks again. */
export function ConflictDialog({ merge, onClose }: { readonly merge: Merge; readonly onClose: () => void }) {
  const open = useOpenReport();
  const { session } = open;
  const [choices, setChoices] = useState<readonly (Choice | null)[]>(() => merge.clashes.map(() => null));
  const chosen = choices.filter((choice): choice is Choice => choice !== null);
  return (
    <Dialog
      title="This report was also changed in another window"
      size="wide"
      isOpen
      isDismissable={false}
      onClose={onClose}
      actions={
        <Button
          variant="primary"
          isDisabled={chosen.length < merge.clashes.length}
          onPress={() => session.settleConflict(chosen)}
        >
          Keep these
        </Button>
      }
    >
      <div className={styles['clashes']}>
        <p>Everything else was brought together. For these, both windows have something: choose what stays.</p>
        {merge.clashes.map((clash, index) => {
          const field = fieldOf(open, clash);
          return (
            <RadioGroup
              key={`${clash.scope?.entryId ?? ''}${clash.fieldId}`}
              label={labelOf(open, clash)}
              value={choices[index] ?? null}
              onChange={(id) => {
                if (isChoice(id)) setChoices(choices.with(index, id));
              }}
              options={[
                { id: 'mine', label: 'From this window', detail: wordsOf(field, session.values(clash.scope)) },
                { id: 'theirs', label: 'From the other window', detail: wordsOf(field, clash.theirs) },
                ...(canKeepBoth(clash) && (field?.kind === 'long-text' || field?.kind === 'statement-text')
                  ? [{ id: 'both', label: 'Both, one after the other' }]
                  : []),
              ]}
            />
          );
        })}
      </div>
    </Dialog>
  );
}
