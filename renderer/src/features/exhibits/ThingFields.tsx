// What a thing on the exhibit list is, and where and when it was found.
import { mostCharacters, type ExhibitFacts } from '#contract/exhibits/mention.ts';
import { TextField } from '../../ui/index.ts';
import styles from './Exhibits.module.css';
import { factLabels } from './exhibit-words.ts';
import { firstField } from './first-field.ts';

interface ThingFieldsProps {
  readonly facts: ExhibitFacts;
  readonly isMissing: boolean;
  readonly onChange: (facts: ExhibitFacts) => void;
}

export function ThingFields({ facts, isMissing, onChange }: ThingFieldsProps) {
  return (
    <>
      <TextField
        label="What is it?"
        hint="As it will stand on the exhibit list"
        value={facts.description}
        maxLength={mostCharacters.description}
        {...firstField}
        spellCheck
        onChange={(description) => onChange({ ...facts, description })}
        error={isMissing ? 'Say in a few words what it is.' : undefined}
      />
      <div className={styles['mark']}>
        <TextField
          label={factLabels.foundWhere}
          value={facts.foundWhere}
          maxLength={mostCharacters.foundWhere}
          spellCheck
          onChange={(foundWhere) => onChange({ ...facts, foundWhere })}
        />
        <TextField
          label={factLabels.foundWhen}
          placeholder="22 Nov 2026, 14:05"
          value={facts.foundWhen}
          maxLength={mostCharacters.foundWhen}
          onChange={(foundWhen) => onChange({ ...facts, foundWhen })}
        />
      </div>
    </>
  );
}
