// Puts the description of an exhibit right; the audit trail keeps the former one.
import { useMutation } from '@tanstack/react-query';
import { useState, type SyntheticEvent } from 'react';
import type { Exhibit } from '#contract/exhibits.ts';
import { mostCharacters } from '#contract/exhibits/mention.ts';
import { kerbdesk, value } from '../../ipc/kerbdesk.ts';
import { showProblem } from '../../ipc/problem.ts';
import { Button, Dialog, TextField } from '../../ui/index.ts';
import styles from './Exhibits.module.css';
import { firstField } from './first-field.ts';
import { ThingFields } from './ThingFields.tsx';

interface DescribeExhibitDialogProps {
  readonly exhibit: Exhibit;
  readonly onClose: () => void;
}

export function DescribeExhibitDialog({ exhibit, onClose }: DescribeExhibitDialogProps) {
  const isThing = exhibit.recordingId === null;
  const { description, foundWhere, foundWhen } = exhibit;
  const [facts, setFacts] = useState({ description, foundWhere, foundWhen });
  const missing = facts.description.trim() === '';
  const save = useMutation({
    mutationFn: () =>
      value(
        kerbdesk.exhibits.describe({
          id: exhibit.id,
          description: facts.description.trim(),
          ...(isThing ? { foundWhere: facts.foundWhere.trim(), foundWhen: facts.foundWhen.trim() } : {}),
        }),
      ),
    onSuccess: onClose,
    onError: (error) => showProblem(error, 'The description was not changed'),
  });
  const send = (): void => {
    if (!missing && !save.isPending) save.mutate();
  };
  return (
    <Dialog
      title={isThing ? `What is ${exhibit.label}?` : `What does ${exhibit.label} show?`}
      isOpen
      onClose={onClose}
      isDismissable={false}
      actions={
        <Button variant="primary" isPending={save.isPending} onPress={send}>
          Save
        </Button>
      }
    >
      <form
        className={styles['form']}
        noValidate
        onSubmit={(event: SyntheticEvent) => {
          event.preventDefault();
          send();
        }}
      >
        {isThing ? (
          <>
            <ThingFields facts={facts} isMissing={missing} onChange={setFacts} />
            <p className={styles['detail']}>The label stays as it is. The continuity keeps the former words.</p>
            <button type="submit" hidden tabIndex={-1} aria-hidden />
          </>
        ) : (
          <TextField
            label="Description"
            hint="The label stays as it is. The audit trail keeps the former description."
            value={facts.description}
            maxLength={mostCharacters.description}
            {...firstField}
            spellCheck
            onChange={(text) => setFacts({ ...facts, description: text })}
            error={missing ? 'Say in a few words what it shows.' : undefined}
          />
        )}
      </form>
    </Dialog>
  );
}
