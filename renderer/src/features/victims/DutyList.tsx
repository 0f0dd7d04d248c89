// What a victim is still owed, first what is due first; below it what was settled and what no longer stands.
import type { Victim, VictimDuty, VictimsOfReport } from '#contract/victims.ts';
import { formatDateTime } from '../../format/index.ts';
import { Badge, Button, Card, CardRow } from '../../ui/index.ts';
import { clockOf, dutyFacts, openDuties } from './victim-words.ts';
import styles from './Victims.module.css';

interface DutyListProps {
  readonly victim: Victim;
  readonly today: string;
  readonly bankHolidays: VictimsOfReport['bankHolidays'];
  readonly onTold: (duty: VictimDuty) => void;
  readonly onNotTold: (duty: VictimDuty) => void;
}

const settledWords = ({ settled, duty }: VictimDuty): string => {
  if (settled === null) return 'No longer owed';
  const done = duty === 'refer' ? ['Done', 'Not done'] : ['Told', 'Not told'];
  return `${done[settled.how === 'told' ? 0 : 1] ?? ''} ${formatDateTime(settled.at)}`;
};

/** Why the day is not certain, and in which direction. */
function uncertainWords(known: VictimsOfReport['bankHolidays']): string {
  const what =
    known === null
      ? 'Bank holidays are not read yet'
      : `Bank holidays are known for ${known.firstYear} to ${known.lastYear} only`;
  return `${what}: weekends alone were left out, so the day may be later, never earlier.`;
}

/** The referral was made, or the victim told. */
export const toldWord = (duty: VictimDuty['duty']): string => (duty === 'refer' ? 'Done' : 'Told');

export function DutyList({ victim, today, bankHolidays, onTold, onNotTold }: DutyListProps) {
  const open = openDuties(victim);
  const closed = victim.duties.filter((duty) => !open.includes(duty));
  return (
    <Card title="To be told" aside={open.length === 0 ? undefined : open.length} flush>
      {open.length === 0 ? (
        <p className={styles['calm']}>
          {victim.duties.length === 0
            ? 'Nothing yet. Record an event, such as an arrest, and its clock starts here.'
            : 'Nothing is owed now.'}
        </p>
      ) : null}
      {open.map((duty) => {
        const clock = clockOf(duty, today);
        return (
          <CardRow
            key={duty.id}
            lead={
              <span className={styles['clock']}>
                <Badge tone={clock.tone}>{clock.label}</Badge>
              </span>
            }
            title={duty.label}
            detail={
              <>
                {dutyFacts(duty, today)}
                {duty.isCertain ? null : <span className={styles['uncertain']}>{uncertainWords(bankHolidays)}</span>}
              </>
            }
            action={
              <>
                <Button size="small" aria-label={`${toldWord(duty.duty)}: ${duty.label}`} onPress={() => onTold(duty)}>
                  {toldWord(duty.duty)}
                </Button>
                <Button
                  size="small"
                  variant="quiet"
                  aria-label={`${duty.duty === 'refer' ? 'Not done' : 'Not told'}: ${duty.label}`}
                  onPress={() => onNotTold(duty)}
                >
                  {duty.duty === 'refer' ? 'Not done' : 'Not told'}
                </Button>
              </>
            }
          />
        );
      })}
      {closed.map((duty) => (
        <CardRow
          key={duty.id}
          lead={
            <span className={styles['clock']}>
              <Badge tone={duty.settled?.how === 'told' ? 'ok' : 'neutral'}>
                {duty.settled === null ? 'Void' : duty.settled.how === 'told' ? 'Settled' : 'Not told'}
              </Badge>
            </span>
          }
          title={<span className={styles['settled']}>{duty.label}</span>}
          detail={settledWords(duty)}
        />
      ))}
    </Card>
  );
}
