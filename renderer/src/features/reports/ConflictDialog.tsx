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
import { canKeepBoth, clashValues, type Choice, type Clash, type Merge } from './merge-content.ts';
import { useOpenReport } from './session-context.tsx';

const definitions = { people: personFields, property: propertyFields } as const;

const fieldOf = ({ scope, fieldId }: Clash): FieldDefinition | undefined =>
  (scope === null ? crimeReportFields : definitions[scope.list]).find((field) => field.id === fieldId);

const wordsOf = (field: FieldDefinition | undefined, values: FieldValues): string =>
  (field === undefined ? '' : spokenValue(field, values)) || 'Nothing';

function labelOf(merge: Merge, clash: Clash): string {
  const label = fieldOf(clash)?.label ?? clash.fieldId;
  if (clash.scope === null) return label;
  const { name } = entryWords(clash.scope.list, clashValues(merge, clash), new Date().toISOString());
  return `${label}: ${name}`;
}

const isChoice = (id: string): id is Choice => id === 'mine' || id === 'theirs' || id === 'both';

export function ConflictDialog({ merge }: { readonly merge: Merge }) {
  const { session } = useOpenReport();
  const [choices, setChoices] = useState<readonly (Choice | null)[]>(() => merge.clashes.map(() => null));
  const chosen = choices.filter((choice): choice is Choice => choice !== null);
  return (
    <Dialog
      title="This report was also changed in another window"
      size="wide"
      isOpen
      isDismissable={false}
      onClose={() => undefined}
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
              label={labelOf(merge, clash)}
              value={choices[index] ?? null}
              onChange={(id) => {
                if (isChoice(id)) setChoices(choices.with(index, id));
              }}
              options={[
                { id: 'mine', label: 'From this window', detail: wordsOf(field, clash.mine) },
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
