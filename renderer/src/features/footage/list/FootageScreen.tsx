// Footage: every recording in the vault, by worklist or by search, each a press away from being watched and tagged.
import { useQueryClient } from '@tanstack/react-query';
import { CalendarX2, ListChecks, RefreshCw, Stamp } from 'lucide-react';
import { useState } from 'react';
import type { FootageList, RecordingSummary, Worklist } from '#contract/footage.ts';
import { navigate, useRoute } from '../../../app/route.ts';
import { formatCount } from '../../../format/index.ts';
import { describeProblem } from '../../../ipc/problem.ts';
import { Button, Card, Notice, ScreenTitle, Skeleton, useShortcut, VisuallyHidden } from '../../../ui/index.ts';
import styles from './FootageScreen.module.css';
import { NoRecordings } from './NoRecordings.tsx';
import { RecordingList } from './RecordingList.tsx';
import { RecordingSearch } from './RecordingSearch.tsx';
import { BulkBar } from '../tagging/BulkBar.tsx';
import type { ChosenTools } from '../recording-tools.ts';
import { useCategories, useNeedsTagging, useRested } from '../use-footage-list.ts';
import { useFootagePages, type FootagePages } from './use-footage-pages.ts';
import { useListPlace, type ListPlaceKeeper } from './use-list-place.ts';
import { useListSelection } from './use-list-selection.ts';
import { goToTagging } from '../about/use-tagging-run.ts';
import { useNow } from '../use-now.ts';
import { WorklistPicker } from './WorklistPicker.tsx';

const listId = 'recording-list';

export function FootageScreen({ chosenTools }: { readonly chosenTools: ChosenTools }) {
  const route = useRoute();
  const worklist = route.screen === 'footage' ? (route.worklist ?? 'all') : 'all';
  const place = useListPlace();
  const [search, setSearchText] = useState(place.initial.search);
  const setSearch = (text: string): void => {
    setSearchText(text);
    place.keep({ search: text, scrolled: 0, active: 0 });
  };
  const rested = useRested(search.trim());
  const pages = useFootagePages(worklist, rested);
  const show = (next: Worklist): void => {
    place.keep({ scrolled: 0, active: 0 });
    navigate(next === 'all' ? { screen: 'footage' } : { screen: 'footage', worklist: next }, { replace: true });
  };
  const isEmptyVault = pages.counts !== undefined && Object.values(pages.counts).every((count) => count === 0);

  return (
    <div className={styles['screen']}>
      <ScreenTitle title="Footage" subtitle={subtitleOf(pages.counts)} actions={<FootageDeeds />} />
      <div className={styles['columns']}>
        {isEmptyVault && search === '' ? null : (
          <div className={styles['filters']}>
            <WorklistPicker value={worklist} counts={pages.counts} onChange={show} />
            <RecordingSearch value={search} onChange={setSearch} listId={listId} />
          </div>
        )}
        <FoundRecordings
          // What was chosen, and where the list stood, belong to the list it was chosen in.
          key={`${worklist} ${rested}`}
          pages={pages}
          worklist={worklist}
          search={search.trim()}
          onSearch={setSearch}
          onShow={show}
          place={place}
          chosenTools={chosenTools}
        />
      </div>
    </div>
  );
}

/** Where all that there is was marked for deletion, there still is something to have back. */
const heldIn = (counts: FootageList['counts']): number => counts.all + counts.derivatives + counts.deleted;

function subtitleOf(counts: FootageList['counts'] | undefined): string {
  if (counts === undefined) return 'Reading the vault';
  const { all, 'needs-tagging': toTag } = counts;
  if (heldIn(counts) === 0) return 'Nothing offloaded yet';
  return `${formatCount(all, 'recording')} · ${toTag === 0 ? 'everything is tagged' : `${toTag} to tag`}`;
}

function FootageDeeds() {
  return (
    <>
      <Button variant="quiet" icon={Stamp} onPress={() => navigate({ screen: 'exhibits' })}>
        Exhibits
      </Button>
      <Button variant="quiet" icon={CalendarX2} onPress={() => navigate({ screen: 'review' })}>
        Deletion review
      </Button>
      <StartTagging />
    </>
  );
}

/** The one obvious next step: straight into the first recording that needs tagging. */
function StartTagging() {
  const client = useQueryClient();
  const waiting = useNeedsTagging();
  const first = waiting?.[0];
  const start = (): void => {
    if (first !== undefined) void goToTagging(client, first);
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
  readonly pages: FootagePages;
  readonly worklist: Worklist;
  readonly search: string;
  readonly onSearch: (text: string) => void;
  readonly onShow: (worklist: Worklist) => void;
  readonly place: ListPlaceKeeper;
  readonly chosenTools: ChosenTools;
}

function FoundRecordings({ pages, worklist, search, onSearch, onShow, place, chosenTools }: FoundRecordingsProps) {
  const categories = useCategories();
  const now = useNow();
  const selection = useListSelection(pages, worklist, search);
  const [active, setActive] = useState<RecordingSummary | null>(null);
  const { total, counts } = pages;
  if (pages.error !== null) {
    const problem = describeProblem(pages.error, 'The list of recordings could not be read');
    return (
      <Notice
        tone="bad"
        title={problem.title}
        action={
          <Button icon={RefreshCw} onPress={pages.retry}>
            Try again
          </Button>
        }
      >
        {problem.text}
      </Notice>
    );
  }
  if (total === undefined) {
    return (
      <Card>
        <Skeleton lines={6} height={3.5} />
      </Card>
    );
  }
  return (
    <div className={styles['found']}>
      <VisuallyHidden>
        <output>{search === '' ? '' : `${formatCount(total, 'recording')} found`}</output>
      </VisuallyHidden>
      {total === 0 ? (
        <Card>
          <NoRecordings
            worklist={worklist}
            search={search}
            total={counts === undefined ? 0 : heldIn(counts)}
            onClearSearch={() => onSearch('')}
            onShowAll={() => onShow('all')}
          />
        </Card>
      ) : (
        <RecordingList
          id={listId}
          pages={pages}
          total={total}
          selection={selection}
          categories={categories}
          now={now}
          place={place}
          onActive={setActive}
        />
      )}
      <BulkBar selection={selection} active={active} categories={categories} tools={chosenTools} />
    </div>
  );
}
