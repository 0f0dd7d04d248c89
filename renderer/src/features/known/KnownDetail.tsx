// One known entity: each fact with its sources, what differs, the reports that speak of it, and what may be the same.
import { useMutation, useQuery } from '@tanstack/react-query';
import { CircleCheck, FileQuestion, FileText, Link2, Merge, TriangleAlert, Unlink, UserCheck } from 'lucide-react';
import type { Known, KnownFactHistory, KnownKind, KnownProposal } from '#contract/known.ts';
import { referenceOf } from '#contract/forms/references.ts';
import { isSettled } from '#contract/known/conflicts.ts';
import { factsOf } from '#contract/known/mentions.ts';
import type { EntityId } from '#contract/ids.ts';
import { navigate, routeHref } from '../../app/route.ts';
import { formatCount, formatDate } from '../../format/index.ts';
import { CommandError, kerbdesk, value } from '../../ipc/kerbdesk.ts';
import { describeProblem, showProblem } from '../../ipc/problem.ts';
import { Badge, Button, Card, CardRow, EmptyState, Notice, showToast, Skeleton, useShortcut } from '../../ui/index.ts';
import styles from './Known.module.css';
import { knownQueries } from './known-queries.ts';
import { factValue, kindWords, listDetail, sourceWords } from './known-words.ts';

export function KnownDetail({ id }: { readonly id: EntityId }) {
  const { data, error, refetch } = useQuery(knownQueries.one(id));
  if (data !== undefined) return <ShownDetail known={data} />;
  if (error === null) return <Skeleton lines={6} height={2} />;
  return error instanceof CommandError && error.code === 'not-found' ? (
    <Card>
      <EmptyState icon={FileQuestion} title="No report speaks of this any more">
        What was entered was taken out of its report, or was joined to another.
      </EmptyState>
    </Card>
  ) : (
    <Notice
      tone="bad"
      title="What is known could not be shown"
      action={<Button onPress={() => void refetch()}>Try again</Button>}
    >
      {describeProblem(error).text}
    </Notice>
  );
}

function ShownDetail({ known }: { readonly known: Known }) {
  const { icon: Icon, one } = kindWords[known.kind];
  const differing = known.history.filter((history) => isOpen(known.kind, history)).length;
  return (
    <section className={styles['shown']} aria-labelledby="known-name">
      <header className={styles['heading']}>
        <span className={styles['picture']}>
          <Icon size={22} aria-hidden />
        </span>
        <div>
          <h2 id="known-name" className={styles['title']}>
            {known.name}
          </h2>
          <p className={styles['small']}>{`${one} · ${formatCount(known.mentionCount, 'mention')} in reports`}</p>
        </div>
        {differing === 0 ? null : (
          <Badge tone="warn" icon={TriangleAlert}>{`${formatCount(differing, 'fact')} told differently`}</Badge>
        )}
      </header>
      <Proposals known={known} />
      <Card title="What is told" flush>
        <dl className={styles['facts']}>
          {known.history.map((history) => (
            <FactTold key={history.fact} kind={known.kind} history={history} />
          ))}
        </dl>
      </Card>
      <Card title="Reports" icon={FileText} aside={known.mentions.length} flush>
        {known.mentions.map((mention, index) => (
          <CardRow
            // oxlint-disable-next-line react/no-array-index-key -- one report may speak of it twice in one role
            key={`${mention.reportId} ${index}`}
            href={routeHref({ screen: 'report', id: mention.reportId })}
            title={mention.reportTitle === '' ? 'Untitled report' : mention.reportTitle}
            detail={`${referenceOf(mention)} · changed ${formatDate(mention.at)}`}
            action={mention.role === '' ? null : <Badge>{mention.role}</Badge>}
          />
        ))}
      </Card>
      <Joined known={known} />
    </section>
  );
}

/** Told differently, and not settled by the officer. */
function isOpen(kind: KnownKind, { fact, told, settled }: KnownFactHistory): boolean {
  const use = factsOf(kind).find(([name]) => name === fact)?.[1].use ?? 'words';
  const values = told.map(({ value: text }) => text);
  return told.length > 1 && !isSettled(use, values, settled);
}

interface FactToldProps {
  readonly kind: KnownKind;
  readonly history: KnownFactHistory;
}

