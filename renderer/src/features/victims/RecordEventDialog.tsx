// Writes down what happened in the investigation and when: every victim of the report is owed to be told, by a clock from then.
import { useEffect, useState, type SyntheticEvent } from 'react';
import { momentOf } from '../../format/moment.ts';
import { formatCount, formatDate, formatTime } from '../../format/index.ts';
import { kerbdesk } from '../../ipc/kerbdesk.ts';
import { describeProblem } from '../../ipc/problem.ts';
import type { VictimsOfReport } from '#contract/victims.ts';
import { Button, Dialog, focusTarget, Notice, Select, TextField, useCheckedAnswers } from '../../ui/index.ts';
import { DraftProblem } from './DraftProblem.tsx';
import { textIn, useVictimDraft } from './victim-drafts.ts';
import { useVictimDeed } from './victim-queries.ts';
import styles from './Victims.module.css';

const fields = { kind: 'victim-event', day: 'victim-event-day' } as const;

interface RecordEventDialogProps {
  readonly shown: VictimsOfReport;
  readonly onClose: () => void;
}

export function RecordEventDialog({ shown, onClose }: RecordEventDialogProps) {
  const { reportId, eventKinds } = shown;
  const [now] = useState(() => new Date().toISOString());
  const place = { reportId, personId: null, form: 'event', about: '' } as const;
  const draft = useVictimDraft(
    place,
    shown.eventDraft,
    (before) => before ?? { kind: '', day: formatDate(now), time: formatTime(now), note: '' },
  );
  const { values, change } = draft;
  const text = (name: string): string => textIn(values, name);
  useEffect(() => {
    const frame = requestAnimationFrame(() => focusTarget(fields.kind));
    return () => cancelAnimationFrame(frame);
  }, []);
  const record = useVictimDeed(kerbdesk.victims.recordEvent);
  const happenedAt = momentOf(text('day'), text('time'), now);
  const chosen = eventKinds.find(({ id }) => id === text('kind'));
  const { errorOf, check } = useCheckedAnswers(fields, {
    ...(chosen === undefined ? { kind: 'Choose what happened.' } : {}),
    ...(happenedAt === null ? { day: 'Write the day as 27 Nov 2026 and the time as 14:05.' } : {}),
  });
  const send = async (): Promise<void> => {
    if (!check() || chosen === undefined || happenedAt === null || record.isPending) return;
    // On the disk before it is sent: a refusal must not cost a word, and no late save may come after the event.
    await draft.save();
    record.mutate(
      { reportId, kind: chosen.id, happenedAt, note: text('note').trim() },
      {
        onSuccess() {
          draft.done();
          onClose();
        },
      },
    );
  };
  const discard = (): void => {
    draft.discard();
    onClose();
  };
  return (
    <Dialog
      title="What happened?"
      isOpen
      onClose={onClose}
      isDismissable={false}
      actions={
        <>
          <Button variant="primary" isPending={record.isPending} onPress={() => void send()}>
            Record it
          </Button>
          <Button variant="quiet" onPress={onClose}>
            Not now
          </Button>
          {draft.isResumed ? (
            <Button variant="quiet" onPress={discard}>
              Discard
            </Button>
          ) : null}
        </>
      }
    >
      {draft.isResumed ? <Notice>What you began earlier is here again.</Notice> : null}
      <form
        className={styles['form']}
        noValidate
        onSubmit={(event: SyntheticEvent) => {
          event.preventDefault();
          void send();
        }}
      >
        <Select
          id={fields.kind}
          label="Event"
          value={chosen?.id ?? null}
          options={eventKinds.map(({ id, label }) => ({ id, label }))}
          onChange={(kind) => change({ kind })}
          error={errorOf('kind')}
          hint={
            chosen === undefined
              ? 'Each victim is owed to be told, by a clock from when it happened.'
              : `${chosen.duty === 'refer' ? 'To be done' : 'Each victim is to be told'} within ${formatCount(chosen.workingDays, 'working day')}, ${chosen.enhancedWorkingDays} with enhanced rights.`
          }
        />
        <div className={styles['pair']}>
          <TextField
            id={fields.day}
            label="Day"
            value={text('day')}
            maxLength={20}
            onChange={(day) => change({ day })}
            error={errorOf('day')}
          />
          <TextField label="Time" value={text('time')} maxLength={8} onChange={(time) => change({ time })} />
        </div>
        <TextField
          label="Note"
          aside="optional"
          value={text('note')}
          maxLength={500}
          spellCheck
          onChange={(note) => change({ note })}
        />
        <DraftProblem problem={draft.problem} />
        {record.isError ? <Notice tone="bad">{describeProblem(record.error).text}</Notice> : null}
        <button type="submit" hidden tabIndex={-1} aria-hidden />
      </form>
    </Dialog>
  );
}
