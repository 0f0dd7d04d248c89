// What the vault knows for the field in hand: what fits as it is typed, and what others tell of the entity an entry is of.
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { textOf } from '#contract/forms.ts';
import { entityId, type EntityId } from '#contract/ids.ts';
import type { KnownOffer, ToldElsewhere } from '#contract/known.ts';
import { mentionKey } from '#contract/known/mentions.ts';
import type { MentionSource } from '#contract/known/sources.ts';
import { kerbdesk, value } from '../../../ipc/kerbdesk.ts';
import { queryKeys } from '../../../ipc/query-keys.ts';
import type { Scope } from '../draft-content.ts';
import { useFieldValue, useOpenReport } from '../session-context.tsx';

const mostOffers = 6;
/** One letter fits half of everybody. */
const fewestLetters = 2;
/** Names of people are not kept longer than they are looked at. */
const keptMilliseconds = 10_000;
const none: readonly KnownOffer[] = [];

function useChosen(source: MentionSource, scope: Scope): EntityId | null {
  const chosen = entityId.safeParse(textOf(useFieldValue(scope, source.chosenBy)));
  return chosen.success ? chosen.data : null;
}

/** @param typed empty while nothing is to be offered. The answer to what was typed last; those to earlier letters are never shown after it. */
export function useOffers(source: MentionSource, scope: Scope, typed: string): readonly KnownOffer[] {
  const { id: reportId } = useOpenReport();
  const chosen = useChosen(source, scope);
  const entry = mentionKey(source, scope?.entryId ?? '');
  const isAsked = typed.trim().length >= fewestLetters;
  const { data } = useQuery({
    queryKey: queryKeys.knownOffers({ kind: source.kind, typed: typed.trim(), reportId, entry, chosen }),
    queryFn: () =>
      value(
        kerbdesk.known.offer({
          kind: source.kind,
          typed: typed.trim().slice(0, 200),
          limit: mostOffers,
          entry: { reportId, entry },
          ...(chosen === null ? {} : { except: [chosen] }),
        }),
      ),
    enabled: isAsked,
    // Between two letters the list stands still; what did not come is not offered, and typing goes on.
    placeholderData: keepPreviousData,
    gcTime: keptMilliseconds,
    retry: false,
  });
  return isAsked ? (data ?? none) : none;
}

export interface Told {
  readonly told: ToldElsewhere | null;
  /** The officer took it from an offer, as against joined it among people and places. */
  readonly isChosen: boolean;
}

export function useTold(source: MentionSource, scope: Scope): Told {
  const { id: reportId } = useOpenReport();
  const chosen = useChosen(source, scope);
  const entry = mentionKey(source, scope?.entryId ?? '');
  const { data } = useQuery({
    queryKey: queryKeys.knownTold({ reportId, entry, chosen }),
    queryFn: () => value(kerbdesk.known.told({ reportId, entry, chosen })),
    gcTime: keptMilliseconds,
    retry: false,
  });
  return { told: data ?? null, isChosen: chosen !== null };
}
