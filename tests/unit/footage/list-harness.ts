// What the Chromium of footage-list.test.ts runs: the program's own list of recordings, with its pages, on a long vault.
import { asked, total } from './list-main.ts';
import { QueryClientProvider } from '@tanstack/react-query';
import { createElement, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { RecordingList } from '../../../renderer/src/features/footage/list/RecordingList.tsx';
import { useFootagePages } from '../../../renderer/src/features/footage/list/use-footage-pages.ts';
import { useListPlace } from '../../../renderer/src/features/footage/list/use-list-place.ts';
import { useListSelection } from '../../../renderer/src/features/footage/list/use-list-selection.ts';
import { createQueryClient } from '../../../renderer/src/ipc/queries.ts';
import { queryKeys } from '../../../renderer/src/ipc/query-keys.ts';

declare global {
  interface Window {
    listHarness: {
      /** The offsets of the pages that were asked for since this was last asked. */
      readonly asked: () => number[];
      /** As after an announced change of the footage. */
      readonly askAgain: () => Promise<void>;
    };
  }
}

const client = createQueryClient();

function LongList() {
  const pages = useFootagePages('all', '');
  const selection = useListSelection(pages, 'all', '');
  const place = useListPlace();
  const [now] = useState(() => Date.now());
  if (pages.total === undefined) return null;
  return createElement(RecordingList, {
    id: 'recording-list',
    pages,
    total,
    selection,
    categories: [],
    now,
    place,
    onActive: () => undefined,
  });
}

const root = document.createElement('div');
root.style.cssText = 'display: flex; flex-direction: column; height: 700px';
document.body.append(root);
createRoot(root).render(createElement(QueryClientProvider, { client }, createElement(LongList)));

window.listHarness = {
  asked: () => asked.splice(0),
  askAgain: () => client.invalidateQueries({ queryKey: queryKeys.footage }),
};
