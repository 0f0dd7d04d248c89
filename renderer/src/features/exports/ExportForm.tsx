// What an export asks before it begins: what for, and who gets it. Both go into the audit trail.
import { useId, useState } from 'react';
import type { RecordingSummary } from '#contract/footage.ts';
import { formatBytes, formatCount } from '../../format/index.ts';
import { Button, Checkbox, Dialog, TextField } from '../../ui/index.ts';
import styles from './ExportDialog.module.css';
import type { ExportAsked } from './use-export.ts';

interface Answers {
  readonly purpose: string;
  readonly disclosedTo: string;
  readonly includeNotes: boolean;
}
export const noAnswers: Answers = { purpose: '', disclosedTo: '', includeNotes: false };

interface ExportFormProps {
  readonly recordings: readonly RecordingSummary[];
  readonly answers: Answers;
  readonly onAnswer: (answers: Answers) => void;
  readonly work: ExportAsked;
  readonly onClose: () => void;
}

export function ExportForm({ recordings, answers, onAnswer, work, onClose }: ExportFormProps) {
  const formId = useId();
  const [wasSent, setSent] = useState(false);
  const errors = wasSent ? errorsOf(answers) : {};
  const send = (): void => {
    setSent(true);
    if (work.state === 'asking' || Object.keys(errorsOf(answers)).length > 0) return;
    work.start({ ...answers, recordingIds: recordings.map(({ id }) => id) });
  };
  return (
    <Dialog
      title={
        recordings.length === 1 ? 'Export this recording' : `Export ${formatCount(recordings.length, 'recording')}`
      }
      isOpen
      onClose={onClose}
      isDismissable={false}
      actions={
        <>
          <Button variant="primary" isPending={work.state === 'asking'} onPress={send}>
            Choose where and export
          </Button>
          <Button variant="quiet" onPress={onClose}>
            Not now
          </Button>
        </>
      }
    >
      <form
        id={formId}
        className={styles['form']}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <p className={styles['what']}>{whatGoes(recordings)}</p>
        <TextField
          label="What is it for?"
          hint="For example: R v Marsh, Thames Magistrates’ Court, 12 Jan 2027"
          value={answers.purpose}
          onChange={(purpose) => onAnswer({ ...answers, purpose })}
          error={errors.purpose}
          maxLength={300}
        />
        <TextField
          label="Who gets it?"
          hint="A name or an organisation. The audit trail keeps it."
          value={answers.disclosedTo}
          onChange={(disclosedTo) => onAnswer({ ...answers, disclosedTo })}
          error={errors.disclosedTo}
          maxLength={200}
        />
        <Checkbox
          isSelected={answers.includeNotes}
          onChange={(includeNotes) => onAnswer({ ...answers, includeNotes })}
          detail="Working notes usually stay in the vault."
        >
          Include my notes
        </Checkbox>
        {work.problem}
        {/* Two fields and no button of its own: without one, Enter in a field would send nothing. */}
        <button type="submit" hidden tabIndex={-1} aria-hidden />
      </form>
    </Dialog>
  );
}

function errorsOf({ purpose, disclosedTo }: Answers): { purpose?: string; disclosedTo?: string } {
  return {
    ...(purpose.trim() === '' ? { purpose: 'Say what the export is for.' } : {}),
    ...(disclosedTo.trim() === '' ? { disclosedTo: 'Say who gets it.' } : {}),
  };
}

/** Honest about what comes along: a redaction goes without its original, a split recording with all its files. */
function whatGoes(recordings: readonly RecordingSummary[]): string {
  const files = recordings.reduce((sum, { segmentCount }) => sum + segmentCount, 0);
  const sideFiles = recordings.reduce((sum, { sideFileCount }) => sum + sideFileCount, 0);
  const bytes = recordings.reduce((sum, one) => sum + one.bytes, 0);
  const size = files === recordings.length ? `, ${formatBytes(bytes)}` : '';
  const derived = recordings.some(({ parentId }) => parentId !== null);
  return [
    `${formatCount(files, 'file')}${size}${sideFiles === 0 ? '' : `, ${formatCount(sideFiles, 'side file')}`}, with custody, audit trail and a page to look at them.`,
    ...(derived ? ['What a clip or redaction was made from does not go with it.'] : []),
    'It leaves the vault unencrypted: put it only where it may be.',
  ].join(' ');
}
