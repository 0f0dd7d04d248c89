// People & places: every person, vehicle, item, place and incident of the reports once, beside what is told of it and where.
import { useInfiniteQuery } from '@tanstack/react-query';
import { ArrowLeft, FilePlus2, SearchX, Users } from 'lucide-react';
import { useDeferredValue, useState } from 'react';
import { Link } from 'react-aria-components/Link';
import { knownKind, type KnownKind } from '#contract/known.ts';
import type { EntityId } from '#contract/ids.ts';
import { routeHref } from '../../app/route.ts';
import { useNewReport } from '../../app/use-new-report.ts';
import { describeProblem } from '../../ipc/problem.ts';
import { Button, Card, EmptyState, Notice, ScreenTitle, Select, Skeleton, TextField } from '../../ui/index.ts';
import { KnownDetail } from './KnownDetail.tsx';
import { KnownList } from './KnownList.tsx';
import styles from './Known.module.css';
import { knownQueries } from './known-queries.ts';
import { isKnownKind, kindWords } from './known-words.ts';

const kindOptions = [
  { id: 'all', label: 'Everything' },
  ...knownKind.options.map((kind) => ({ id: kind, label: kindWords[kind].many })),
];

export function KnownScreen({ id }: { readonly id: EntityId | null }) {
  const [search, setSearch] = useState('');
  const [kind, setKind] = useState<KnownKind | null>(null);
  const sought = useDeferredValue(search.trim());
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage, isPlaceholderData } = useInfiniteQuery(
    knownQueries.list({ kind, search: sought }),
  );
  const known = data?.pages.flatMap((page) => page.known);
  const isUntouched = search === '' && kind === null;
  const showAll = (): void => {
    setSearch('');
    setKind(null);
  };
  return (
    <div className={styles['screen']} data-chosen={id !== null}>
      <ScreenTitle
        title="People & places"
        subtitle="Everyone and everything that your reports speak of, with what each report tells"
      />
      {error === null ? null : (
        <Notice
          tone="bad"
          live
          title="What is known could not be listed"
          action={<Button onPress={() => void refetch()}>Try again</Button>}
        >
          {describeProblem(error).text}
        </Notice>
      )}
      {known?.length === 0 && isUntouched && id === null ? (
        <NothingKnown />
      ) : (
        <div className={styles['columns']}>
          <div className={styles['found']}>
            <div className={styles['tools']}>
              <TextField
                label="Find"
                type="search"
                value={search}
                onChange={setSearch}
                maxLength={200}
                placeholder="Name, plate, phone, street"
              />
              <Select
                label="Show"
                value={kind ?? 'all'}
                onChange={(chosen) => setKind(isKnownKind(chosen) ? chosen : null)}
                options={kindOptions}
              />
            </div>
            {known === undefined && error === null ? <Skeleton lines={6} height={3} /> : null}
            {known?.length === 0 && !isPlaceholderData ? <NothingFits search={sought} onClear={showAll} /> : null}
            {known === undefined || known.length === 0 ? null : (
              <KnownList
                known={known}
                chosen={id}
                more={
                  hasNextPage ? (
                    <Button variant="quiet" isPending={isFetchingNextPage} onPress={() => void fetchNextPage()}>
                      Show more
                    </Button>
                  ) : null
                }
              />
            )}
          </div>
          <div className={styles['detail']}>
            {id === null ? (
              <NoneChosen />
            ) : (
              <>
                <Link href={routeHref({ screen: 'known' })} className={styles['back'] ?? ''}>
                  <ArrowLeft size={17} aria-hidden /> All people and places
                </Link>
                <KnownDetail key={id} id={id} />
              </>
            )}
          </div>
        </div>
      )}
    </div>
  );
}

function NothingKnown() {
  const { start, isPending } = useNewReport();
  return (
    <Card>
      <EmptyState
        icon={Users}
        title="Nobody and nothing known yet"
        action={
          <Button variant="primary" icon={FilePlus2} isDisabled={isPending} onPress={start}>
            New crime report
          </Button>
        }
      >
        Write a report: each person, vehicle, item and place in it appears here by itself, with every report that speaks
        of it. Enter them once: the next report offers them as you type a name, a plate or a street.
      </EmptyState>
    </Card>
  );
}

function NothingFits({ search, onClear }: { readonly search: string; readonly onClear: () => void }) {
  return (
    <Card>
      <EmptyState
        icon={SearchX}
        title={search === '' ? 'None of these yet' : `Nothing fits “${search}”`}
        action={<Button onPress={onClear}>Show everything</Button>}
      >
        Names are found misspelt too, plates however they are written, and phones by their first or last digits.
      </EmptyState>
    </Card>
  );
}

const NoneChosen = () => (
  <Card>
    <EmptyState icon={Users} title="Choose one to see what is told of it">
      Each fact shows the report that it comes from. Where two reports differ, both are shown.
    </EmptyState>
  </Card>
);
