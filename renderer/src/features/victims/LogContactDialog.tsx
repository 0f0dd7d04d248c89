// Writes down an update, an attempt, a reason why not, or another contact. It cannot be changed afterwards, only taken back.
import { useState, type SyntheticEvent } from 'react';
import type { DutyId } from '#contract/ids.ts';
import { contactWay, whyNotTold, type DraftValues, type Victim, type VictimsOfReport } from '#contract/victims.ts';
import { formatDate, formatTime } from '../../format/index.ts';
import { momentOf } from '../../format/moment.ts';
import { kerbdesk } from '../../ipc/kerbdesk.ts';
import { describeProblem } from '../../ipc/problem.ts';
import { Button, CheckboxGroup, Dialog, Notice, RadioGroup, Select, TextField } from '../../ui/index.ts';
import { DraftProblem } from './DraftProblem.tsx';
import { DialogKey } from './DialogKey.tsx';
import { SafeContact } from './SafeContact.tsx';
import { discardDraft, latestDraft, listIn, savedDraft, textIn, useVictimDraft } from './victim-drafts.ts';
import { useVictimDeed } from './victim-queries.ts';
import { clockOf, openDuties, reasonsNotTold, ways } from './victim-words.ts';
import styles from './Victims.module.css';

/** `given`: a text or letter that was drafted. It is an update where it tells of an event, else a contact. */
export type LoggedKind = 'update' | 'attempt' | 'not-told' | 'contact' | 'given';

/** How the dialog is opened: for one duty, or with the text that was given. */
export interface ContactStart {
  readonly what: LoggedKind;
  readonly dutyIds: readonly DutyId[];
  /** The one duty whose key was pressed. */
  readonly about?: DutyId;
  readonly said?: string;
  readonly way?: string;
}

interface LogContactDialogProps {
  readonly shown: VictimsOfReport;
  readonly victim: Victim;
  readonly start: ContactStart;
  readonly onClose: () => void;
}

function titleOf(what: LoggedKind, isReferral: boolean, name: string): string {
  switch (what) {
    case 'update':
      return isReferral ? `Done for ${name}` : `${name} was told`;
    case 'not-told':
      return isReferral ? `Not done for ${name}` : `${name} is not told`;
    case 'attempt':
      return `${name} was not reached`;
    case 'contact':
      return `Contact with ${name}`;
    case 'given':
      return `${name} was given it`;
  }
}

const saidLabels: Readonly<Record<LoggedKind, string>> = {
  update: 'What was said',
  attempt: 'What came of it',
  'not-told': 'More of why',
  contact: 'What was said',
  given: 'What was given',
};

function begin(shown: VictimsOfReport, victim: Victim, start: ContactStart, before: DraftValues | null): DraftValues {
  const now = new Date().toISOString();
  const { rank, name, shoulderNumber } = shown.officer;
  const preferred = contactWay.safeParse(victim.preferredWay).data ?? 'phone';
  // What was ticked before and is still owed.
  const kept = openDuties(victim)
    .map(({ id }) => id)
    .filter((id) => before !== null && listIn(before, 'dutyIds').includes(id));
  return {
    day: formatDate(now),
    time: formatTime(now),
    way: start.way ?? preferred,
    byWhom: `${rank} ${name} (${shoulderNumber})`,
    said: '',
    whyNot: '',
    ...before,
    dutyIds: kept.length > 0 ? kept : [...start.dutyIds],
    ...(start.said === undefined ? {} : { said: start.said, way: start.way ?? preferred }),
  };
}

