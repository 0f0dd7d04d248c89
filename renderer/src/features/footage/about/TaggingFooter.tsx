// How far the tagging is, and on to the next: Enter, or N where no proposal waits for its answer.
import { ArrowLeft } from 'lucide-react';
import { navigate } from '../../../app/route.ts';
import { Button, IconButton, useShortcut } from '../../../ui/index.ts';
import styles from './TaggingFooter.module.css';
import type { TaggingWalk } from './use-tagging-run.ts';

const group = 'Tagging';

export function TaggingFooter({ run }: { readonly run: TaggingWalk }) {
  const { place, goNext, goPrevious } = run;
  const backToList = (): void => navigate({ screen: 'footage' });
  useShortcut(['Enter', 'Ctrl+Enter', 'N'], goNext ?? backToList, { label: 'Next to tag', group });
  useShortcut('P', () => goPrevious?.(), { label: 'The one before', group, when: goPrevious !== null });
  return (
    <footer className={styles['footer']} data-keep-clear>
      {goPrevious === null ? null : (
        <IconButton icon={ArrowLeft} label="The one before" shortcut="P" size="small" onPress={goPrevious} />
      )}
      <output className={styles['place']}>{place}</output>
      {goNext === null ? (
        <Button onPress={backToList} shortcut="Enter">
          All footage
        </Button>
      ) : (
        <Button variant="primary" type="submit" shortcut="Enter">
          Next
        </Button>
      )}
    </footer>
  );
}
