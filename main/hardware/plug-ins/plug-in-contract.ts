// What a plug-in for a vendor's locked cameras offers, and the shapes its answers are held to. Told to makers in docs/operations.
import { z } from 'zod';
import { instant } from '#contract/ids.ts';

/** Where a plug-in is asked to look: a disk, or a folder that the officer chose. */
export interface PlugInPlace {
  readonly kind: 'volume' | 'folder';
  /** Absolute path. */
  readonly root: string;
  readonly label: string | null;
  /** Of the file system, for example its UUID; null where it has none. */
  readonly identity: string | null;
}

export interface PlugInContext {
  /** From IT's policy. */
  readonly options: Readonly<Record<string, string>>;
}

/** Functions of foreign code: what they answer is unknown until it was parsed. */
export interface PlugIn {
  readonly id: string;
  readonly make: string;
  recognises(place: PlugInPlace, context: PlugInContext): unknown;
  open(place: PlugInPlace, context: PlugInContext): unknown;
}

export interface PlugInCamera {
  readonly name: string;
  readonly serial: string | null;
  list(): unknown;
  stat(path: string): unknown;
  read(path: string, position: number, length: number): unknown;
  present(): unknown;
  close(): unknown;
}

const method = z.custom<(...parameters: never[]) => unknown>(
  (value) => typeof value === 'function',
  'must be a function',
);
const line = z
  .string()
  .min(1)
  .max(60)
  .regex(/^\P{C}+$/u, 'must be one plain line');

/** A module's default export. */
export const plugInShape = z.looseObject({
  interfaceVersion: z.literal(1),
  id: z.string().regex(/^[a-z0-9-]{1,40}$/),
  make: line,
  recognises: method,
  open: method,
});

export const plugInCameraShape = z.looseObject({
  name: line,
  serial: line.nullable(),
  list: method,
  stat: method,
  read: method,
  present: method,
  close: method,
});

const bytes = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER);
/** Forward slashes, relative, without steps up: it names a file in records and on screen. */
const path = z
  .string()
  .min(1)
  .max(1000)
  .refine(
    (text) => !text.split('/').some((step) => step === '' || step === '.' || step === '..'),
    'must be a plain relative path',
  );

export const plugInListing = z
  .array(
    z.object({
      path,
      bytes,
      modifiedAt: instant.nullable(),
      startedAt: instant.nullable().default(null),
      sideOf: path.nullable().default(null),
      part: z
        .object({ group: z.string().min(1).max(200), index: z.number().int().min(0) })
        .nullable()
        .default(null),
    }),
  )
  .max(5000);

export const plugInFacts = z.object({ bytes, modifiedAt: instant.nullable() });
