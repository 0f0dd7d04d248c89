// What is asked of everything that leaves the vault: what for, and who gets it. Both go into the audit trail.
import { TextField, useCheckedAnswers, type CheckedAnswers } from '../ui/index.ts';

export interface DisclosureAnswers {
  readonly purpose: string;
  readonly disclosedTo: string;
}

const fields = { purpose: 'disclosure-purpose', disclosedTo: 'disclosure-to' } as const;
type Asked = keyof typeof fields;

export function useDisclosureCheck({ purpose, disclosedTo }: DisclosureAnswers): CheckedAnswers<Asked> {
  return useCheckedAnswers<Asked>(fields, {
    ...(purpose.trim() === '' ? { purpose: 'Say what it is for.' } : {}),
    ...(disclosedTo.trim() === '' ? { disclosedTo: 'Say who gets it.' } : {}),
  });
}

interface DisclosureQuestionsProps {
  readonly answers: DisclosureAnswers;
  readonly errorOf: CheckedAnswers<Asked>['errorOf'];
  /** What an answer looks like: "file for the CPS, R v Marsh". */
  readonly example: string;
  readonly onAnswer: (part: Partial<DisclosureAnswers>) => void;
}

/** Typing begins there at once: what for, to whom, Enter. */
const firstField = { autoFocus: true } as const;

export function DisclosureQuestions({ answers, errorOf, example, onAnswer }: DisclosureQuestionsProps) {
  return (
    <>
      <TextField
        id={fields.purpose}
        label="What is it for?"
        {...firstField}
        hint={`For example: ${example}`}
        value={answers.purpose}
        onChange={(purpose) => onAnswer({ purpose })}
        error={errorOf('purpose')}
        maxLength={300}
      />
      <TextField
        id={fields.disclosedTo}
        label="Who gets it?"
        hint="A name or an organisation. The audit trail keeps it."
        value={answers.disclosedTo}
        onChange={(disclosedTo) => onAnswer({ disclosedTo })}
        error={errorOf('disclosedTo')}
        maxLength={200}
      />
      {/* Two fields and no button of its own: without one, Enter in a field would send nothing. */}
      <button type="submit" hidden tabIndex={-1} aria-hidden />
    </>
  );
}