function FactTold({ kind, history }: FactToldProps) {
  const { fact, label, told, settled } = history;
  const differs = isOpen(kind, history);
  return (
    <div className={differs ? styles['differs'] : undefined}>
      <dt>
        {label}
        {differs ? (
          <span className={styles['conflict']}>
            <TriangleAlert size={14} aria-hidden /> Reports differ
          </span>
        ) : null}
        {settled !== null && told.length > 1 && !differs ? (
          <span className={styles['settled']}>
            <CircleCheck size={14} aria-hidden /> {`The first is right: settled ${formatDate(settled.at)}`}
          </span>
        ) : null}
      </dt>
      {told.map(({ value: text, sources }) => (
        <dd key={text}>
          <span>{factValue(fact, text)}</span>
          <span className={styles['sources']}>
            {sources.slice(0, 3).map((source, index) => (
              // oxlint-disable-next-line react/no-array-index-key -- one report may tell it twice
              <a key={`${source.reportId} ${index}`} href={routeHref({ screen: 'report', id: source.reportId })}>
                {sourceWords(source)}
              </a>
            ))}
            {sources.length > 3 ? <span>{`and ${sources.length - 3} more`}</span> : null}
          </span>
        </dd>
      ))}
    </div>
  );
}

function Proposals({ known }: { readonly known: Known }) {
  const decide = useMutation({
    mutationFn: async ({ proposal, isSame }: { proposal: KnownProposal; isSame: boolean }) => {
      const pair = { entityId: known.id, otherId: proposal.known.id };
      return value(isSame ? kerbdesk.known.join(pair) : kerbdesk.known.keepApart(pair));
    },
    onSuccess: (_, { proposal, isSame }) =>
      showToast(
        isSame
          ? { tone: 'ok', title: `Joined with ${proposal.known.name}`, text: 'Part them again below, under “Joined”.' }
          : { tone: 'ok', title: `Kept apart from ${proposal.known.name}` },
      ),
    onError: (error) => showProblem(error, 'Nothing was joined'),
  });
  const first = known.proposals[0];
  const answer = (proposal: KnownProposal | undefined, isSame: boolean): void => {
    if (proposal !== undefined && !decide.isPending) decide.mutate({ proposal, isSame });
  };
  const when = first !== undefined;
  // Once for each press: the next pair comes up under a key that is still held.
  const shortcut = { when, once: true, group: 'People & places' };
  useShortcut('Y', () => answer(first, true), { ...shortcut, label: 'The same: join' });
  useShortcut('N', () => answer(first, false), { ...shortcut, label: 'Not the same' });
  if (!when) return null;
  const what = { person: 'person', vehicle: 'vehicle', property: 'item', place: 'place', event: 'incident' }[
    known.kind
  ];
  return (
    <section className={styles['proposals']} aria-labelledby="same">
      <h3 id="same">
        <UserCheck size={17} aria-hidden /> {`The same ${what}?`}
      </h3>
      <ul>
        {known.proposals.map((proposal, index) => (
          <li key={proposal.known.id}>
            <div>
              <a href={routeHref({ screen: 'known', id: proposal.known.id })}>{proposal.known.name}</a>
              <p className={styles['small']}>{listDetail(proposal.known)}</p>
              <p className={styles['reasons']}>{proposal.reasons.join(' · ')}</p>
            </div>
            <div className={styles['answers']}>
              <Button
                size="small"
                variant={index === 0 ? 'primary' : 'secondary'}
                icon={Merge}
                shortcut={index === 0 ? 'Y' : undefined}
                {...(index === 0 ? {} : { 'aria-label': `Join with ${proposal.known.name}` })}
                onPress={() => answer(proposal, true)}
              >
                Join
              </Button>
              <Button
                size="small"
                shortcut={index === 0 ? 'N' : undefined}
                {...(index === 0 ? {} : { 'aria-label': `Not the same as ${proposal.known.name}` })}
                onPress={() => answer(proposal, false)}
              >
                Not the same
              </Button>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Joined({ known }: { readonly known: Known }) {
  const part = useMutation({
    mutationFn: (entityId: EntityId) => value(kerbdesk.known.part({ entityId })),
    onSuccess: (left) => {
      showToast({ tone: 'ok', title: 'Parted again' });
      if (left.id !== known.id) navigate({ screen: 'known', id: left.id });
    },
    onError: (error) => showProblem(error, 'They were not parted'),
  });
  if (known.joined.length === 0) return null;
  return (
    <Card title="Joined" icon={Link2} aside={known.joined.length} flush>
      {known.joined.map(({ id, name, at }) => (
        <CardRow
          key={id}
          title={name}
          detail={`joined ${formatDate(at)}`}
          action={
            <Button
              size="small"
              icon={Unlink}
              isDisabled={part.isPending}
              aria-label={`Part again: ${name}`}
              onPress={() => part.mutate(id)}
            >
              Part again
            </Button>
          }
        />
      ))}
    </Card>
  );
}
