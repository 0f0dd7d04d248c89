// A sealed statement: text, page breaks and signatures under one hash. The format of docs/formats/sealed-statement.md. Pure.
import { z } from 'zod';
import { canonicalJson } from '../canonical-json.ts';
import { instant, reportId } from '../ids.ts';
import { printedPage } from '../printed-document.ts';
import type { FieldValues } from '../reports.ts';
import { fieldValue } from '../reports.ts';
import { madeSignature, signingPlace } from './places.ts';

export const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** On the screen; on paper, whose signatures are on the paper alone. */
export const signingWay = z.enum(['screen', 'paper']);
export type SigningWay = z.infer<typeof signingWay>;

/** What is fixed when signing begins: the statement as it will stand on paper, page by page. */
export const fixedStatement = z.object({
  reference: z.string(),
  reportId,
  /** Counts the sealed versions of one statement. */
  statementVersion: z.number().int().min(1),
  /** SHA-256 of the sealed version that this one corrects. */
  corrects: sha256.nullable(),
  way: signingWay,
  begunAt: instant,
  officer: z.object({ name: z.string(), rank: z.string(), shoulderNumber: z.string() }),
  /** The answers of the form that stand on paper, as they were typed. */
  answers: z.record(z.string(), fieldValue),
  declaration: z.string(),
  /** Exhibits that the text names; the hash of those that this vault holds. */
  exhibits: z.array(z.object({ label: z.string(), sha256: sha256.nullable() })),
  pages: z.array(printedPage).min(1).max(2000),
  places: z.array(signingPlace),
});
export type FixedStatement = z.infer<typeof fixedStatement>;

export const sealedStatement = fixedStatement.extend({
  format: z.literal('kerbdesk-sealed-statement'),
  version: z.literal(1),
  sealedAt: instant,
  /** Of the report, when it was sealed. */
  revision: z.number().int().min(0),
  signatures: z.array(madeSignature),
  /** Of one that was signed on paper: who says so, and where the paper is. */
  paper: z.object({ seenBy: z.string(), note: z.string() }).nullable(),
});
export type SealedStatement = z.infer<typeof sealedStatement>;

/** The bytes that are hashed are the UTF-8 of this text. */
export const sealedText = (sealed: SealedStatement): string => canonicalJson(sealedStatement.parse(sealed));

/** Answers that form MG11 shows; what is for the officer alone, such as prompts, is no part of a statement. */
const printedAnswers = [
  'family-name',
  'given-names',
  'age',
  'age-years',
  'occupation',
  'adult',
  'interpreter-used',
  'language',
  'interpreter',
  'can-read',
  'read-by',
  'visually-recorded',
  'urn',
  'narrative',
] as const;

export const answersOnPaper = (values: FieldValues): FieldValues =>
  Object.fromEntries(
    printedAnswers.flatMap((key) => {
      const value = values[key];
      return value === undefined || value.length === 0 ? [] : [[key, value]];
    }),
  );
