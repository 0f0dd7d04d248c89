// The victims of one report: what they are owed by when, how contact is safe, and everything said to them so far.
import { useQuery } from '@tanstack/react-query';
import { CalendarPlus, HeartHandshake, PenLine, PhoneMissed, PhoneOutgoing } from 'lucide-react';
import { useState } from 'react';
import { referenceOf } from '#contract/forms/references.ts';
import type { ReportId } from '#contract/ids.ts';
import type { ContactEntry, InvestigationEvent, Victim, VictimDuty, VictimsOfReport } from '#contract/victims.ts';
import { routeHref } from '../../app/route.ts';
import { kerbdesk } from '../../ipc/kerbdesk.ts';
import { describeProblem } from '../../ipc/problem.ts';
import {
  Badge,
  Button,
  Card,
  EmptyState,
  Notice,
  ReasonDialog,
  ScreenTitle,
  SegmentedControl,
  Skeleton,
  useShortcut,
} from '../../ui/index.ts';
import { ContactLog } from './ContactLog.tsx';
import { DutyList } from './DutyList.tsx';
import { EventsCard } from './EventsCard.tsx';
import { LogContactDialog, type ContactStart, type LoggedKind } from './LogContactDialog.tsx';
import { MessageDialog } from './MessageDialog.tsx';
import { ReachVictim } from './ReachVictim.tsx';
import { RecordEventDialog } from './RecordEventDialog.tsx';
import { useVictimDeed, victimsQuery } from './victim-queries.ts';
import { openDuties } from './victim-words.ts';
import styles from './Victims.module.css';

const backTo = (id: ReportId) => ({ href: routeHref({ screen: 'report', id }), label: 'The report' });

export function VictimsScreen({ id }: { readonly id: ReportId }) {
  const { data, error, refetch } = useQuery(victimsQuery(id));
  if (data !== undefined) return <ShownVictims shown={data} />;
  if (error === null) return <Skeleton lines={6} height={2.5} />;
  return (
    <div className={styles['screen']}>
      <ScreenTitle title="Victims not shown" back={backTo(id)} />
      <Notice tone="bad" action={<Button onPress={() => void refetch()}>Try again</Button>}>
        {describeProblem(error).text}
      </Notice>
    </div>
  );
}

type OpenDialog =
  | { readonly kind: 'event' | 'message' }
  | { readonly kind: 'contact'; readonly start: ContactStart }
  | { readonly kind: 'withdraw'; readonly event: InvestigationEvent }
  | { readonly kind: 'take-back'; readonly entry: ContactEntry };

function ShownVictims({ shown }: { readonly shown: VictimsOfReport }) {
  const [chosenId, setChosen] = useState<string | null>(null);
  const [open, setOpen] = useState<OpenDialog | null>(null);
  const close = (): void => setOpen(null);
  const { victims, reportId } = shown;
  const mostUrgent = victims
    .filter((one) => openDuties(one).length > 0)
    .toSorted((a, b) => (openDuties(a)[0]?.dueDay ?? '').localeCompare(openDuties(b)[0]?.dueDay ?? ''))[0];
  // Whoever was most urgent on coming here stays on screen, though it may have been settled since.
  const [firstId] = useState(() => (mostUrgent ?? victims[0])?.personId ?? null);
  const victim = victims.find(({ personId }) => personId === (chosenId ?? firstId)) ?? victims[0];
  const startContact = (what: LoggedKind, duties: readonly VictimDuty[], about?: VictimDuty): void =>
    setOpen({
      kind: 'contact',
      start: { what, dutyIds: duties.map(({ id }) => id), ...(about === undefined ? {} : { about: about.id }) },
    });
  const record = (): void => setOpen({ kind: 'event' });
  useShortcut('E', record, { when: open === null, label: 'Record an event', group: 'Victims' });
  return (
    <div className={styles['screen']}>
      <ScreenTitle
        title="Victims"
        subtitle={`${shown.title} · ${referenceOf(shown)}`}
        back={backTo(reportId)}
        actions={
          <Button
            variant={victim !== undefined && openDuties(victim).length > 0 ? 'secondary' : 'primary'}
            icon={CalendarPlus}
            shortcut="E"
            onPress={record}
          >
            Record an event
          </Button>
        }
      />
      <div className={styles['columns']}>
        <div className={styles['column']}>
          {victims.length > 1 ? (
            <SegmentedControl
              label="Which victim"
              value={victim?.personId ?? ''}
              onChange={setChosen}
              options={victims.map((one) => ({
                id: one.personId,
                label: one.name,
                ...(openDuties(one).length === 0 ? {} : { count: openDuties(one).length }),
              }))}
            />
          ) : null}
          {victim === undefined ? (
            <Card>
              <EmptyState
                icon={HeartHandshake}
                title="No victim is in this report yet"
                action={
                  <a className={styles['link']} href={routeHref({ screen: 'report', id: reportId })}>
                    Open the report
                  </a>
                }
              >
                Add the victim under People. Whatever happens in the investigation then starts a clock for them.
              </EmptyState>
            </Card>
          ) : (
            <OneVictim
              key={victim.personId}
              victim={victim}
              shown={shown}
              isFree={open === null}
              onContact={startContact}
              onMessage={() => setOpen({ kind: 'message' })}
              onTakeBack={(entry) => setOpen({ kind: 'take-back', entry })}
              onGiven={(start) => setOpen({ kind: 'contact', start })}
            />
          )}
        </div>
        <div className={styles['column']}>
          <EventsCard events={shown.events} onWithdraw={(event) => setOpen({ kind: 'withdraw', event })} />
        </div>
      </div>
      {open?.kind === 'event' ? <RecordEventDialog shown={shown} onClose={close} /> : null}
      {open?.kind === 'contact' && victim !== undefined ? (
        <LogContactDialog shown={shown} victim={victim} start={open.start} onClose={close} />
      ) : null}
      {open?.kind === 'message' && victim !== undefined ? (
        <MessageDialog
          shown={shown}
          victim={victim}
          onClose={close}
          onGiven={(start) => setOpen({ kind: 'contact', start })}
        />
      ) : null}
      {open?.kind === 'withdraw' ? <WithdrawDialog event={open.event} onClose={close} /> : null}
      {open?.kind === 'take-back' ? <TakeBackDialog entry={open.entry} onClose={close} /> : null}
    </div>
  );
}

