// What reports say of an exhibit: where it is from and who names it; and what they say otherwise, for the officer to settle.
import { useMutation } from '@tanstack/react-query';
import { FileText, TriangleAlert } from 'lucide-react';
import type { Exhibit, ExhibitSource } from '#contract/exhibits.ts';
import { routeHref } from '../../app/route.ts';
import { kerbdesk, value } from '../../ipc/kerbdesk.ts';
import { showProblem } from '../../ipc/problem.ts';
import { Badge, Button, Card, CardRow, useShortcut } from '../../ui/index.ts';
import styles from './Exhibits.module.css';
import { factLabels, sourceWords } from './exhibit-words.ts';

interface Conflict {
  readonly source: ExhibitSource;
  readonly differing: ExhibitSource['conflicts'][number];
}

const sentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;

export function Sources({ sources }: Pick<Exhibit, 'sources'>) {
  if (sources.length === 0) return null;
  return (
    <Card title="What reports say" icon={FileText} flush>
      {sources.map((source) => (
        <CardRow
          key={`${source.report.id} ${source.entry}`}
          href={routeHref({ screen: 'report', id: source.report.id })}
          title={sentence(sourceWords(source.report, source.place))}
          detail={detailOf(source)}
          action={<Badge>{source.isTakenFrom ? 'Taken from here' : 'Names it'}</Badge>}
        />
      ))}
    </Card>
  );
}

function detailOf({ isGone, words, report, facts }: ExhibitSource): string {
  if (isGone) return 'It says nothing of it any more. What it said is above.';
  return [report.title, words === '' ? facts.description : `“${words}”`].filter((part) => part !== '').join(' · ');
}

interface ConflictsProps {
  readonly exhibit: Exhibit;
  /** No dialog of the screen lies over it. */
  readonly isFree: boolean;
}

export function Conflicts({ exhibit, isFree }: ConflictsProps) {
  const conflicts = exhibit.sources.flatMap((source) =>
    source.conflicts.map((differing): Conflict => ({ source, differing })),
  );
  const settle = useMutation({
    mutationFn: ({ source, differing, take }: Conflict & { readonly take: 'mine' | 'theirs' }) =>
      value(
        kerbdesk.exhibits.settle({
          id: exhibit.id,
          reportId: source.report.id,
          entry: source.entry,
          fact: differing.fact,
          take,
          theirs: differing.theirs,
        }),
      ),
    onError: (error) => showProblem(error, 'Nothing was settled'),
  });
  const answer = (conflict: Conflict | undefined, take: 'mine' | 'theirs'): void => {
    if (conflict !== undefined && !settle.isPending) settle.mutate({ ...conflict, take });
  };
  const shortcut = { when: isFree && conflicts.length > 0, once: true, group: 'Exhibit' };
  useShortcut('K', () => answer(conflicts[0], 'mine'), { ...shortcut, label: 'Keep what the list says' });
  useShortcut('T', () => answer(conflicts[0], 'theirs'), { ...shortcut, label: 'Take what the report says' });
  if (conflicts.length === 0) return null;
  return (
    <section className={styles['conflicts']} aria-labelledby="differs">
      <h2 id="differs">
        <TriangleAlert size={17} aria-hidden /> A report says otherwise
      </h2>
      <ul>
        {conflicts.map((conflict, index) => {
          const { source, differing } = conflict;
          const about = factLabels[differing.fact].toLowerCase();
          return (
            <li key={`${source.report.id} ${source.entry} ${differing.fact}`}>
              <h3>{factLabels[differing.fact]}</h3>
              <dl className={styles['facts']}>
                <div>
                  <dt>The list</dt>
                  <dd>{differing.mine === '' ? 'nothing' : differing.mine}</dd>
                </div>
                <div>
                  <dt>The report</dt>
                  <dd>
                    {differing.theirs}
                    <span className={styles['detail']}>{sentence(sourceWords(source.report, source.place))}</span>
                  </dd>
                </div>
              </dl>
              <div className={styles['answers']}>
                <Button
                  size="small"
                  shortcut={index === 0 ? 'K' : undefined}
                  {...(index === 0 ? {} : { 'aria-label': `Keep mine: ${about}` })}
                  isDisabled={settle.isPending}
                  onPress={() => answer(conflict, 'mine')}
                >
                  Keep mine
                </Button>
                <Button
                  size="small"
                  shortcut={index === 0 ? 'T' : undefined}
                  {...(index === 0 ? {} : { 'aria-label': `Take theirs: ${about}` })}
                  isDisabled={settle.isPending}
                  onPress={() => answer(conflict, 'theirs')}
                >
                  Take theirs
                </Button>
              </div>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
