// Age, gender and both ethnicities of the person, as scrutiny of the power asks for them.
import { officerDefinedEthnicity, selfDefinedEthnicity } from '#contract/crime-report/choices.ts';
import { RadioGroup, Select, TextField } from '../../../ui/index.ts';
import styles from '../Identify.module.css';
import { genderWords } from '../identify-words.ts';

interface Answers {
  readonly years: string;
  readonly how: 'given' | 'estimated' | null;
  readonly gender: keyof typeof genderWords | null;
  readonly selfDefinedEthnicity: string | null;
  readonly officerDefinedEthnicity: string | null;
}
type Field = keyof Answers;

export const personFieldIds: Readonly<Record<Field, string>> = {
  years: 'person-years',
  how: 'person-how',
  gender: 'person-gender',
  selfDefinedEthnicity: 'person-self-defined',
  officerDefinedEthnicity: 'person-officer-defined',
};

const oldest = 120;
const isAge = (years: string): boolean => /^\d{1,3}$/u.test(years.trim()) && Number(years) <= oldest;

export class TypedPerson {
  readonly answers: Answers;

  constructor(answers: Answers) {
    this.answers = answers;
  }

  with(part: Partial<Answers>): TypedPerson {
    return new TypedPerson({ ...this.answers, ...part });
  }

  /** To be checked against the contract. */
  person(): unknown {
    const { years, how, ...rest } = this.answers;
    return { ...rest, age: { years: isAge(years) ? Number(years) : null, how } };
  }

  gaps(): readonly { readonly field: Field; readonly words: string }[] {
    const { years, how, gender, selfDefinedEthnicity: self, officerDefinedEthnicity: officer } = this.answers;
    return [
      ...(isAge(years) ? [] : [{ field: 'years' as const, words: 'Enter the age in years' }]),
      ...(how === null ? [{ field: 'how' as const, words: 'Select whether the age was given or estimated' }] : []),
      ...(gender === null ? [{ field: 'gender' as const, words: 'Select the gender' }] : []),
      ...(self === null
        ? [{ field: 'selfDefinedEthnicity' as const, words: 'Select the ethnicity as the person defines it' }]
        : []),
      ...(officer === null
        ? [{ field: 'officerDefinedEthnicity' as const, words: 'Select the ethnicity as you see it' }]
        : []),
    ];
  }
}

export const emptyPerson = new TypedPerson({
  years: '',
  how: null,
  gender: null,
  selfDefinedEthnicity: null,
  officerDefinedEthnicity: null,
});

const hows = [
  { id: 'given', label: 'As given' },
  { id: 'estimated', label: 'Estimated' },
] as const;
const genders = Object.entries(genderWords).map(([id, label]) => ({ id, label }));
const isGender = (id: string): id is keyof typeof genderWords => id in genderWords;
const withDetail = ({ id, label, detail }: { id: string; label: string; detail?: string | undefined }) => ({
  id,
  label: detail === undefined ? label : `${label} · ${detail}`,
});

interface PersonFieldsProps {
  readonly typed: TypedPerson;
  readonly onChange: (typed: TypedPerson) => void;
  readonly errorAt: (targetId: string) => string | undefined;
}

export function PersonFields({ typed, onChange, errorAt }: PersonFieldsProps) {
  const { answers } = typed;
  return (
    <div className={styles['fields']}>
      <div className={styles['two']}>
        <TextField
          id={personFieldIds.years}
          label="Age"
          aside="years"
          inputMode="numeric"
          value={answers.years}
          maxLength={3}
          onChange={(years) => onChange(typed.with({ years }))}
          error={errorAt(personFieldIds.years)}
        />
        <RadioGroup
          id={personFieldIds.how}
          label="The age is"
          value={answers.how}
          options={hows}
          inARow
          onChange={(id) => onChange(typed.with({ how: id === 'given' ? id : 'estimated' }))}
          error={errorAt(personFieldIds.how)}
        />
      </div>
      <RadioGroup
        id={personFieldIds.gender}
        label="Gender"
        value={answers.gender}
        options={genders}
        inARow
        onChange={(id) => onChange(typed.with({ gender: isGender(id) ? id : null }))}
        error={errorAt(personFieldIds.gender)}
      />
      <div className={styles['two']}>
        <Select
          id={personFieldIds.selfDefinedEthnicity}
          label="Ethnicity, as the person defines it"
          value={answers.selfDefinedEthnicity}
          options={selfDefinedEthnicity.map(withDetail)}
          onChange={(chosen) => onChange(typed.with({ selfDefinedEthnicity: chosen }))}
          error={errorAt(personFieldIds.selfDefinedEthnicity)}
        />
        <Select
          id={personFieldIds.officerDefinedEthnicity}
          label="Ethnicity, as you see it"
          value={answers.officerDefinedEthnicity}
          options={officerDefinedEthnicity.map(withDetail)}
          onChange={(chosen) => onChange(typed.with({ officerDefinedEthnicity: chosen }))}
          error={errorAt(personFieldIds.officerDefinedEthnicity)}
        />
      </div>
    </div>
  );
}
