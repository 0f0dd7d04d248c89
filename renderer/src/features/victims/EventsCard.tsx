// What happened in the investigation, latest first. One recorded in error is withdrawn and stays to be seen.
import type { InvestigationEvent } from '#contract/victims.ts';
import { formatDateTime } from '../../format/index.ts';
import { Badge, Button, Card, CardRow } from '../../ui/index.ts';
import styles from './Victims.module.css';

interface EventsCardProps {
  readonly events: readonly InvestigationEvent[];
  readonly onWithdraw: (event: InvestigationEvent) => void;
}

export function EventsCard({ events, onWithdraw }: EventsCardProps) {
  return (
    <Card title="Events" aside={events.length === 0 ? undefined : events.length} flush>
      {events.length === 0 ? (
        <p className={styles['calm']}>None recorded. An arrest, bail, a charge or a decision starts the clocks.</p>
      ) : null}
      {events.map((event) => (
        <CardRow
          key={event.id}
          title={<span className={event.withdrawn === null ? undefined : styles['settled']}>{event.label}</span>}
          detail={[
            formatDateTime(event.happenedAt),
            event.note,
            event.withdrawn === null ? '' : `withdrawn: ${event.withdrawn.because}`,
          ]
            .filter((part) => part !== '')
            .join(' · ')}
          action={
            event.withdrawn === null ? (
              <Button
                size="small"
                variant="quiet"
                aria-label={`Recorded in error: ${event.label}, ${formatDateTime(event.happenedAt)}`}
                onPress={() => onWithdraw(event)}
              >
                In error
              </Button>
            ) : (
              <Badge>Withdrawn</Badge>
            )
          }
        />
      ))}
    </Card>
  );
}
