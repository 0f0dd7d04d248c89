// Puts the description of an exhibit right; the audit trail keeps the former one.
import { useMutation } from '@tanstack/react-query';
import { useState, type SyntheticEvent } from 'react';
import type { Exhibit } from '#contract/exhibits.ts';
import { kerbdesk, value } from '../../ipc/kerbdesk.ts';
import { showProblem } from '../../ipc/problem.ts';
import { Button, Dialog, TextField } from '../../ui/index.ts';
import { firstField } from './first-field.ts';

interface DescribeExhibitDialogProps {
  readonly exhibit: Exhibit;
  readonly onClose: () => void;
}

export function DescribeExhibitDialog({ exhibit, onClose }: DescribeExhibitDialogProps) {
  const [description, setDescription] = useState(exhibit.description);
  const missing = description.trim() === '';
  const save = useMutation({
    mutationFn: () => value(kerbdesk.exhibits.describe({ id: exhibit.id, description: description.trim() })),
    onSuccess: onClose,
    onError: (error) => showProblem(error, 'The description was not changed'),
  });
  const send = (): void => {
    if (!missing && !save.isPending) save.mutate();
  };
  return (
    <Dialog
      title={`What does ${exhibit.label} show?`}
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
        noValidate
        onSubmit={(event: SyntheticEvent) => {
          event.preventDefault();
          send();
        }}
      >
        <TextField
          label="Description"
          hint="The label stays as it is. The audit trail keeps the former description."
          value={description}
          maxLength={500}
          {...firstField}
          spellCheck
          onChange={setDescription}
          error={missing ? 'Say in a few words what it shows.' : undefined}
        />
      </form>
    </Dialog>
  );
}
