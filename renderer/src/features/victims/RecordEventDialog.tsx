// Writes down what happened in the investigation and when: every victim of the report is owed to be told, by a clock from then.
import { useEffect, useState, type SyntheticEvent } from 'react';
import { momentOf } from '../../format/moment.ts';
import { formatCount, formatDate, formatTime } from '../../format/index.ts';
import { kerbdesk } from '../../ipc/kerbdesk.ts';
import { describeProblem } from '../../ipc/problem.ts';
import type { VictimsOfReport } from '#contract/victims.ts';
import { Button, Dialog, focusTarget, Notice, Select, TextField, useCheckedAnswers } from '../../ui/index.ts';
import { useVictimDeed } from './victim-queries.ts';
import styles from './Victims.module.css';

const fields = { kind: 'victim-event', day: 'victim-event-day' } as const;

interface RecordEventDialogProps {
  readonly shown: VictimsOfReport;
  readonly onClose: () => void;
}

export function RecordEventDialog({ shown, onClose }: RecordEventDialogProps) {
  const [kind, setKind] = useState<string | null>(null);
  const [now] = useState(() => new Date().toISOString());
  const [day, setDay] = useState(formatDate(now));
  const [time, setTime] = useState(formatTime(now));
  const [note, setNote] = useState('');
  useEffect(() => {
    const frame = requestAnimationFrame(() => focusTarget(fields.kind));
    return () => cancelAnimationFrame(frame);
  }, []);
  const record = useVictimDeed(kerbdesk.victims.recordEvent);
  const happenedAt = momentOf(day, time, now);
  const { errorOf, check } = useCheckedAnswers(fields, {
    ...(kind === null ? { kind: 'Choose what happened.' } : {}),
    ...(happenedAt === null ? { day: 'Write the day as 27 Nov 2026 and the time as 14:05.' } : {}),
  });
  const chosen = shown.eventKinds.find(({ id }) => id === kind);
  const send = (): void => {
    if (!check() || kind === null || happenedAt === null || record.isPending) return;
    record.mutate({ reportId: shown.reportId, kind, happenedAt, note: note.trim() }, { onSuccess: onClose });
  };
  return (
    <Dialog
      title="What happened?"
      isOpen
      onClose={onClose}
      isDismissable={false}
      actions={
        <>
          <Button variant="primary" isPending={record.isPending} onPress={send}>
            Record it
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
        <Select
          id={fields.kind}
          label="Event"
          value={kind}
          options={shown.eventKinds.map(({ id, label }) => ({ id, label }))}
          onChange={setKind}
          error={errorOf('kind')}
          hint={
            chosen === undefined
              ? 'Each victim is owed to be told, by a clock from when it happened.'
              : `${chosen.duty === 'refer' ? 'To be done' : 'Each victim is to be told'} within ${formatCount(chosen.workingDays, 'working day')}, ${chosen.enhancedWorkingDays} with enhanced rights.`
          }
        />
        <div className={styles['pair']}>
          <TextField id={fields.day} label="Day" value={day} maxLength={20} onChange={setDay} error={errorOf('day')} />
          <TextField label="Time" value={time} maxLength={8} onChange={setTime} />
        </div>
        <TextField label="Note" aside="optional" value={note} maxLength={500} spellCheck onChange={setNote} />
        {record.isError ? <Notice tone="bad">{describeProblem(record.error).text}</Notice> : null}
        <button type="submit" hidden tabIndex={-1} aria-hidden />
      </form>
    </Dialog>
  );
}
