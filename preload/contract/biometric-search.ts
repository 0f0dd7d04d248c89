// What a search of fingerprints in police and immigration databases may answer, and what is known of it at any moment. No prints.
import { z } from 'zod';

export const biometricDatabase = z.enum(['police', 'immigration']);
export type BiometricDatabase = z.infer<typeof biometricDatabase>;

export const databaseNames: Readonly<Record<BiometricDatabase, string>> = {
  police: 'Police (IDENT1)',
  immigration: 'Immigration (IABS)',
};

/** No line ends, and nothing that draws text in another place or order than it is written in. */
const unfit = /[\p{Cc}\p{Cs}\u2028\u2029\u200E\u200F\u202A-\u202E\u2066-\u2069]/u;
const words = (most: number) =>
  z
    .string()
    .min(1)
    .max(most)
    .refine((text) => !unfit.test(text), 'must be plain text on one line');

const personName = z.strictObject({ family: words(100), given: words(100).nullable() });

/** As far as it is known: year, month or day. */
const birthDate = z.string().regex(/^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/);

const startsWith = (bytes: Uint8Array, signature: readonly number[]): boolean =>
  signature.every((byte, at) => bytes[at] === byte);

export const mostPhotoBytes = 262_144;
const photoSignatures = {
  'image/jpeg': [0xff, 0xd8, 0xff],
  'image/png': [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
} as const;

/** A picture of a face, checked by its first bytes and its size; it is drawn by the sandboxed page only. */
export const personPhoto = z
  .strictObject({ mediaType: z.enum(['image/jpeg', 'image/png']), bytes: z.instanceof(Uint8Array) })
  .refine(({ bytes }) => bytes.byteLength <= mostPhotoBytes, `must be at most ${mostPhotoBytes} bytes`)
  .refine(({ mediaType, bytes }) => startsWith(bytes, photoSignatures[mediaType]), 'must be what it says it is');

/** Wanted or missing: since when, by whom and for what. */
const notice = z.strictObject({ since: birthDate.nullable(), by: words(120).nullable(), reason: words(300) });

const policeRecord = z.strictObject({
  pncId: words(20),
  croNumber: words(20).nullable(),
  wanted: notice.nullable(),
  missing: notice.nullable(),
});

const immigrationRecord = z.strictObject({
  iabsReference: words(40),
  flag: words(60),
  /** What the officer is to ask or tell Command & Control; null where the flag asks for nothing. */
  commandAndControl: words(500).nullable(),
});

type PersonPhoto = z.infer<typeof personPhoto>;

const personWith = <Photo extends z.ZodType<PersonPhoto>>(photo: Photo) =>
  z.strictObject({
    name: personName,
    aliases: z.array(personName).max(20),
    birth: z.strictObject({ date: birthDate.nullable(), place: words(120).nullable() }),
    nationality: words(80).nullable(),
    description: words(500).nullable(),
    photo: photo.nullable(),
    /** Two letters as on the PNC, and what they stand for. */
    warnings: z.array(z.strictObject({ signal: z.string().regex(/^[A-Z]{2}$/), words: words(120) })).max(20),
    police: policeRecord.nullable(),
    immigration: immigrationRecord.nullable(),
  });
export type IdentifiedPerson = z.infer<ReturnType<typeof personWith<typeof personPhoto>>>;

const score = z.number().min(0).max(1e9);

const fingerScores = z
  .array(z.strictObject({ position: z.number().int().min(1).max(10), score }))
  .min(1)
  .max(10)
  .refine((all) => new Set(all.map(({ position }) => position)).size === all.length, 'names a finger twice');

export const mostCandidates = 10;

const candidatesWith = <Photo extends z.ZodType<PersonPhoto>>(photo: Photo) =>
  z
    .array(
      z.strictObject({
        /** From one, best first. */
        rank: z.number().int().min(1).max(mostCandidates),
        /** All fingers together, on the scale of the answer's threshold. */
        score,
        fingers: fingerScores,
        person: personWith(photo),
      }),
    )
    .min(1)
    .max(mostCandidates)
    .refine((all) => all.every(({ rank }, at) => rank === at + 1), 'must be in the order of their ranks');
export type Candidate = z.infer<ReturnType<typeof candidatesWith<typeof personPhoto>>>[number];

const elapsedMilliseconds = z.number().int().min(0).max(3_600_000);
const threshold = z.strictObject({ hit: score, possible: score });
const said = { elapsedMilliseconds, words: words(300).nullable() };

/** What ends a database's part of a search. `photo`: how a photo comes, since on the gateway's wire it is text. */
export const finalAnswersWith = <Photo extends z.ZodType<PersonPhoto>>(photo: Photo) => ({
  hit: z.strictObject({ status: z.literal('hit'), ...said, threshold, candidates: candidatesWith(photo) }),
  possible: z.strictObject({ status: z.literal('possible'), ...said, threshold, candidates: candidatesWith(photo) }),
  noHit: z.strictObject({ status: z.literal('no-hit'), ...said, threshold }),
  error: z.strictObject({ status: z.literal('error'), ...said }),
  timeout: z.strictObject({ status: z.literal('timeout'), ...said }),
});

/** What a database says of itself; `no-hit` is said by a database and by nobody else. */
export const databaseAnswerWith = <Photo extends z.ZodType<PersonPhoto>>(photo: Photo) => {
  const { hit, possible, noHit, error, timeout } = finalAnswersWith(photo);
  return z.discriminatedUnion('status', [
    z.strictObject({ status: z.literal('waiting'), ...said }),
    z.strictObject({ status: z.literal('searching'), ...said }),
    hit,
    possible,
    noHit,
    error,
    timeout,
  ]);
};
const databaseAnswer = databaseAnswerWith(personPhoto);
export type DatabaseAnswer = z.infer<typeof databaseAnswer>;

/** The gateway's word that it holds nothing of the prints any more. */
export const purgeReceipt = z.strictObject({
  receipt: words(100),
  /** By the gateway's clock. */
  at: z.iso.datetime(),
  images: z.number().int().min(0).max(1000),
  templates: z.number().int().min(0).max(1000),
});
export type PurgeReceipt = z.infer<typeof purgeReceipt>;

/** Why no more is heard of a search. */
export const searchProblem = z.strictObject({
  cause: z.enum([
    'not-configured',
    'unreachable',
    'not-trusted',
    'not-admitted',
    'refused',
    'gateway-failed',
    'cut-off',
    'not-understood',
    'other-transaction',
    'deadline',
    'cancelled',
  ]),
  /** For the officer: what happened, and what it does not mean. */
  words: words(500),
});
export type SearchProblem = z.infer<typeof searchProblem>;

/** `not-answered` is no word of a database: it said nothing to the end that could be relied upon. */
export const databaseState = z.strictObject({
  database: biometricDatabase,
  answer: z.union([databaseAnswer, z.strictObject({ status: z.literal('not-answered') })]),
  /** One sentence for the officer. */
  words: words(800),
});
export type DatabaseState = z.infer<typeof databaseState>;

export const searchState = z.strictObject({
  transactionControlNumber: words(40),
  phase: z.enum(['submitting', 'searching', 'ended']),
  /** Whether the gateway says of itself that it is the reference gateway, whose people are invented. */
  reference: z.boolean(),
  databases: z.array(databaseState).min(1).max(2),
  purge: purgeReceipt.nullable(),
  problem: searchProblem.nullable(),
});
export type SearchState = z.infer<typeof searchState>;
