// Identify: whether anybody can be identified now, the one next step, and the identifications so far.
import { useQuery } from '@tanstack/react-query';
import { Fingerprint } from 'lucide-react';
import type { KeptIdentification } from '#contract/identify/kept.ts';
import { navigate, routeHref } from '../../app/route.ts';
import { useNewIdentification } from '../../app/use-new-identification.ts';
import { formatCount, formatRecent } from '../../format/index.ts';
import { describeProblem } from '../../ipc/problem.ts';
import { queries } from '../../ipc/queries.ts';
import {
  Badge,
  Button,
  Card,
  CardRow,
  EmptyState,
  Notice,
  ScreenTitle,
  Skeleton,
  useShortcut,
} from '../../ui/index.ts';
import styles from './Identify.module.css';
import { groundsWords, keptState, keptTitle } from './identify-words.ts';
import { ReadinessCard } from './ReadinessCard.tsx';

export function IdentifyScreen() {
  const { data, error, refetch } = useQuery(queries.identifications);
  const { start, isPending } = useNewIdentification();
  // One at a time: prints are in memory, and the person waits.
  const inHand = data?.find(isUnderWay);
  const go = (): void => {
    if (inHand === undefined) start();
    else navigate({ screen: 'identification', id: inHand.id });
  };
  useShortcut('Alt+N', go, { label: 'Identify a person', group: 'Identify' });
  const begin = (
    <Button variant="primary" icon={Fingerprint} shortcut="Alt+N" isPending={isPending} onPress={go}>
      {inHand === undefined ? 'Identify a person' : 'Go on with the one under way'}
    </Button>
  );
  return (
    <div className={styles['list']}>
      <ScreenTitle
        title="Identify"
        subtitle="Who is this? Two fingers, police and immigration records, an answer within 60 seconds"
        {...(data === undefined || data.length === 0 ? {} : { actions: begin })}
      />
      <ReadinessCard />
      {error === null ? null : (
        <Notice
          tone="bad"
          live
          title="The identifications could not be listed"
          action={<Button onPress={() => void refetch()}>Try again</Button>}
        >
          {describeProblem(error).text}
        </Notice>
      )}
      {data === undefined && error === null ? <Skeleton lines={4} height={3.25} /> : null}
      {data?.length === 0 ? (
        <Card>
          <EmptyState icon={Fingerprint} title="Nobody identified yet" action={begin}>
            When a name is not known, or doubted: record the power and the grounds, tell the person, take two fingers.
            The prints are held in memory only and are destroyed with the answer. What stays is the record of why and
            how you used the power.
          </EmptyState>
        </Card>
      ) : null}
      {data === undefined || data.length === 0 ? null : (
        <Card title="Identifications" icon={Fingerprint} aside={formatCount(data.length, 'record')} flush>
          {data.map((kept) => (
            <Row key={kept.id} kept={kept} />
          ))}
        </Card>
      )}
    </div>
  );
}

const isUnderWay = ({ facts }: KeptIdentification): boolean => facts !== null && facts.endedAt === null;

function Row({ kept }: { readonly kept: KeptIdentification }) {
  const { tone, label } = keptState(kept);
  return (
    <CardRow
      href={routeHref({ screen: 'identification', id: kept.id })}
      title={keptTitle(kept)}
      detail={[
        formatRecent(kept.startedAt),
        kept.facts === null ? 'nothing on record yet' : groundsWords(kept.facts),
      ].join(' · ')}
      action={<Badge tone={tone}>{label}</Badge>}
    />
  );
}
