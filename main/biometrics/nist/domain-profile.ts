// What one domain wants of a search: its own Type-2 record, and how prints are sent. The only place that knows a domain; a gateway
// with another specification gets another profile.
import { itemLine, plainText } from './field-text.ts';
import type { NewFields } from './write-transaction.ts';

/** All that a search says beside the prints. No name, age or description: a search for who somebody is needs none of them. */
export interface SearchFacts {
  /** The searching force's own reference of this search; nobody can be known by it. */
  readonly reference: string;
  /** Which databases are to answer; empty leaves it to the gateway. */
  readonly databases: readonly string[];
  /** How many candidates each may answer with, at most. */
  readonly mostCandidates: number;
}

export interface DomainProfile {
  /** 1.013 DOM: name and version. */
  readonly domain: { readonly name: string; readonly version: string };
  /** 1.004 TOT. */
  readonly transactionType: string;
  /** Type 14 with the named compression; Type 4 (legacy) is WSQ always. */
  readonly prints: 'type-14-wsq' | 'type-14-png' | 'type-4-wsq';
  /** Bits a pixel where prints are compressed with loss: 0.75 is the 15 to 1 that domains ask for. */
  readonly bitRate: number;
  /** The fields of the Type-2 record from 2.003 on, in ascending order. */
  readonly describe: (facts: SearchFacts) => NewFields;
}

/** A database searches no deeper for one question. */
const mostCandidates = 10;

/**
 * Near INTERPOL's implementation (INT-I 4.22b, as the annex of Council Decision 2008/616/JHA also uses it): the nearest public profile,
 * since the specification of the Home Office gateway is not published. Fields: 003 SYS (which version), 007 CNO (case number, behind
 * the country), 063 INF (additional information: the databases asked), 320 ENC (expected number of candidates). CPS is a search of
 * prints among prints.
 * @param prints lossless PNG where the receiver takes it; WSQ is what domains usually want
 */
export function interpolProfile(prints: DomainProfile['prints'] = 'type-14-wsq'): DomainProfile {
  return {
    domain: { name: 'INT-I', version: '4.22' },
    transactionType: 'CPS',
    prints,
    bitRate: 0.75,
    describe({ reference, databases, mostCandidates: most }) {
      if (!Number.isInteger(most) || most < 1 || most > mostCandidates)
        throw new RangeError(`A search answers with 1 to ${mostCandidates} candidates, not ${most}`);
      return [
        [3, '0422'],
        [7, `GB/${plainText(reference, 'The reference of a search', 32)}`],
        ...(databases.length === 0 ? [] : ([[63, databaseList(databases)]] as const)),
        [320, String(most)],
      ];
    },
  };
}

function databaseList(databases: readonly string[]): string {
  if (new Set(databases).size !== databases.length) throw new RangeError('A database is asked twice');
  return plainText(itemLine(databases, ' '), 'The list of databases', 32);
}
