// The search: the clock, each database's answer as it comes, and whom they name, to look at while the others still search.
import type { IdentificationView } from '#contract/identify/feature.ts';
import { candidatesOf } from '#contract/identify/answers.ts';
import type { At } from '#contract/identify.ts';
import { Card, Notice } from '../../../ui/index.ts';
import { CandidateCard } from '../answers/CandidateCard.tsx';
import { DatabaseRows } from '../answers/DatabaseRows.tsx';
import styles from '../answers/Search.module.css';
import { SecondsLeft } from '../answers/SecondsLeft.tsx';

interface SearchStepProps {
  readonly view: IdentificationView;
  readonly state: At<'search'> | At<'purge'>;
}

const silent = { status: 'waiting', elapsedMilliseconds: 0, words: null } as const;

export function SearchStep({ view, state }: SearchStepProps) {
  const { search } = state;
  const heard = view.search?.databases ?? [];
  const databases = search.asked.map((database) => ({
    database,
    answer: heard.find((one) => one.database === database)?.answer ?? silent,
  }));
  return (
    <>
      <Card>
        <div className={styles['search']}>
          <SecondsLeft startedAt={search.startedAt} deadlineAt={search.deadlineAt} />
          <DatabaseRows databases={databases} />
        </div>
      </Card>
      {databases.flatMap(({ database, answer }) =>
        answer.status === 'hit' || answer.status === 'possible'
          ? candidatesOf({ ...answer, database }).map((candidate) => (
              <CandidateCard
                key={`${database}${candidate.rank}`}
                database={database}
                candidate={candidate}
                of={answer.candidates.length}
                threshold={answer.threshold}
              />
            ))
          : [],
      )}
      <Notice tone="neutral">
        {state.step === 'purge'
          ? 'The answers are here. The prints are being destroyed.'
          : 'A database that has not answered is never shown as “no match”.'}
      </Notice>
    </>
  );
}
