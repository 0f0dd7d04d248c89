// Takes one collision of published STATS19 files in as a draft: the folder, which collision, what the report cannot hold, then the draft.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { ArrowLeft, FileInput } from 'lucide-react';
import { useDeferredValue, useState } from 'react';
import type { PublishedCollisionSummary, PublishedFolder } from '#contract/stats19.ts';
import { navigate } from '../../../app/route.ts';
import { formatCount } from '../../../format/index.ts';
import { kerbdesk, value } from '../../../ipc/kerbdesk.ts';
import { describeProblem, showProblem } from '../../../ipc/problem.ts';
import { queries } from '../../../ipc/queries.ts';
import { Button, Dialog, Notice, showToast, Skeleton, TextField, useShortcut } from '../../../ui/index.ts';
import styles from './Rows.module.css';
import { RowsPreview } from './RowsPreview.tsx';

/** The button on the list of reports. */
export function TakeInRows() {
  const [folder, setFolder] = useState<PublishedFolder | null>(null);
  const { mutate, isPending } = useMutation({
    mutationFn: () => value(kerbdesk.stats19.openPublished(null)),
    onSuccess: (opened) => setFolder(opened),
    onError: (error) => showProblem(error, 'The files were not opened'),
  });
  const open = (): void => {
    if (!isPending) mutate();
  };
  useShortcut('R', open, { label: 'Take in STATS19 rows', group: 'Reports' });
  return (
    <>
      <Button variant="quiet" icon={FileInput} shortcut="R" isPending={isPending} onPress={open}>
        Take in STATS19 rows
      </Button>
      {folder === null ? null : <TakeInDialog folder={folder} onClose={() => setFolder(null)} />}
    </>
  );
}

interface TakeInDialogProps {
  readonly folder: PublishedFolder;
  readonly onClose: () => void;
}

function TakeInDialog({ folder, onClose }: TakeInDialogProps) {
  const client = useQueryClient();
  const [search, setSearch] = useState('');
  const sought = useDeferredValue(search);
  const [chosen, setChosen] = useState<string | null>(null);
  const found = useQuery({
    queryKey: ['published-rows', folder.folder, sought],
    queryFn: () => value(kerbdesk.stats19.findPublished({ search: sought })),
    gcTime: 0,
  });
  const only = sought === '' && found.data?.total === 1 ? (found.data.collisions[0]?.index ?? null) : null;
  const index = chosen ?? only;
  const preview = useQuery({
    queryKey: ['published-rows', folder.folder, 'preview', index],
    queryFn: () => value(kerbdesk.stats19.previewPublished({ index: index ?? '' })),
    enabled: index !== null,
    gcTime: 0,
    retry: false,
  });
  const takeIn = useMutation({
    mutationFn: (one: string) => value(kerbdesk.stats19.importPublished({ index: one })),
    onSuccess: (report) => {
      client.setQueryData(queries.report(report.id).queryKey, report);
      showToast({ title: 'Taken in as a draft', text: `${report.localReference}: read it over before you finish it.` });
      navigate({ screen: 'report', id: report.id });
    },
  });
  const problem = takeIn.error ?? preview.error ?? found.error;
  const hasNone = found.data?.total === 0 && sought === '';
  return (
    <Dialog
      title="Take in STATS19 rows"
      size="wide"
      isOpen
      onClose={onClose}
      actions={
        <>
          {preview.data === undefined || index === null ? null : (
            <Button variant="primary" isPending={takeIn.isPending} onPress={() => takeIn.mutate(index)}>
              Make a draft of it
            </Button>
          )}
          {chosen === null ? null : (
            <Button icon={ArrowLeft} onPress={() => setChosen(null)}>
              Choose another
            </Button>
          )}
          <Button variant="quiet" onPress={onClose}>
            Not now
          </Button>
        </>
      }
    >
      <div className={styles['form']}>
        {problem === null ? null : (
          <Notice tone="bad" live title="That was not taken in">
            {describeProblem(problem).text}
          </Notice>
        )}
        {index === null ? (
          <>
            <Files folder={folder} />
            {hasNone ? (
              <Notice tone="warn" title="There is no collision here that can be taken in">
                A folder needs a CSV file of collisions in the columns of 2024, with its files of vehicles and
                casualties beside it.
              </Notice>
            ) : (
              <Chooser
                search={search}
                onSearch={setSearch}
                collisions={found.data?.collisions}
                total={found.data?.total ?? 0}
                onChoose={setChosen}
              />
            )}
          </>
        ) : preview.data === undefined ? (
          problem === null ? (
            <Skeleton lines={4} height={2} />
          ) : null
        ) : (
          <RowsPreview preview={preview.data} />
        )}
      </div>
    </Dialog>
  );
}

function Files({ folder }: { readonly folder: PublishedFolder }) {
  if (folder.files.length === 0) return <p>There are no CSV files in that folder.</p>;
  return (
    <ul className={styles['findings']} aria-label="Files of the folder">
      {folder.files.map(({ name, rows, what, problem }) => (
        <li key={name}>
          <strong>{name}</strong>: {formatCount(rows, 'row')}
          {what === '' ? null : `, ${what}`}
          {problem === null ? null : `. ${problem}`}
        </li>
      ))}
      {folder.unopened === 0 ? null : <li>{formatCount(folder.unopened, 'further file')} not opened.</li>}
    </ul>
  );
}

interface ChooserProps {
  readonly search: string;
  readonly onSearch: (search: string) => void;
  readonly collisions: readonly PublishedCollisionSummary[] | undefined;
  readonly total: number;
  readonly onChoose: (index: string) => void;
}

const severities: Readonly<Record<string, string>> = { 1: 'fatal', 2: 'serious', 3: 'slight' };

function Chooser({ search, onSearch, collisions, total, onChoose }: ChooserProps) {
  return (
    <>
      <TextField
        label="Which collision?"
        hint="Its reference, its index or its date as 22/11/2024"
        type="search"
        value={search}
        onChange={onSearch}
        maxLength={60}
      />
      {collisions === undefined ? <Skeleton lines={4} height={2} /> : null}
      {collisions?.length === 0 ? <p>None fits. Type less of it.</p> : null}
      <ul className={styles['collisions']} aria-label="Collisions in these files">
        {collisions?.map((collision) => (
          <li key={collision.index}>
            <button type="button" onClick={() => onChoose(collision.index)}>
              <strong>{collision.reference}</strong> {collision.date}, {collision.time} ·{' '}
              {severities[collision.severity] ?? `severity ${collision.severity}`} ·{' '}
              {`${collision.vehicles} ${collision.vehicles === '1' ? 'vehicle' : 'vehicles'}, ${collision.casualties} ${collision.casualties === '1' ? 'casualty' : 'casualties'}`}
            </button>
          </li>
        ))}
      </ul>
      {collisions === undefined || collisions.length === total ? null : (
        <p>{`The first ${collisions.length} of ${total.toLocaleString('en-GB')}. Type more of the reference to find others.`}</p>
      )}
    </>
  );
}
