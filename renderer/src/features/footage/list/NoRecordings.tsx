// The list without rows: first use, nothing found, or a worklist that is done. Each says what to do next.
import { CheckCheck, SearchX, Usb } from 'lucide-react';
import type { Worklist } from '#contract/footage.ts';
import { navigate } from '../../../app/route.ts';
import { Button, EmptyState } from '../../../ui/index.ts';

export interface NoRecordingsProps {
  readonly worklist: Worklist;
  readonly search: string;
  /** How many recordings the vault holds at all. */
  readonly total: number;
  readonly onClearSearch: () => void;
  readonly onShowAll: () => void;
}

const done: Readonly<Record<Exclude<Worklist, 'all'>, { readonly title: string; readonly text: string }>> = {
  'needs-tagging': {
    title: 'Everything is tagged',
    text: 'Every recording has a category and a reference. New ones appear here as soon as they are offloaded.',
  },
  'no-category': {
    title: 'Every recording has a category',
    text: 'So each one is kept or deleted by its own rule, and none by mistake.',
  },
  'no-reference': {
    title: 'Every recording has a reference',
    text: 'Each can be found by its crime, CAD or stop number.',
  },
  'deletion-due': {
    title: 'Nothing is due for deletion',
    text: 'Recordings without an evidential category appear here before they are deleted, in time to keep them.',
  },
  'on-hold': {
    title: 'Nothing is on hold',
    text: 'A hold keeps a recording whatever its category says, until the hold is lifted.',
  },
  derivatives: {
    title: 'No clips or copies yet',
    text: 'Clips, redactions and snapshots appear here. The recordings they are made from stay untouched.',
  },
  deleted: {
    title: 'Nothing is waiting to be deleted',
    text: 'What is deleted stays here for a while, and can be had back until its time is up.',
  },
};

export function NoRecordings({ worklist, search, total, onClearSearch, onShowAll }: NoRecordingsProps) {
  if (total === 0 && search === '') {
    return (
      <EmptyState
        icon={Usb}
        title="No footage yet"
        action={<Button onPress={() => navigate({ screen: 'today' })}>See cameras on Today</Button>}
      >
        Plug in a camera and choose Offload on Today. Each recording is copied, sealed and compared with the camera’s
        own bytes; then it is here to watch and tag.
      </EmptyState>
    );
  }
  if (search !== '') {
    return (
      <EmptyState
        icon={SearchX}
        title={`Nothing fits “${search}”`}
        action={
          <>
            <Button onPress={onClearSearch}>Clear the search</Button>
            {worklist === 'all' ? null : <Button onPress={onShowAll}>Search all recordings</Button>}
          </>
        }
      >
        The search looks in titles, references, notes, tags, categories, file names, cameras and markers.
      </EmptyState>
    );
  }
  const words = worklist === 'all' ? done['needs-tagging'] : done[worklist];
  return (
    <EmptyState icon={CheckCheck} title={words.title} action={<Button onPress={onShowAll}>Show all recordings</Button>}>
      {words.text}
    </EmptyState>
  );
}