interface OneVictimProps {
  readonly victim: Victim;
  readonly shown: VictimsOfReport;
  /** No dialog lies over it. */
  readonly isFree: boolean;
  readonly onContact: (what: LoggedKind, duties: readonly VictimDuty[], about?: VictimDuty) => void;
  readonly onMessage: () => void;
  readonly onTakeBack: (entry: ContactEntry) => void;
  readonly onGiven: (start: ContactStart) => void;
}

function OneVictim({ victim, shown, isFree, onContact, onMessage, onTakeBack, onGiven }: OneVictimProps) {
  const owed = openDuties(victim).filter(({ duty }) => duty === 'tell');
  const key = { when: isFree, group: 'Victims' };
  useShortcut('U', () => onContact('update', owed), { ...key, label: 'Log an update' });
  useShortcut('A', () => onContact('attempt', []), { ...key, label: 'Log an attempt' });
  useShortcut('O', () => onContact('contact', []), { ...key, label: 'Log another contact' });
  useShortcut('W', onMessage, { ...key, label: 'Write a text or letter' });
  return (
    <>
      <Card title={victim.name} aside={<Rights victim={victim} />}>
        <div className={styles['person']}>
          <ReachVictim victim={victim} />
          <div className={styles['deeds']}>
            <Button
              variant={owed.length > 0 ? 'primary' : 'secondary'}
              icon={PhoneOutgoing}
              shortcut="U"
              onPress={() => onContact('update', owed)}
            >
              Log update
            </Button>
            <Button icon={PhoneMissed} shortcut="A" onPress={() => onContact('attempt', [])}>
              Log attempt
            </Button>
            <Button icon={PenLine} shortcut="W" onPress={onMessage}>
              Write a message
            </Button>
          </div>
        </div>
      </Card>
      <DutyList
        victim={victim}
        today={shown.today}
        bankHolidays={shown.bankHolidays}
        onTold={(duty) => onContact('update', [duty], duty)}
        onNotTold={(duty) => onContact('not-told', [duty], duty)}
      />
      <ContactLog
        victim={victim}
        onContact={() => onContact('contact', [])}
        onTakeBack={onTakeBack}
        onGiven={({ dutyIds, said, way }) =>
          onGiven({
            what: 'given',
            dutyIds: dutyIds.filter((id) => openDuties(victim).some((duty) => duty.id === id)),
            said,
            way,
          })
        }
      />
    </>
  );
}

function Rights({ victim }: { readonly victim: Victim }) {
  if (!victim.isVictim) return <Badge>No longer a victim in the report</Badge>;
  if (victim.enhancedRights === 'yes')
    return <Badge tone="accent">{`Enhanced rights: ${victim.because.toLowerCase()}`}</Badge>;
  if (victim.enhancedRights === 'not-asked') return <Badge tone="warn">Enhanced rights not asked yet</Badge>;
  return null;
}

function WithdrawDialog({ event, onClose }: { readonly event: InvestigationEvent; readonly onClose: () => void }) {
  const withdraw = useVictimDeed(kerbdesk.victims.withdrawEvent);
  return (
    <ReasonDialog
      title={`Recorded in error: ${event.label}?`}
      deed="Withdraw it"
      hint="It stays beside the line."
      isPending={withdraw.isPending}
      onDeed={(because) => withdraw.mutate({ id: event.id, because }, { onSuccess: onClose })}
      onClose={onClose}
    >
      <p>What victims are owed by it is owed no longer. The event and your reason stay to be seen.</p>
      {withdraw.error === null ? null : <Notice tone="bad">{describeProblem(withdraw.error).text}</Notice>}
    </ReasonDialog>
  );
}

function TakeBackDialog({ entry, onClose }: { readonly entry: ContactEntry; readonly onClose: () => void }) {
  const takeBack = useVictimDeed(kerbdesk.victims.takeBack);
  return (
    <ReasonDialog
      title="Take this line back?"
      deed="Take it back"
      hint="It stays beside the line."
      isPending={takeBack.isPending}
      onDeed={(because) => takeBack.mutate({ id: entry.id, because }, { onSuccess: onClose })}
      onClose={onClose}
    >
      <p>What it settled is owed again, by the same clock. The line and your reason stay to be seen.</p>
      {takeBack.error === null ? null : <Notice tone="bad">{describeProblem(takeBack.error).text}</Notice>}
    </ReasonDialog>
  );
}
