// The exhibit list: what reports tell of and is not on it, and every exhibit of this officer, found by label, words or who has it.
import { useQuery } from '@tanstack/react-query';
import { Plus, SearchX, Stamp, TriangleAlert } from 'lucide-react';
import { useDeferredValue, useState } from 'react';
import type { ExhibitSummary } from '#contract/exhibits.ts';
import { routeHref } from '../../app/route.ts';
import { formatCount, formatDate } from '../../format/index.ts';
import { describeProblem } from '../../ipc/problem.ts';
import {
  Badge,
  Button,
  Card,
  CardRow,
  EmptyState,
  Notice,
  ScreenTitle,
  Skeleton,
  TextField,
  useShortcut,
} from '../../ui/index.ts';
import { AddExhibitDialog } from './AddExhibitDialog.tsx';
import { exhibitQueries } from './exhibit-queries.ts';
import { foundWords, sourceWords } from './exhibit-words.ts';
import styles from './Exhibits.module.css';
import { Offers } from './Offers.tsx';

export function ExhibitsScreen() {
  const [search, setSearch] = useState('');
  const [isAdding, setAdding] = useState(false);
  const { data, error, refetch } = useQuery(exhibitQueries.list(useDeferredValue(search)));
  const { data: offers = [] } = useQuery(exhibitQueries.offers);
  useShortcut('Alt+N', () => setAdding(true), { when: !isAdding, label: 'Add an exhibit by hand', group: 'Exhibits' });
  const isBare = data?.length === 0 && search === '';
  return (
    <div className={styles['screen']}>
      <ScreenTitle
        title="Exhibits"
        subtitle="By producer and number, with who has each of them"
        back={{ href: routeHref({ screen: 'footage' }), label: 'All footage' }}
        actions={
          <Button icon={Plus} shortcut="Alt+N" onPress={() => setAdding(true)}>
            Add by hand
          </Button>
        }
      />
      <Offers offers={offers} isFree={!isAdding} />
      {isBare ? null : (
        <div className={styles['search']}>
          <TextField
            label="Find an exhibit"
            type="search"
            value={search}
            onChange={setSearch}
            maxLength={200}
            placeholder="Label, what it is, report, or who has it"
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
      {isAdding ? <AddExhibitDialog offer={null} onClose={() => setAdding(false)} /> : null}
    </div>
  );
}

/** Of a thing where it was found and where it is from; of a recording its title. */
function detailOf(exhibit: ExhibitSummary): string {
  const { recordingId, recordingTitle, description, producedAt, report, place } = exhibit;
  const parts =
    recordingId === null
      ? [foundWords(exhibit), report === null ? 'Added by hand' : `From ${sourceWords(report, place)}`]
      : [recordingTitle === description ? '' : recordingTitle, `produced ${formatDate(producedAt)}`];
  return parts.filter((part) => part !== '').join(' · ');
}

function ExhibitRow({ exhibit }: { readonly exhibit: ExhibitSummary }) {
  const { id, label, description } = exhibit;
  return (
    <CardRow
      lead={<span className={styles['rowLabel']}>{label}</span>}
      href={routeHref({ screen: 'exhibit', id })}
      title={description}
      detail={detailOf(exhibit)}
      action={<State exhibit={exhibit} />}
    />
  );
}

function State({ exhibit: { withdrawn, erasedAt, conflictCount, withWhom } }: { readonly exhibit: ExhibitSummary }) {
  if (withdrawn !== null) return <Badge>Taken off the list</Badge>;
  if (erasedAt !== null) return <Badge>Deleted for good</Badge>;
  return (
    <>
      {conflictCount === 0 ? null : (
        <Badge tone="warn" icon={TriangleAlert}>
          Report differs
        </Badge>
      )}
      <span className={styles['detail']}>{withWhom === null ? 'With the producer' : `With ${withWhom}`}</span>
    </>
  );
}

function NoExhibits({ search, onClear }: { readonly search: string; readonly onClear: () => void }) {
  return (
    <Card>
      {search === '' ? (
        <EmptyState icon={Stamp} title="No exhibits yet">
          Footage: open a recording, a clip or a snapshot and press X. A thing: enter it under Property in the crime
          report as seized or recovered, and it is offered here. Either gets initials and the next free number.
        </EmptyState>
      ) : (
        <EmptyState
          icon={SearchX}
          title={`No exhibit fits “${search}”`}
          action={<Button onPress={onClear}>Show all</Button>}
        >
          The search looks in labels, descriptions, titles, where things were found, reports and who has them.
        </EmptyState>
      )}
    </Card>
  );
}
