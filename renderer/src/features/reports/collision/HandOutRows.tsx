// Before rows leave the vault: what for and to whom. Afterwards: where they are, and what they lack.
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReportId } from '#contract/ids.ts';
import type { SavedRows } from '#contract/stats19.ts';
import { formatCount } from '../../../format/index.ts';
import { kerbdesk, value } from '../../../ipc/kerbdesk.ts';
import { describeProblem } from '../../../ipc/problem.ts';
import { Button, Dialog, Notice, TextField } from '../../../ui/index.ts';
import styles from './Rows.module.css';

class NotSavedYet extends Error {
  override readonly name = 'NotSavedYet';
}

const firstField = { autoFocus: true } as const;

interface HandOutRowsProps {
  readonly id: ReportId;
  /** Saves what is typed; false where some of it could not be saved. Left out for a report that is not being written. */
  readonly onBefore?: (() => Promise<boolean>) | undefined;
  readonly onClose: () => void;
}

function Problem({ error }: { readonly error: Error }) {
  const title = 'No rows were saved';
  const problem =
    error instanceof NotSavedYet
      ? {
          title,
          text: 'Some of what you typed is not saved yet, so it would be missing. It is kept on the screen: wait until it says “Saved on this laptop”, then try again.',
        }
      : describeProblem(error, title);
  return (
    <Notice tone="bad" title={problem.title} live>
      {problem.text}
    </Notice>
  );
}

export function HandOutRows({ id, onBefore, onClose }: HandOutRowsProps) {
  const [purpose, setPurpose] = useState('');
  const [disclosedTo, setDisclosedTo] = useState('');
  const [wasSent, setSent] = useState(false);
  const [saved, setSaved] = useState<SavedRows | null>(null);
  const { mutate, isPending, error } = useMutation({
    async mutationFn() {
      // What is handed out is what is on the disk: the last words typed go there first.
      if (onBefore !== undefined && !(await onBefore())) throw new NotSavedYet();
      return await value(kerbdesk.stats19.save({ id, purpose, disclosedTo }));
    },
    onSuccess: (answer) => {
      if (answer !== null) setSaved(answer);
    },
  });
  if (saved !== null) return <Saved saved={saved} onClose={onClose} />;
  const lacksPurpose = purpose.trim() === '';
  const lacksRecipient = disclosedTo.trim() === '';
  const send = (): void => {
    setSent(true);
    if (!isPending && !lacksPurpose && !lacksRecipient) mutate();
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
        <TextField
          label="What is it for?"
          {...firstField}
          hint="For example: monthly return of collisions"
          value={purpose}
          onChange={setPurpose}
          error={wasSent && lacksPurpose ? 'Say what it is for.' : undefined}
          maxLength={300}
        />
        <TextField
          label="Who gets it?"
          hint="A name or an organisation, such as the collision unit. The audit trail keeps it."
          value={disclosedTo}
          onChange={setDisclosedTo}
          error={wasSent && lacksRecipient ? 'Say who gets it.' : undefined}
          maxLength={200}
        />
        {error === null ? null : <Problem error={error} />}
        {/* Two fields and no button of its own: without one, Enter in a field would send nothing. */}
        <button type="submit" hidden tabIndex={-1} aria-hidden />
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
