// Label and description of a new exhibit, proposed so that one Enter is usually enough.
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState, type SyntheticEvent } from 'react';
import { exhibitLabel, type ExhibitMark } from '#contract/exhibits.ts';
import type { RecordingId } from '#contract/ids.ts';
import { CommandError, kerbdesk, value } from '../../ipc/kerbdesk.ts';
import { describeProblem } from '../../ipc/problem.ts';
import { Button, Dialog, Notice, showToast, Skeleton, TextField } from '../../ui/index.ts';
import styles from './Exhibits.module.css';
import { markOf } from './exhibit-words.ts';
import { firstField } from './first-field.ts';
import { MarkFields } from './MarkFields.tsx';

interface MakeExhibitDialogProps {
  readonly recordingId: RecordingId;
  readonly onClose: () => void;
}

export function MakeExhibitDialog({ recordingId, onClose }: MakeExhibitDialogProps) {
  const proposal = useQuery({
    queryKey: ['footage', 'list', 'exhibit-proposal', recordingId],
    queryFn: () => value(kerbdesk.exhibits.propose({ recordingId })),
    gcTime: 0,
    staleTime: 0,
  });
  if (proposal.data !== undefined) {
    return <ExhibitForm recordingId={recordingId} proposed={proposal.data} onClose={onClose} />;
  }
  return (
    <Dialog title="Make it an exhibit" isOpen onClose={onClose}>
      {proposal.isError ? (
        <Notice tone="bad">{describeProblem(proposal.error).text}</Notice>
      ) : (
        <Skeleton lines={3} height={2.25} />
      )}
    </Dialog>
  );
}

interface ExhibitFormProps extends MakeExhibitDialogProps {
  readonly proposed: ExhibitMark & { readonly description: string };
}

function ExhibitForm({ recordingId, proposed, onClose }: ExhibitFormProps) {
  const [producer, setProducer] = useState(proposed.producer);
  const [number, setNumber] = useState(`${proposed.number}${proposed.suffix}`);
  const [description, setDescription] = useState(proposed.description);
  const [wasSent, setSent] = useState(false);
  const mark = markOf(producer, number);
  const make = useMutation({
    mutationFn: (chosen: ExhibitMark) =>
      value(kerbdesk.exhibits.make({ recordingId, mark: chosen, description: description.trim() })),
    onSuccess: ({ label }) => {
      showToast({ title: `It is exhibit ${label}` });
      onClose();
    },
  });
  const missing = description.trim() === '';
  const send = (): void => {
    setSent(true);
    if (mark !== null && !missing && !make.isPending) make.mutate(mark);
  };
  const onSubmit = (event: SyntheticEvent): void => {
    event.preventDefault();
    // Opened from within the form of the recording, whose own Enter goes to the next one.
    event.stopPropagation();
    send();
  };
  const taken = make.error instanceof CommandError && make.error.code === 'exhibit-taken' ? make.error.message : null;
  return (
    <Dialog
      title="Make it an exhibit"
      isOpen
      onClose={onClose}
      isDismissable={false}
      actions={
        <>
          <Button variant="primary" isPending={make.isPending} onPress={send}>
            {mark === null ? 'Make exhibit' : `Make exhibit ${exhibitLabel(mark)}`}
          </Button>
          <Button variant="quiet" onPress={onClose}>
            Not now
          </Button>
        </>
      }
    >
      <form className={styles['form']} onSubmit={onSubmit} noValidate>
        <TextField
          label="What does it show?"
          hint="As it will stand on the exhibit list"
          value={description}
          maxLength={500}
          {...firstField}
          spellCheck
          onChange={setDescription}
          error={wasSent && missing ? 'Say in a few words what it shows.' : undefined}
        />
        <MarkFields producer={producer} number={number} onProducer={setProducer} onNumber={setNumber} />
        {taken === null ? null : <Notice tone="bad">{taken}</Notice>}
        {make.isError && taken === null ? <Notice tone="bad">{describeProblem(make.error).text}</Notice> : null}
        {/* Several fields and no button of its own: without one, Enter in a field would send nothing. */}
        <button type="submit" hidden tabIndex={-1} aria-hidden />
      </form>
    </Dialog>
  );
}
