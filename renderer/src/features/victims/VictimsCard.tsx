// Beside a report: what its victims are owed first, and the way to them. Names nobody, and reads nothing but what Today shows.
import { useQuery } from '@tanstack/react-query';
import { HeartHandshake } from 'lucide-react';
import type { ReportId } from '#contract/ids.ts';
import type { DueItem } from '#contract/today.ts';
import { dutyClock } from '#contract/victims/words.ts';
import { routeHref } from '../../app/route.ts';
import { queries } from '../../ipc/queries.ts';
import { Badge, Card } from '../../ui/index.ts';
import styles from './Victims.module.css';

type VictimUpdate = Extract<DueItem, { kind: 'victim-update' }>;
const mostShown = 3;

export function VictimsCard({ reportId }: { readonly reportId: ReportId }) {
  const { data } = useQuery(queries.today);
  const due = (data?.due ?? []).filter(
    (item): item is VictimUpdate => item.kind === 'victim-update' && item.reportId === reportId,
  );
  return (
    <Card title="Victims" icon={HeartHandshake}>
      {due.length === 0 ? <p className={styles['quiet']}>No update is owed now.</p> : null}
      <ul className={styles['cardDue']}>
        {due.slice(0, mostShown).map((item) => {
          const clock = dutyClock(item.dueDay, item.today, item.workingDaysLeft);
          return (
            <li key={item.dutyId}>
              <Badge tone={clock.tone}>{clock.label}</Badge>
              <span>{item.label}</span>
            </li>
          );
        })}
      </ul>
      {due.length > mostShown ? <p className={styles['quiet']}>{`${due.length - mostShown} more`}</p> : null}
      <p className={styles['cardLink']}>
        <a className={styles['link']} href={routeHref({ screen: 'victims', id: reportId })}>
          Updates and contact log
        </a>
      </p>
    </Card>
  );
}
