// What an officer has written so far of the power and the notice. Nothing typed is refused; what is still missing is said.
import { z } from 'zod';
import type { Instant } from '../ids.ts';
import {
  consentAge,
  consentFrom,
  consentNeeded,
  notice,
  noticeWay,
  power,
  reasonWords,
  type Notice,
  type Power,
} from './power.ts';

const typed = z.string().max(5000);

export const identificationDraft = z.object({
  place: typed,
  path: z.enum(['pace-61-6a', 'consent']).nullable(),
  suspectedOffence: typed,
  nameGround: z.enum(['not-known', 'doubted']).nullable(),
  /** Why the name could not be ascertained, or why it is doubted. */
  groundOfDoubt: typed,
  consentAge: consentAge.nullable(),
  consentFrom: consentFrom.nullable(),
  consentWhy: typed,
  toldReason: typed,
  toldAuthority: z.boolean(),
  toldSpeculativeSearch: z.boolean(),
  toldWay: noticeWay.nullable(),
});
export type IdentificationDraft = z.infer<typeof identificationDraft>;

export const emptyIdentification: IdentificationDraft = {
  place: '',
  path: null,
  suspectedOffence: '',
  nameGround: null,
  groundOfDoubt: '',
  consentAge: null,
  consentFrom: null,
  consentWhy: '',
  toldReason: '',
  toldAuthority: false,
  toldSpeculativeSearch: false,
  toldWay: null,
};

/** One field that must be put right before the next step, in words for an error summary. */
export interface DraftGap {
  readonly field: keyof IdentificationDraft;
  readonly words: string;
}

const isReason = (words: string): boolean => reasonWords.safeParse(words).success;

export function gapsOfPower(draft: IdentificationDraft): readonly DraftGap[] {
  const gaps: DraftGap[] = [];
  const need = (field: DraftGap['field'], isThere: boolean, words: string): void => {
    if (!isThere) gaps.push({ field, words });
  };
  need('place', draft.place.trim() !== '', 'Enter where you are');
  need('path', draft.path !== null, 'Select the power, or consent');
  if (draft.path === 'pace-61-6a') {
    need('suspectedOffence', isReason(draft.suspectedOffence), 'Enter the offence that you suspect');
    need('nameGround', draft.nameGround !== null, 'Select whether the name is not known or doubted');
    const why =
      draft.nameGround === 'doubted'
        ? 'Enter why you doubt the name that was given'
        : 'Enter why the name cannot be readily ascertained';
    need('groundOfDoubt', isReason(draft.groundOfDoubt), why);
  }
  if (draft.path === 'consent') {
    need('consentAge', draft.consentAge !== null, 'Select how old the person is');
    const isRight = draft.consentAge !== null && draft.consentFrom === consentNeeded(draft.consentAge);
    need('consentFrom', isRight, consentWords(draft));
    need('consentWhy', isReason(draft.consentWhy), 'Enter why prints are wanted');
  }
  return gaps;
}

function consentWords({ consentAge: age }: IdentificationDraft): string {
  if (age === '14-17') return 'Both the person and a parent or guardian must consent';
  return age === 'under-14' ? 'A parent or guardian must consent' : 'Select who consents';
}

/** Null while anything is missing. */
export function powerOf(draft: IdentificationDraft): Power | null {
  if (gapsOfPower(draft).length > 0) return null;
  const { path, suspectedOffence, groundOfDoubt } = draft;
  const name =
    draft.nameGround === 'doubted'
      ? { kind: 'doubted', grounds: groundOfDoubt }
      : { kind: 'not-known', whyNotAscertained: groundOfDoubt };
  const parsed = power.safeParse(
    path === 'consent'
      ? { kind: path, age: draft.consentAge, from: draft.consentFrom, why: draft.consentWhy }
      : { kind: path, suspectedOffence, name },
  );
  return parsed.success ? parsed.data : null;
}

export function gapsOfNotice(draft: IdentificationDraft): readonly DraftGap[] {
  const gaps: DraftGap[] = [];
  if (!isReason(draft.toldReason)) gaps.push({ field: 'toldReason', words: 'Enter the reason as you told it' });
  if (!draft.toldAuthority) {
    const words =
      draft.path === 'consent'
        ? 'Tell the person that they do not have to agree, and confirm it'
        : 'Tell the person under which power, and confirm it';
    gaps.push({ field: 'toldAuthority', words });
  }
  if (!draft.toldSpeculativeSearch) {
    const words = 'Tell the person that the prints may be searched against records, and confirm it';
    gaps.push({ field: 'toldSpeculativeSearch', words });
  }
  if (draft.toldWay === null) gaps.push({ field: 'toldWay', words: 'Select how the person was told' });
  return gaps;
}

/** Null while anything is missing. */
export function noticeOf(draft: IdentificationDraft, at: Instant): Notice | null {
  const { toldReason, toldAuthority, toldSpeculativeSearch, toldWay } = draft;
  const parsed = notice.safeParse({
    reason: toldReason,
    authority: toldAuthority,
    speculativeSearch: toldSpeculativeSearch,
    way: toldWay,
    at,
  });
  return parsed.success ? parsed.data : null;
}
