// Victim updates as main asks the vault host for them: the force's rules, events, duties, and what was said to whom.
import type { ContactId, DutyId, InvestigationEventId, Instant, ReportId } from '#contract/ids.ts';
import type {
  ContactKind,
  ContactWay,
  DraftForm,
  DraftValues,
  VictimsOfReport,
  WhyNotTold,
} from '#contract/victims.ts';
import type { WorkingCalendar } from '#contract/victims/deadlines.ts';
import type { VictimRules } from '#contract/victims/rules.ts';

interface OfVictim {
  readonly reportId: ReportId;
  readonly personId: string;
  readonly at: Instant;
}

interface DraftSlot {
  readonly form: DraftForm;
  /** The duty that it is about, or empty. */
  readonly about: string;
}

/** All but the first and the last answer how the report's victims stand then. */
export interface VictimsApi {
  /** The force's rules and bank holidays: open duties are reckoned anew. Answers whether anything changed. */
  applyVictimRules(input: { rules: VictimRules; calendar: WorkingCalendar; at: Instant }): Promise<boolean>;
  /** Looking at it is a consultation. */
  getVictims(input: { reportId: ReportId; at: Instant }): Promise<VictimsOfReport>;
  recordInvestigationEvent(input: {
    reportId: ReportId;
    kind: string;
    happenedAt: Instant;
    note: string;
    at: Instant;
  }): Promise<VictimsOfReport>;
  withdrawInvestigationEvent(input: {
    id: InvestigationEventId;
    because: string;
    at: Instant;
  }): Promise<VictimsOfReport>;
  /** `happenedAt` is when it was said or tried, which may be before it is written down. */
  logVictimContact(
    input: OfVictim & {
      what: Exclude<ContactKind, 'drafted' | 'taken-back'>;
      happenedAt: Instant;
      way: ContactWay;
      byWhom: string;
      said: string;
      whyNot: WhyNotTold | null;
      dutyIds: readonly DutyId[];
      /** What was typed for it: done with in the same transaction. */
      draft: DraftSlot | null;
    },
  ): Promise<VictimsOfReport>;
  noteVictimDrafted(
    input: OfVictim & { way: ContactWay; text: string; dutyIds: readonly DutyId[] },
  ): Promise<VictimsOfReport>;
  takeBackVictimContact(input: { id: ContactId; because: string; at: Instant }): Promise<VictimsOfReport>;
  /** `personId` is null for an event. */
  saveVictimDraft(
    input: DraftSlot & { reportId: ReportId; personId: string | null; values: DraftValues | null },
  ): Promise<void>;
}
