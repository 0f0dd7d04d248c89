// What an export asks before it begins, and what goes with it.
import { useId } from 'react';
import type { RecordingSummary } from '#contract/footage.ts';
import { DisclosureQuestions, useDisclosureCheck, type DisclosureAnswers } from '../../app/DisclosureQuestions.tsx';
import { formatBytes, formatCount } from '../../format/index.ts';
import { Button, Checkbox, Dialog } from '../../ui/index.ts';
import styles from './ExportDialog.module.css';
import type { ExportAsked } from './use-export.ts';

interface Answers extends DisclosureAnswers {
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
  const { errorOf, check } = useDisclosureCheck(answers);
  const send = (): void => {
    if (!check() || work.state === 'asking') return;
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
        <DisclosureQuestions
          answers={answers}
          errorOf={errorOf}
          example="R v Marsh, Thames Magistrates’ Court, 12 Jan 2027"
          onAnswer={(part) => onAnswer({ ...answers, ...part })}
        />
        <Checkbox
          isSelected={answers.includeNotes}
          onChange={(includeNotes) => onAnswer({ ...answers, includeNotes })}
          detail="Working notes usually stay in the vault."
        >
          Include my notes
        </Checkbox>
        {work.problem}
      </form>
    </Dialog>
  );
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
