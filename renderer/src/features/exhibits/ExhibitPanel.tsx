// The exhibit that a recording is, or the way to make it one (X).
import { useQuery } from '@tanstack/react-query';
import { Stamp } from 'lucide-react';
import { useState } from 'react';
import type { ExhibitSummary } from '#contract/exhibits.ts';
import type { Recording } from '#contract/footage.ts';
import { navigate, routeHref } from '../../app/route.ts';
import { Button, useShortcut } from '../../ui/index.ts';
import { exhibitQueries } from './exhibit-queries.ts';
import styles from './Exhibits.module.css';
import { MakeExhibitDialog } from './MakeExhibitDialog.tsx';

const isOf =
  (recording: Recording) =>
  ({ recordingId }: ExhibitSummary): boolean =>
    recordingId === recording.id;

export function ExhibitPanel({ recording }: { readonly recording: Recording }) {
  const [isOpen, setOpen] = useState(false);
  const { data: exhibits = [], refetch } = useQuery({
    ...exhibitQueries.list(''),
    enabled: recording.exhibit !== null,
  });
  const exhibit = exhibits.find(isOf(recording));
  const showExhibit = async (): Promise<void> => {
    // The key may come before the list does.
    const found = exhibit ?? (await refetch()).data?.find(isOf(recording));
    if (found !== undefined) navigate({ screen: 'exhibit', id: found.id });
  };
  const deed = (): void => {
    if (recording.exhibit === null) setOpen(true);
    else void showExhibit();
  };
  useShortcut('X', deed, {
    when: !isOpen,
    label: recording.exhibit === null ? 'Make it an exhibit' : 'Continuity of the exhibit',
    group: 'Recording',
  });
  return (
    <section className={styles['panel']} aria-labelledby="exhibit">
      <h3 id="exhibit" className={styles['panelTitle']}>
        Exhibit
      </h3>
      {recording.exhibit === null ? (
        <div>
          <Button size="small" icon={Stamp} shortcut="X" onPress={() => setOpen(true)}>
            Make an exhibit
          </Button>
        </div>
      ) : (
        <p>
          {exhibit === undefined ? (
            recording.exhibit
          ) : (
            <a href={routeHref({ screen: 'exhibit', id: exhibit.id })} className={styles['label']}>
              {exhibit.label}
            </a>
          )}
          {exhibit === undefined ? null : <span className={styles['detail']}>{exhibit.description}</span>}
        </p>
      )}
      {isOpen ? <MakeExhibitDialog recordingId={recording.id} onClose={() => setOpen(false)} /> : null}
    </section>
  );
}
