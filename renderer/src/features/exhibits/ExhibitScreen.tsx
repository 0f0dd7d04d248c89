// One exhibit: what it is, and its continuity from the camera to whoever has it now; fit to be printed.
import { useQuery } from '@tanstack/react-query';
import { ArrowRightLeft, FileQuestion, PencilLine } from 'lucide-react';
import { useState } from 'react';
import type { ContinuityEntry, Exhibit } from '#contract/exhibits.ts';
import type { ExhibitId } from '#contract/ids.ts';
import { routeHref } from '../../app/route.ts';
import { formatBytes, formatDateTime, formatDateTimeWithSeconds } from '../../format/index.ts';
import { CommandError } from '../../ipc/kerbdesk.ts';
import { describeProblem } from '../../ipc/problem.ts';
import { Badge, Button, Card, EmptyState, Notice, ScreenTitle, Skeleton, useShortcut } from '../../ui/index.ts';
import { DescribeExhibitDialog } from './DescribeExhibitDialog.tsx';
import { exhibitQueries } from './exhibit-queries.ts';
import styles from './Exhibits.module.css';
import { MoveExhibitDialog } from './MoveExhibitDialog.tsx';

const back = { href: routeHref({ screen: 'exhibits' }), label: 'All exhibits' };

export function ExhibitScreen({ id }: { readonly id: ExhibitId }) {
  const { data, error, refetch } = useQuery(exhibitQueries.one(id));
  if (data !== undefined) return <ShownExhibit exhibit={data} />;
  if (error === null) return <Skeleton lines={6} height={2} />;
  return (
    <div className={styles['screen']}>
      <ScreenTitle title="Exhibit not shown" back={back} />
      {error instanceof CommandError && error.code === 'not-found' ? (
        <Card>
          <EmptyState icon={FileQuestion} title="This exhibit is not in your vault" />
        </Card>
      ) : (
        <Notice tone="bad" action={<Button onPress={() => void refetch()}>Try again</Button>}>
          {describeProblem(error).text}
        </Notice>
      )}
    </div>
  );
}

function ShownExhibit({ exhibit }: { readonly exhibit: Exhibit }) {
  const [open, setOpen] = useState<'move' | 'describe' | null>(null);
  const close = (): void => setOpen(null);
  useShortcut('M', () => setOpen('move'), { when: open === null, label: 'Note a movement', group: 'Exhibit' });
  return (
    <div className={styles['screen']}>
      <ScreenTitle
        title={`Exhibit ${exhibit.label}`}
        subtitle={exhibit.description}
        back={back}
        badges={exhibit.erasedAt === null ? null : <Badge>Deleted for good</Badge>}
        actions={
          <>
            <Button variant="quiet" icon={PencilLine} onPress={() => setOpen('describe')}>
              Change the description
            </Button>
            <Button variant="primary" icon={ArrowRightLeft} shortcut="M" onPress={() => setOpen('move')}>
              Note a movement
            </Button>
          </>
        }
      />
      <Card title="What it is">
        <dl className={styles['facts']}>
          <Fact name="Recording">
            <a href={routeHref({ screen: 'recording', id: exhibit.recordingId })}>{exhibit.recordingTitle}</a>
          </Fact>
          <Fact name="Produced by">{`${exhibit.producerName}, ${formatDateTime(exhibit.producedAt)}`}</Fact>
          {exhibit.derivedFrom === null ? null : <Fact name="Made from">{`exhibit ${exhibit.derivedFrom}`}</Fact>}
          <Fact name="Recorded">
            {exhibit.startedAt === null ? 'time not known' : formatDateTime(exhibit.startedAt)}
          </Fact>
          <Fact name="File">{`${exhibit.fileName}, ${formatBytes(exhibit.bytes)}`}</Fact>
          <Fact name="SHA-256">
            <code className={styles['hash']}>{exhibit.sha256}</code>
          </Fact>
          <Fact name="Now with">{exhibit.withWhom ?? 'the producer'}</Fact>
        </dl>
      </Card>
      <Card title="Continuity" aside={`${exhibit.continuity.length} entries`} flush>
        <ol className={styles['continuity']}>
          {exhibit.continuity.map((entry, index) => (
            <ContinuityLine key={`${entry.at} ${index}`} entry={entry} />
          ))}
        </ol>
      </Card>
      {open === 'move' ? <MoveExhibitDialog exhibit={exhibit} onClose={close} /> : null}
      {open === 'describe' ? <DescribeExhibitDialog exhibit={exhibit} onClose={close} /> : null}
    </div>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: React.ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function ContinuityLine({ entry }: { readonly entry: ContinuityEntry }) {
  return (
    <li className={entry.source === 'movement' ? styles['moved'] : undefined}>
      <time dateTime={entry.at}>{formatDateTimeWithSeconds(entry.at)}</time>
      <span>
        <strong>{entry.what}</strong>
        {entry.who === null ? null : <span>{` · ${entry.who}`}</span>}
        {entry.detail === '' ? null : <span className={styles['detail']}>{entry.detail}</span>}
      </span>
    </li>
  );
}
