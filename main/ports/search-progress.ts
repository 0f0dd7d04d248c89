// From the gateway's events to what is known of a search. A database is never "no hit" unless that database said so, and nothing that
// was found is taken back.
import {
  databaseNames,
  type BiometricDatabase,
  type DatabaseAnswer,
  type DatabaseState,
  type SearchProblem,
  type SearchState,
} from '#contract/biometric-search.ts';
import type { GatewayEvent } from './biometric-gateway.ts';

type Answer = DatabaseState['answer'];

const notANoHit = 'This is not a "no hit".';

function wordsOf(database: BiometricDatabase, answer: Answer): string {
  const name = databaseNames[database];
  const count = 'candidates' in answer ? answer.candidates.length : 0;
  const because = 'words' in answer && answer.words !== null ? ` (${answer.words})` : '';
  const words: Record<Answer['status'], string> = {
    waiting: `${name} has not begun yet.`,
    searching: `${name} is being searched.`,
    hit: `${name}: hit, ${count === 1 ? 'one candidate' : `${count} candidates`}. Compare before you decide.`,
    possible: `${name}: possible match, ${count === 1 ? 'one candidate' : `${count} candidates`}. Compare before you decide.`,
    'no-hit': `${name}: no match. That does not mean that there is no record elsewhere.`,
    error: `${name} could not be searched${because}. ${notANoHit}`,
    timeout: `${name} did not answer in time${because}. ${notANoHit}`,
    'not-answered': `${name} did not answer. ${notANoHit}`,
  };
  return words[answer.status];
}

const stateOf = (database: BiometricDatabase, answer: Answer): DatabaseState => ({
  database,
  answer,
  words: wordsOf(database, answer),
});

/** Before anything was heard. `databases`: those that are asked, each once. */
export const beginSearch = (
  transactionControlNumber: string,
  databases: readonly BiometricDatabase[],
): SearchState => ({
  transactionControlNumber,
  phase: 'submitting',
  reference: false,
  databases: databases.map((database) => stateOf(database, { status: 'waiting', elapsedMilliseconds: 0, words: null })),
  purge: null,
  problem: null,
});

const isOpen = ({ status }: Answer): boolean => status === 'waiting' || status === 'searching';
const isFound = ({ status }: Answer): boolean => status === 'hit' || status === 'possible';

/** What holds when a database has already answered and speaks again. */
function settled(before: Answer, said: DatabaseAnswer): Answer {
  if (isOpen(before)) return said;
  if (isFound(said) && before.status !== 'hit') return said;
  if (isFound(before) || isOpen(said) || before.status === said.status) return before;
  return {
    status: 'error',
    elapsedMilliseconds: said.elapsedMilliseconds,
    words: 'the gateway contradicted itself',
  };
}

function withAnswer(state: SearchState, database: BiometricDatabase, said: DatabaseAnswer): SearchState {
  return {
    ...state,
    databases: state.databases.map((one) =>
      one.database === database ? stateOf(database, settled(one.answer, said)) : one,
    ),
  };
}

/** The end, however it came: whoever has not answered until now has not answered. */
const ended = (state: SearchState, problem: SearchProblem | null): SearchState => ({
  ...state,
  phase: 'ended',
  problem,
  databases: state.databases.map((one) =>
    isOpen(one.answer) ? stateOf(one.database, { status: 'not-answered' }) : one,
  ),
});

/** The gateway took the search up, for some of the databases or all: the others will say nothing. */
function accepted(state: SearchState, taken: readonly BiometricDatabase[], reference: boolean): SearchState {
  return {
    ...state,
    phase: 'searching',
    reference: state.reference || reference,
    databases: state.databases.map((one) =>
      isOpen(one.answer) && !taken.includes(one.database) ? stateOf(one.database, { status: 'not-answered' }) : one,
    ),
  };
}

/** Pure. What comes after the end changes nothing. */
export function afterEvent(state: SearchState, event: GatewayEvent): SearchState {
  if (state.phase === 'ended') return state;
  switch (event.type) {
    case 'accepted':
      return accepted(state, event.databases, event.reference);
    case 'database':
      return withAnswer(state, event.database, event.answer);
    case 'purged':
      return { ...state, purge: event.receipt };
    case 'end':
      return ended(state, null);
    case 'lost':
      return ended(state, event.problem);
  }
}

export type SearchConclusion = 'running' | 'found' | 'no-match' | 'incomplete';

/** `no-match` only where every database that was asked said so; something found counts although another one failed. */
export function conclusionOf({ phase, databases }: SearchState): SearchConclusion {
  if (databases.some(({ answer }) => isFound(answer))) return 'found';
  if (phase !== 'ended') return 'running';
  return databases.length > 0 && databases.every(({ answer }) => answer.status === 'no-hit')
    ? 'no-match'
    : 'incomplete';
}
