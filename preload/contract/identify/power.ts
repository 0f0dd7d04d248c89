// By what right prints may be taken away from a station, and what the person must be told first (Police and Criminal Evidence Act 1984,
// England and Wales). Rules, not advice: a force's lawyers review them before they are used.
import { z } from 'zod';
import { instant } from '../ids.ts';

/** What an officer writes where the law wants a reason: short, and never nothing. */
export const reasonWords = z.string().trim().min(3).max(500);

/** s61(6B): one of the two must be met. */
const nameGround = z.discriminatedUnion('kind', [
  /** (a) The name is unknown, and cannot be readily ascertained. */
  z.object({ kind: z.literal('not-known'), whyNotAscertained: reasonWords }),
  /** (b) There are reasonable grounds to doubt that the name given is the real one. The name itself is not asked for. */
  z.object({ kind: z.literal('doubted'), grounds: reasonWords }),
]);

/** s61(6A): (a) suspicion of an offence and (b) one of the two grounds about the name. Neither half stands alone. */
export const paceGrounds = z.object({
  kind: z.literal('pace-61-6a'),
  suspectedOffence: reasonWords,
  name: nameGround,
});

/** s65(1): from 18 the person alone; from 14 the person and a parent or guardian; below 14 the parent or guardian. */
export const consentAge = z.enum(['adult', '14-17', 'under-14']);
export type ConsentAge = z.infer<typeof consentAge>;
export const consentFrom = z.enum(['person', 'person-and-parent', 'parent']);
export type ConsentFrom = z.infer<typeof consentFrom>;

const whoseConsent: Readonly<Record<ConsentAge, ConsentFrom>> = {
  adult: 'person',
  '14-17': 'person-and-parent',
  'under-14': 'parent',
};
export const consentNeeded = (age: ConsentAge): ConsentFrom => whoseConsent[age];

/** The separate path: no power is used, and it may be withdrawn at any moment until the search is sent. */
export const consentGrounds = z
  .object({ kind: z.literal('consent'), age: consentAge, from: consentFrom, why: reasonWords })
  .refine(
    ({ age, from }) => from === whoseConsent[age],
    'This person’s consent is another’s to give, or not theirs alone.',
  );

export const power = z.discriminatedUnion('kind', [paceGrounds, consentGrounds]);
export type Power = z.infer<typeof power>;

export const noticeWay = z.enum(['spoken', 'interpreter', 'written']);

/** What the person was told before a finger was laid on the glass: s61(7)(a) and (7A). */
export const notice = z.object({
  /** The reason, as it was told. */
  reason: reasonWords,
  /** Which power is used; under consent, that there is no duty to agree. */
  authority: z.literal(true),
  /** That the prints may be the subject of a speculative search. */
  speculativeSearch: z.literal(true),
  way: noticeWay,
  at: instant,
});
export type Notice = z.infer<typeof notice>;
