// Footage: every recording in the vault, by worklist or by search, each a press away from being watched and tagged.
import { ListChecks, RefreshCw } from 'lucide-react';
import { useState } from 'react';
import { worklist as worklistSchema, type FootageList, type Worklist } from '#contract/footage.ts';
import { navigate, useRoute } from '../../app/route.ts';
import { formatCount } from '../../format/index.ts';
import { describeProblem } from '../../ipc/problem.ts';
import {
  Button,
  Card,
  Notice,
  ScreenTitle,
  SegmentedControl,
  Skeleton,
  useShortcut,
  VisuallyHidden,
} from '../../ui/index.ts';
import styles from './FootageScreen.module.css';
import { worklistNames } from './footage-words.ts';
import { NoRecordings } from './NoRecordings.tsx';
import { RecordingList } from './RecordingList.tsx';
import { RecordingSearch } from './RecordingSearch.tsx';
import { useCategories, useFootageList, useNeedsTagging, useRested } from './use-footage-list.ts';
import { useListPlace, type ListPlaceKeeper } from './use-list-place.ts';
import { useNow } from './use-now.ts';

const worklists: readonly Worklist[] = [
  'all',
  'needs-tagging',
  'no-category',
  'no-reference',
  'deletion-due',
  'on-hold',
  'derivatives',
  'deleted',
];
const listId = 'recording-list';

export function FootageScreen() {
  const route = useRoute();
  const worklist = route.screen === 'footage' ? (route.worklist ?? 'all') : 'all';
  const place = useListPlace();
  const [search, setSearchText] = useState(place.initial.search);
  const setSearch = (text: string): void => {
    setSearchText(text);
    place.keep({ search: text, scrolled: 0 });
  };
  const list = useFootageList(worklist, useRested(search.trim()));
  const first = list.data?.pages[0];
  const show = (next: Worklist): void => {
    place.keep({ scrolled: 0 });
    navigate(next === 'all' ? { screen: 'footage' } : { screen: 'footage', worklist: next }, { replace: true });
  };

  return (
    <div className={styles['screen']}>
      <ScreenTitle title="Footage" subtitle={subtitleOf(first)} actions={<StartTagging />} />
      {first?.counts.all === 0 && search === '' ? null : (
        <div className={styles['filters']}>
          <SegmentedControl
            label="Which recordings"
            value={worklist}
            onChange={(next) => show(worklistSchema.parse(next))}
            options={worklists.map((each) => ({
              id: each,
              label: worklistNames[each],
              ...(first === undefined ? {} : { count: first.counts[each] }),
            }))}
          />
          <RecordingSearch value={search} onChange={setSearch} listId={listId} />
        </div>
      )}
      <FoundRecordings
        list={list}
        worklist={worklist}
        search={search.trim()}
        onSearch={setSearch}
        onShow={show}
        place={place}
      />
    </div>
  );
}

function subtitleOf(list: FootageList | undefined): string {
  if (list === undefined) return 'Reading the vault';
  const { all, 'needs-tagging': toTag } = list.counts;
  if (all === 0) return 'Nothing offloaded yet';
  return `${formatCount(all, 'recording')} · ${toTag === 0 ? 'everything is tagged' : `${toTag} to tag`}`;
}

/** The one obvious next step: straight into the first recording that needs tagging. */
function StartTagging() {
  const waiting = useNeedsTagging();
  const first = waiting?.[0];
  const start = (): void => {
    if (first !== undefined) navigate({ screen: 'recording', id: first });
  };
  useShortcut('T', start, { when: first !== undefined, label: 'Tag the first that needs it', group: 'Footage' });
  if (waiting === null || first === undefined) return null;
  return (
    <Button variant="primary" icon={ListChecks} shortcut="T" onPress={start}>
      {waiting.length === 1 ? 'Tag 1 recording' : `Tag ${waiting.length} recordings`}
    </Button>
  );
}

interface FoundRecordingsProps {
  readonly list: ReturnType<typeof useFootageList>;
  readonly worklist: Worklist;
  readonly search: string;
  readonly onSearch: (text: string) => void;
  readonly onShow: (worklist: Worklist) => void;
  readonly place: ListPlaceKeeper;
}

function FoundRecordings({ list, worklist, search, onSearch, onShow, place }: FoundRecordingsProps) {
  const categories = useCategories();
  const now = useNow();
  if (list.isError) {
    const problem = describeProblem(list.error, 'The list of recordings could not be read');
    return (
      <Notice
        tone="bad"
        title={problem.title}
        action={
          <Button icon={RefreshCw} onPress={() => void list.refetch()}>
            Try again
          </Button>
        }
      >
        {problem.text}
      </Notice>
    );
  }
  if (list.data === undefined) {
    return (
      <Card>
        <Skeleton lines={6} height={3.5} />
      </Card>
    );
  }
  const recordings = list.data.pages.flatMap((page) => page.recordings);
  const total = list.data.pages[0]?.total ?? 0;
  return (
    <>
      <VisuallyHidden>
        <output>{search === '' ? '' : `${formatCount(total, 'recording')} found`}</output>
      </VisuallyHidden>
      {recordings.length === 0 ? (
        <Card>
          <NoRecordings
            worklist={worklist}
            search={search}
            total={list.data.pages[0]?.counts.all ?? 0}
            onClearSearch={() => onSearch('')}
            onShowAll={() => onShow('all')}
          />
        </Card>
      ) : (
        <RecordingList
          id={listId}
          recordings={recordings}
          categories={categories}
          now={now}
          scrolled={place.initial.scrolled}
          onScrolled={(scrolled) => place.keep({ scrolled })}
          isLoadingMore={list.isFetchingNextPage}
          onLoadMore={() => {
            if (list.hasNextPage && !list.isFetchingNextPage) void list.fetchNextPage();
          }}
        />
      )}
    </>
  );
}
