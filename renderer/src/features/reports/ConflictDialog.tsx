// Two windows changed the same: shows both, side by side, and keeps whichever the officer chooses, or both.
import { useState } from 'react';
import {
  crimeReportFields,
  personFields,
  propertyFields,
  spokenValue,
  type FieldDefinition,
} from '#contract/crime-report.ts';
import type { FieldValues } from '#contract/reports.ts';
import { Button, Dialog, RadioGroup } from '../../ui/index.ts';
import styles from './ConflictDialog.module.css';
import { entryWords } from './entry-words.ts';
import { canKeepBoth, type Choice, type Clash, type Merge } from './merge-content.ts';
import { useOpenReport } from './session-context.tsx';

const definitions = { people: personFields, property: propertyFields } as const;

const fieldOf = ({ scope, fieldId }: Clash): FieldDefinition | undefined =>
  (scope === null ? crimeReportFields : definitions[scope.list]).find((field) => field.id === fieldId);

const wordsOf = (field: FieldDefinition | undefined, values: FieldValues): string =>
  (field === undefined ? '' : spokenValue(field, values)) || 'Nothing';

function labelOf(clash: Clash, values: FieldValues): string {
  const label = fieldOf(clash)?.label ?? clash.fieldId;
  if (clash.scope === null) return label;
  const { name } = entryWords(clash.scope.list, values, new Date().toISOString());
  return `${label}: ${name}`;
}

const isChoice = (id: string): id is Choice => id === 'mine' || id === 'theirs' || id === 'both';

/** Closing puts the choice off: typing goes on and is kept here, and the save state asks again. */
export function ConflictDialog({ merge, onClose }: { readonly merge: Merge; readonly onClose: () => void }) {
  const { session } = useOpenReport();
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
          const field = fieldOf(clash);
          return (
            <RadioGroup
              key={`${clash.scope?.entryId ?? ''}${clash.fieldId}`}
              label={labelOf(clash, session.values(clash.scope))}
              value={choices[index] ?? null}
              onChange={(id) => {
                if (isChoice(id)) setChoices(choices.with(index, id));
              }}
              options={[
                { id: 'mine', label: 'From this window', detail: wordsOf(field, session.values(clash.scope)) },
                { id: 'theirs', label: 'From the other window', detail: wordsOf(field, clash.theirs) },
                ...(canKeepBoth(clash) && field?.kind === 'long-text'
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
