// Known entities and the search over everything, as main asks the records for them.
import type { EntityId, Instant, ReportId } from '#contract/ids.ts';
import type { Known, KnownKind, KnownOffer, KnownSummary, ToldElsewhere } from '#contract/known.ts';
import type { SearchHit } from '#contract/search.ts';

export interface KnownApi {
  /** Not noted as a consultation, as no list is: opening what is offered or found is. */
  offerKnown(input: {
    kind: KnownKind;
    typed: string;
    limit: number;
    except?: readonly EntityId[] | undefined;
    entry?: { reportId: ReportId; entry: string } | undefined;
  }): Promise<KnownOffer[]>;
  listKnown(input: {
    kind: KnownKind | null;
    search: string;
    limit: number;
    before: number | null;
  }): Promise<{ known: KnownSummary[]; next: number | null }>;
  getKnown(input: { entityId: EntityId; at: Instant }): Promise<Known>;
  joinKnown(input: { entityId: EntityId; otherId: EntityId; at: Instant }): Promise<Known>;
  partKnown(input: { entityId: EntityId; at: Instant }): Promise<Known>;
  keepKnownApart(input: { entityId: EntityId; otherId: EntityId; at: Instant }): Promise<Known>;
  toldElsewhere(input: { reportId: ReportId; entry: string; chosen: EntityId | null }): Promise<ToldElsewhere | null>;
  settleFact(input: {
    entityId: EntityId;
    fact: string;
    value: string;
    over: readonly string[];
    at: Instant;
  }): Promise<null>;
  /** Which of these words are names: see the contract. */
  namesAmong(input: { words: readonly string[] }): Promise<{ names: string[]; isComplete: boolean }>;
  find(input: { text: string; limit: number }): Promise<SearchHit[]>;
}
