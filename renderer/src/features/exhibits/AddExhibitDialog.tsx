// A thing for the exhibit list: by hand, or what a report says of it with the words changed first.
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState, type SyntheticEvent } from 'react';
import { exhibitLabel, type ExhibitMark, type ExhibitOffer } from '#contract/exhibits.ts';
import { kerbdesk, value } from '../../ipc/kerbdesk.ts';
import { describeProblem } from '../../ipc/problem.ts';
import { Button, Dialog, Notice, Skeleton, TextField } from '../../ui/index.ts';
import styles from './Exhibits.module.css';
import { exhibitQueries } from './exhibit-queries.ts';
import { markOf, sourceWords } from './exhibit-words.ts';
import { MarkFields } from './MarkFields.tsx';
import { ThingFields } from './ThingFields.tsx';

interface AddExhibitDialogProps {
  /** Null: by hand. */
  readonly offer: ExhibitOffer | null;
  readonly onClose: () => void;
}

const title = 'Put it on the exhibit list';

export function AddExhibitDialog({ offer, onClose }: AddExhibitDialogProps) {
  const { data, error } = useQuery({ ...exhibitQueries.nextMark, enabled: offer === null });
  const mark = offer?.mark ?? data;
  if (mark !== undefined) return <AddForm offer={offer} mark={mark} onClose={onClose} />;
  return (
    <Dialog title={title} isOpen onClose={onClose}>
      {error === null ? (
        <Skeleton lines={3} height={2.25} />
      ) : (
        <Notice tone="bad">{describeProblem(error).text}</Notice>
      )}
    </Dialog>
  );
}

function AddForm({ offer, mark: proposed, onClose }: AddExhibitDialogProps & { readonly mark: ExhibitMark }) {
  const [facts, setFacts] = useState(offer?.facts ?? { description: '', foundWhere: '', foundWhen: '' });
  const [producer, setProducer] = useState(proposed.producer);
  const [number, setNumber] = useState(`${proposed.number}${proposed.suffix}`);
  const [producerName, setProducerName] = useState(offer?.by ?? '');
  const [wasSent, setSent] = useState(false);
  const mark = markOf(producer, number);
  const missing = facts.description.trim() === '';
  const add = useMutation({
    mutationFn: (chosen: ExhibitMark) =>
      value(
        kerbdesk.exhibits.add({
          source: offer === null ? null : { reportId: offer.report.id, entry: offer.entry },
          mark: chosen,
          description: facts.description.trim(),
          foundWhere: facts.foundWhere.trim(),
          foundWhen: facts.foundWhen.trim(),
          producerName: producerName.trim(),
        }),
      ),
    onSuccess: onClose,
  });
  const send = (): void => {
    setSent(true);
    if (mark !== null && !missing && !add.isPending) add.mutate(mark);
  };
  return (
    <Dialog
      title={title}
      isOpen
      onClose={onClose}
      isDismissable={false}
      actions={
        <>
          <Button variant="primary" isPending={add.isPending} onPress={send}>
            {mark === null ? 'Add' : `Add as ${exhibitLabel(mark)}`}
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
        onSubmit={(event: SyntheticEvent) => {
          event.preventDefault();
          send();
        }}
      >
        {offer === null ? null : (
          <p className={styles['detail']}>
            {`From ${sourceWords(offer.report, offer.place)}.`}
            {offer.words === '' ? null : ` “${offer.words}”`}
          </p>
        )}
        <ThingFields facts={facts} isMissing={wasSent && missing} onChange={setFacts} />
        <MarkFields producer={producer} number={number} onProducer={setProducer} onNumber={setNumber} />
        <TextField
          label="Produced by"
          aside="if not you"
          value={producerName}
          maxLength={120}
          spellCheck={false}
          onChange={setProducerName}
        />
        {add.isError ? <Notice tone="bad">{describeProblem(add.error).text}</Notice> : null}
        <button type="submit" hidden tabIndex={-1} aria-hidden />
      </form>
    </Dialog>
  );
}
