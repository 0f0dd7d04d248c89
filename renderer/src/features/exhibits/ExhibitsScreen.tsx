// Every exhibit of this officer, found by label, description or who has it.
import { useQuery } from '@tanstack/react-query';
import { SearchX, Stamp } from 'lucide-react';
import { useDeferredValue, useState } from 'react';
import type { ExhibitSummary } from '#contract/exhibits.ts';
import { routeHref } from '../../app/route.ts';
import { formatCount, formatDate } from '../../format/index.ts';
import { describeProblem } from '../../ipc/problem.ts';
import { Badge, Button, Card, CardRow, EmptyState, Notice, ScreenTitle, Skeleton, TextField } from '../../ui/index.ts';
import { exhibitQueries } from './exhibit-queries.ts';
import styles from './Exhibits.module.css';

export function ExhibitsScreen() {
  const [search, setSearch] = useState('');
  const { data, error, refetch } = useQuery(exhibitQueries.list(useDeferredValue(search)));
  return (
    <div className={styles['screen']}>
      <ScreenTitle
        title="Exhibits"
        subtitle="By producer and number, with who has each of them"
        back={{ href: routeHref({ screen: 'footage' }), label: 'All footage' }}
      />
      {data?.length === 0 && search === '' ? null : (
        <div className={styles['search']}>
          <TextField
            label="Find an exhibit"
            type="search"
            value={search}
            onChange={setSearch}
            maxLength={200}
            placeholder="Label, what it shows, or who has it"
          />
        </div>
      )}
      {error === null ? null : (
        <Notice
          tone="bad"
          title="The exhibits could not be listed"
          action={<Button onPress={() => void refetch()}>Try again</Button>}
        >
          {describeProblem(error).text}
        </Notice>
      )}
      {data === undefined && error === null ? <Skeleton lines={4} height={3.25} /> : null}
      {data?.length === 0 ? <NoExhibits search={search} onClear={() => setSearch('')} /> : null}
      {data === undefined || data.length === 0 ? null : (
        <Card title="Exhibits" icon={Stamp} aside={formatCount(data.length, 'exhibit')} flush>
          {data.map((exhibit) => (
            <ExhibitRow key={exhibit.id} exhibit={exhibit} />
          ))}
        </Card>
      )}
    </div>
  );
}

function ExhibitRow({ exhibit }: { readonly exhibit: ExhibitSummary }) {
  const { id, label, description, recordingTitle, producedAt, withWhom, erasedAt } = exhibit;
  return (
    <CardRow
      lead={<span className={styles['rowLabel']}>{label}</span>}
      href={routeHref({ screen: 'exhibit', id })}
      title={description}
      detail={[recordingTitle === description ? null : recordingTitle, `produced ${formatDate(producedAt)}`]
        .filter((part) => part !== null)
        .join(' · ')}
      action={
        erasedAt === null ? (
          <span className={styles['detail']}>{withWhom === null ? 'With the producer' : `With ${withWhom}`}</span>
        ) : (
          <Badge>Deleted for good</Badge>
        )
      }
    />
  );
}

function NoExhibits({ search, onClear }: { readonly search: string; readonly onClear: () => void }) {
  return (
    <Card>
      {search === '' ? (
        <EmptyState icon={Stamp} title="No exhibits yet">
          Open a recording, a clip or a snapshot and press X: it gets your initials and the next free number, and what
          is made from it the letter after.
        </EmptyState>
      ) : (
        <EmptyState
          icon={SearchX}
          title={`No exhibit fits “${search}”`}
          action={<Button onPress={onClear}>Show all</Button>}
        >
          The search looks in labels, descriptions, titles and who has them.
        </EmptyState>
      )}
    </Card>
  );
}
