// Before rows leave the vault: what for and to whom. Afterwards: where they are, and what they lack.
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReportId } from '#contract/ids.ts';
import type { SavedRows } from '#contract/stats19.ts';
import { DisclosureProblem, NotSavedYet } from '../../../app/DisclosureProblem.tsx';
import { DisclosureQuestions, useDisclosureCheck, type DisclosureAnswers } from '../../../app/DisclosureQuestions.tsx';
import { formatCount } from '../../../format/index.ts';
import { kerbdesk, value } from '../../../ipc/kerbdesk.ts';
import { Button, Dialog, Notice } from '../../../ui/index.ts';
import styles from './Rows.module.css';

interface HandOutRowsProps {
  readonly id: ReportId;
  /** Saves what is typed; false where some of it could not be saved. Left out for a report that is not being written. */
  readonly onBefore?: (() => Promise<boolean>) | undefined;
  readonly onClose: () => void;
}

export function HandOutRows({ id, onBefore, onClose }: HandOutRowsProps) {
  const [answers, setAnswers] = useState<DisclosureAnswers>({ purpose: '', disclosedTo: '' });
  const { errorOf, check } = useDisclosureCheck(answers);
  const [saved, setSaved] = useState<SavedRows | null>(null);
  const { mutate, isPending, error } = useMutation({
    async mutationFn() {
      // What is handed out is what is on the disk: the last words typed go there first.
      if (onBefore !== undefined && !(await onBefore())) throw new NotSavedYet();
      return await value(kerbdesk.stats19.save({ id, ...answers }));
    },
    onSuccess: (answer) => {
      if (answer !== null) setSaved(answer);
    },
  });
  if (saved !== null) return <Saved saved={saved} onClose={onClose} />;
  const send = (): void => {
    if (check() && !isPending) mutate();
  };
  return (
    <Dialog
      title="Save the STATS19 rows"
      isOpen
      isDismissable={false}
      onClose={onClose}
      actions={
        <>
          <Button variant="primary" isPending={isPending} onPress={send}>
            Choose a folder and save
          </Button>
          <Button variant="quiet" onPress={onClose}>
            Not now
          </Button>
        </>
      }
    >
      <form
        className={styles['form']}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <Notice tone="warn" title="They leave the vault, and are not encrypted there">
          Rows hold no names, but place, time, ages and codes can point to a person.
        </Notice>
        <DisclosureQuestions
          answers={answers}
          errorOf={errorOf}
          example="monthly return of collisions"
          onAnswer={(part) => setAnswers({ ...answers, ...part })}
        />
        {error === null ? null : <DisclosureProblem error={error} title="No rows were saved" />}
      </form>
    </Dialog>
  );
}

function Saved({ saved, onClose }: { readonly saved: SavedRows; readonly onClose: () => void }) {
  return (
    <Dialog
      title="STATS19 rows saved"
      isOpen
      onClose={onClose}
      actions={
        <Button variant="primary" onPress={onClose}>
          Done
        </Button>
      }
    >
      <div className={styles['form']}>
        <Notice tone="ok" title={`${formatCount(saved.files.length, 'file')}, read back and equal`} live>
          The audit trail says what went out, to whom and why.
        </Notice>
        <div>
          <p className={styles['path']}>{saved.folder}</p>
          <ul className={styles['findings']}>
            {saved.files.map((name) => (
              <li key={name}>{name}</li>
            ))}
          </ul>
        </div>
        {saved.lacking.length === 0 ? null : (
          <Notice tone="warn" title="The rows lack something">
            <ul className={styles['findings']}>
              {saved.lacking.map((sentence) => (
                <li key={sentence}>{sentence}</li>
              ))}
            </ul>
          </Notice>
        )}
      </div>
    </Dialog>
  );
}
