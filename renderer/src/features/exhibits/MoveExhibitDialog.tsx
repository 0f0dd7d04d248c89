// Writes down that an exhibit changed hands: what, when, from whom and to whom. It cannot be changed afterwards.
import { useMutation } from '@tanstack/react-query';
import { useState, type SyntheticEvent } from 'react';
import { movementKind, type Exhibit, type MovementKind } from '#contract/exhibits.ts';
import { formatDate, formatTime } from '../../format/index.ts';
import { kerbdesk, value } from '../../ipc/kerbdesk.ts';
import { describeProblem } from '../../ipc/problem.ts';
import { Button, Dialog, Notice, Select, TextField } from '../../ui/index.ts';
import styles from './Exhibits.module.css';
import { firstField } from './first-field.ts';
import { momentOf } from '../../format/moment.ts';

interface MoveExhibitDialogProps {
  readonly exhibit: Exhibit;
  readonly onClose: () => void;
}

const kinds: readonly { readonly id: MovementKind; readonly label: string }[] = [
  { id: 'handed-over', label: 'Handed over' },
  { id: 'received', label: 'Received' },
  { id: 'returned', label: 'Returned' },
  { id: 'sealed', label: 'Sealed in a bag' },
  { id: 'copied', label: 'Copied' },
  { id: 'other', label: 'Other' },
];
const needsReceiver: readonly MovementKind[] = ['handed-over', 'received', 'returned'];

export function MoveExhibitDialog({ exhibit, onClose }: MoveExhibitDialogProps) {
  const [what, setWhat] = useState<MovementKind>('handed-over');
  const [from, setFrom] = useState(exhibit.withWhom ?? exhibit.producerName);
  const [to, setTo] = useState('');
  const [now] = useState(() => new Date().toISOString());
  const [day, setDay] = useState(formatDate(now));
  const [time, setTime] = useState(formatTime(now));
  const [note, setNote] = useState('');
  const [wasSent, setSent] = useState(false);
  const at = momentOf(day, time, now);
  const problems = {
    from: from.trim() === '' ? 'Who had it?' : undefined,
    to: to.trim() === '' && needsReceiver.includes(what) ? 'Who has it now?' : undefined,
    at: at === null ? 'Write the day as 27 Nov 2026 and the time as 14:05.' : undefined,
  };
  const move = useMutation({
    mutationFn: (moved: string) =>
      value(
        kerbdesk.exhibits.move({
          id: exhibit.id,
          at: moved,
          what,
          from: from.trim(),
          to: to.trim(),
          note: note.trim(),
        }),
      ),
    onSuccess: onClose,
  });
  const send = (): void => {
    setSent(true);
    const isGood = problems.from === undefined && problems.to === undefined;
    if (at !== null && isGood && !move.isPending) move.mutate(at);
  };
  const shown = (problem: string | undefined): string | undefined => (wasSent ? problem : undefined);
  return (
    <Dialog
      title={`Where did ${exhibit.label} go?`}
      isOpen
      onClose={onClose}
      isDismissable={false}
      actions={
        <>
          <Button variant="primary" isPending={move.isPending} onPress={send}>
            Write it down
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
        <TextField
          label="To whom"
          value={to}
          maxLength={120}
          {...firstField}
          onChange={setTo}
          error={shown(problems.to)}
        />
        <TextField label="From whom" value={from} maxLength={120} onChange={setFrom} error={shown(problems.from)} />
        <Select label="What happened" value={what} options={kinds} onChange={(id) => setWhat(movementKind.parse(id))} />
        <div className={styles['mark']}>
          <TextField label="Day" value={day} maxLength={20} onChange={setDay} error={shown(problems.at)} />
          <TextField label="Time" value={time} maxLength={8} onChange={setTime} />
        </div>
        <TextField label="Note" aside="optional" value={note} maxLength={500} spellCheck onChange={setNote} />
        {move.isError ? <Notice tone="bad">{describeProblem(move.error).text}</Notice> : null}
        <p className={styles['detail']}>
          It cannot be changed or taken away afterwards. A mistake is put right by another line.
        </p>
        <button type="submit" hidden tabIndex={-1} aria-hidden />
      </form>
    </Dialog>
  );
}