export function LogContactDialog({ shown, victim, start, onClose }: LogContactDialogProps) {
  const { what } = start;
  const { reportId, today } = shown;
  const { personId } = victim;
  const [now] = useState(() => new Date().toISOString());
  const [wasSent, setSent] = useState(false);
  const place = { reportId, personId, form: what, about: start.about ?? '' } as const;
  const draft = useVictimDraft(place, savedDraft(victim, place), (before) => begin(shown, victim, start, before));
  const log = useVictimDeed(kerbdesk.victims.logContact);
  const { values, change } = draft;
  const text = (name: string): string => textIn(values, name);
  // What is done for a victim is not what a victim is told: one line is about one of the two.
  const isReferral = openDuties(victim).some(({ id, duty }) => start.dutyIds.includes(id) && duty === 'refer');
  const open = openDuties(victim).filter(({ duty }) => (duty === 'refer') === isReferral);
  const chosen = open.filter(({ id }) => listIn(values, 'dutyIds').includes(id));
  const at = momentOf(text('day'), text('time'), now);
  const mustSettle = what === 'update' || what === 'not-told';
  const settles = mustSettle || what === 'given';
  const whyNot = what === 'not-told' ? (whyNotTold.safeParse(text('whyNot')).data ?? null) : null;
  const needsWords =
    what === 'update' ||
    what === 'contact' ||
    what === 'given' ||
    (what === 'not-told' && whyNot !== 'asked-not-to-be-told');
  const problems = {
    at: at === null ? 'Write the day as 27 Nov 2026 and the time as 14:05.' : undefined,
    duties: mustSettle && chosen.length === 0 ? 'Choose at least one event.' : undefined,
    whyNot: what === 'not-told' && whyNot === null ? 'Choose the reason.' : undefined,
    said: needsWords && text('said').trim() === '' ? 'Write it in a few words.' : undefined,
    byWhom: text('byWhom').trim() === '' ? 'By whom?' : undefined,
  };
  const problem = (name: keyof typeof problems): string | undefined => (wasSent ? problems[name] : undefined);

  const send = async (): Promise<void> => {
    setSent(true);
    if (at === null || log.isPending || Object.values(problems).some((one) => one !== undefined)) return;
    // On the disk before it is sent: a refusal must not cost a word, and no late save may come after the log's line.
    await draft.save();
    log.mutate(
      {
        reportId,
        personId,
        what: what === 'given' ? (chosen.length > 0 ? 'update' : 'contact') : what,
        at,
        way: contactWay.parse(text('way')),
        byWhom: text('byWhom').trim(),
        said: text('said').trim(),
        whyNot,
        dutyIds: settles ? chosen.map(({ id }) => id) : [],
        draft: { form: place.form, about: place.about },
      },
      {
        onSuccess: () => {
          draft.done();
          const message = { reportId, personId, form: 'message', about: '' } as const;
          const written = latestDraft(message, savedDraft(victim, message));
          if (start.said !== undefined && written !== null && textIn(written, 'text').trim() === start.said) {
            discardDraft(message);
          }
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
      title={titleOf(what, isReferral, victim.name)}
      isOpen
      onClose={onClose}
      isDismissable={false}
      actions={
        <>
          <Button variant="primary" shortcut="Ctrl+Enter" isPending={log.isPending} onPress={() => void send()}>
            Write it down
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
      <DialogKey keys="Ctrl+Enter" label="Write it down" run={() => void send()} />
      <SafeContact victim={victim} />
      {draft.isResumed ? <Notice>What you began earlier is here again.</Notice> : null}
      <form
        className={styles['form']}
        noValidate
        onSubmit={(event: SyntheticEvent) => {
          event.preventDefault();
          void send();
        }}
      >
        {settles && open.length > 0 ? (
          <CheckboxGroup
            label={isReferral ? 'What' : what === 'not-told' ? 'Not told of' : 'Told of'}
            {...(what === 'given' ? { aside: 'optional' } : {})}
            value={listIn(values, 'dutyIds')}
            options={open.map((duty) => ({ id: duty.id, label: duty.label, detail: clockOf(duty, today).words }))}
            onChange={(dutyIds) => change({ dutyIds })}
            error={problem('duties')}
          />
        ) : null}
        {what === 'given' && open.length > 0 && chosen.length === 0 ? (
          <p className={styles['quiet']}>Nothing is ticked: it is logged as a contact, and what is owed stays owed.</p>
        ) : null}
        {mustSettle && open.length === 0 ? (
          <Notice tone="warn">
            Nothing is owed to {victim.name} now. Record the event first, or log another contact.
          </Notice>
        ) : null}
        {what === 'not-told' ? (
          <RadioGroup
            label="Why not?"
            value={whyNot}
            options={reasonsNotTold}
            onChange={(id) => change({ whyNot: id })}
            error={problem('whyNot')}
          />
        ) : null}
        <TextField
          label={isReferral && what === 'update' ? 'To whom, and what was said' : saidLabels[what]}
          {...(needsWords ? {} : { aside: 'optional' })}
          value={text('said')}
          multiline
          rows={4}
          maxLength={20_000}
          spellCheck
          {...(what === 'not-told' ? {} : { autoFocus: true })}
          onChange={(said) => change({ said })}
          error={problem('said')}
        />
        {what === 'not-told' ? null : (
          <Select label="How" value={text('way')} options={ways} onChange={(way) => change({ way })} />
        )}
        <div className={styles['pair']}>
          <TextField
            label="Day"
            value={text('day')}
            maxLength={20}
            onChange={(day) => change({ day })}
            error={problem('at')}
          />
          <TextField label="Time" value={text('time')} maxLength={8} onChange={(time) => change({ time })} />
        </div>
        <TextField
          label="By whom"
          value={text('byWhom')}
          maxLength={120}
          onChange={(byWhom) => change({ byWhom })}
          error={problem('byWhom')}
        />
        <DraftProblem problem={draft.problem} />
        {log.isError ? <Notice tone="bad">{describeProblem(log.error).text}</Notice> : null}
        <p className={styles['quiet']}>
          It cannot be changed afterwards. A mistake is taken back, and both stay in the log.
        </p>
        <button type="submit" hidden tabIndex={-1} aria-hidden />
      </form>
    </Dialog>
  );
}
