// Derivatives in the records: what they were made from and how, in one transaction with their custody and the audit trail.
import { createHash } from 'node:crypto';
import { KerbdeskError } from '#contract/errors.ts';
import type { CustodyEvent } from '#contract/footage.ts';
import type { Instant, RecordingId } from '#contract/ids.ts';
import { recipe as recipeSchema, recipeDraft, type DraftKind, type Recipe } from '#contract/recipe.ts';
import type { RecordsApi } from '../../../ports/vault-host.ts';
import { derivativeWords } from '../audit-words.ts';
import { inTransaction, notFound, type RecordsContext } from '../records-context.ts';
import type { AddDerivative, DerivativePlan, RecordsHostApi } from '../records-worker-api.ts';
import { appendCustody } from './custody.ts';
import { recordingOverview, recordingRow, toSummary, type RecordingRow } from './recording-rows.ts';
import { indexRecording } from './recording-search.ts';
import type { Synchronous } from './synchronous.ts';

type DerivativesApi = Synchronous<
  Pick<RecordsApi, 'listDerivatives' | 'getDerivation' | 'readRecipeDraft' | 'saveRecipeDraft' | 'discardRecipeDraft'> &
    Pick<RecordsHostApi, 'derivativeParent' | 'planDerivative' | 'addDerivative'>
>;

/** Recipes are kept as this text, and named by its hash. */
const recipeText = (recipe: Recipe): string => JSON.stringify(recipe);
const sha256Of = (text: string): string => createHash('sha256').update(text).digest('hex');

export function createDerivatives(context: RecordsContext): DerivativesApi {
  const { db, audit } = context;

  /** A recording that can be made something of: it leads, and its footage is still here. */
  function parentRow(id: RecordingId): RecordingRow {
    const row = recordingRow(db, id);
    if (row.gone_at !== null) {
      throw new KerbdeskError('not-found', 'The footage of this recording was erased, so nothing can be made of it.');
    }
    return row;
  }

  const draftOf = (id: RecordingId, kind: DraftKind): string | undefined =>
    db
      .prepare<[string, string], string>('SELECT draft FROM recipe_drafts WHERE recording_id = ? AND kind = ?')
      .pluck()
      .get(id, kind);

  return {
    derivativeParent({ id }) {
      parentRow(id);
    },

    planDerivative({ recipe, media, bytes }): DerivativePlan {
      const parent = parentRow(recipe.parentId);
      requireSources(context, recipe);
      const startSeconds = recipe.kind === 'snapshot' ? recipe.atSeconds : recipe.included.startSeconds;
      const number =
        db
          .prepare<[string, string], number>('SELECT count(*) + 1 FROM recordings WHERE parent_id = ? AND kind = ?')
          .pluck()
          .get(recipe.parentId, recipe.kind) ?? 1;
      const fileName = `${parent.file_name.replace(/\.[^.]*$/, '')}_${recipe.kind}-${number}.${endingOf(media.container)}`;
      return {
        recipeSha256: sha256Of(recipeText(recipe)),
        startedAt: shifted(parent.started_at, startSeconds),
        correctedStartAt: shifted(parent.corrected_start_at, startSeconds),
        facts: {
          cameraId: `recording:${parent.id}`,
          path: fileName,
          bytes,
          modifiedAt: null,
          cameraName: parent.camera_name,
          cameraSerial: parent.camera_serial,
          cameraMake: null,
          startByFile: null,
          startByFileSource: null,
          media: { ...media, startByMedia: null },
          clock: null,
          segment: null,
          sideOf: null,
          derived: {
            kind: recipe.kind,
            parentId: recipe.parentId,
            parentSha256: parent.sha256,
            recipeSha256: sha256Of(recipeText(recipe)),
          },
        },
      };
    },

    addDerivative: (item) => inTransaction(context, () => add(context, parentRow(item.recipe.parentId), item)),

    listDerivatives({ parentId }) {
      return db
        .prepare<[string], RecordingRow>(
          `SELECT o.* FROM (${recordingOverview}) o WHERE o.parent_id = ? AND o.erased_at IS NULL
             AND o.deleted_after IS NULL ORDER BY o.number`,
        )
        .all(parentId)
        .map(toSummary);
    },

    getDerivation({ id }) {
      const row = db
        .prepare<[string], { parent_id: string | null; recipe: string | null }>(
          'SELECT parent_id, recipe FROM recordings WHERE id = ?',
        )
        .get(id);
      if (row === undefined || row.parent_id === null) throw notFound('derivative');
      const text = row.recipe ?? '';
      const parsed = recipeSchema.safeParse(text === '' ? null : JSON.parse(text));
      return {
        parent: toSummary(rowOf(context, row.parent_id)),
        recipe: parsed.success ? parsed.data : null,
        recipeSha256: sha256Of(text),
      };
    },

    readRecipeDraft({ parentId, kind }) {
      const text = draftOf(parentId, kind);
      // A draft is a convenience: one that a newer Kerbdesk wrote, or that does not parse, is not there.
      return text === undefined ? null : (recipeDraft.safeParse(JSON.parse(text)).data ?? null);
    },

    saveRecipeDraft({ parentId, kind, draft, at }) {
      inTransaction(context, () => {
        parentRow(parentId);
        const isNew = draftOf(parentId, kind) === undefined;
        db.prepare(
          `INSERT INTO recipe_drafts (recording_id, kind, draft) VALUES (?, ?, ?)
           ON CONFLICT (recording_id, kind) DO UPDATE SET draft = excluded.draft`,
        ).run(parentId, kind, JSON.stringify(draft));
        if (!isNew) return;
        audit.append({
          at,
          operation: 'consultation',
          subjectKind: 'recording',
          subjectId: parentId,
          what: `Began to prepare a ${kind} of it.`,
        });
      });
    },

    discardRecipeDraft({ parentId, kind }) {
      db.prepare('DELETE FROM recipe_drafts WHERE recording_id = ? AND kind = ?').run(parentId, kind);
    },
  };
}

function rowOf({ db }: RecordsContext, id: string): RecordingRow {
  const row = db.prepare<[string], RecordingRow>(`${recordingOverview} WHERE r.id = ?`).get(id);
  if (row === undefined) throw notFound('recording');
  return row;
}

/** The hashes in a recipe are what it is worth: they are compared with what the records know. */
function requireSources({ db }: RecordsContext, { parentId, sources }: Recipe): void {
  const known = db.prepare<[string, string, string, string], number>(
    'SELECT 1 FROM recordings WHERE id = ? AND sha256 = ? AND (id = ? OR lead_id = ?) AND erased_at IS NULL',
  );
  if (sources.every(({ recordingId, sha256 }) => known.get(recordingId, sha256, parentId, parentId) !== undefined))
    return;
  throw new KerbdeskError(
    'invalid-input',
    'The recipe names files that are not those of the recording, so nothing was kept. The recording is untouched.',
  );
}

function add(
  context: RecordsContext,
  parent: RecordingRow,
  { id, plan, recipe, media, seal, at }: AddDerivative,
): void {
  const { db, audit } = context;
  const { facts } = plan;
  const text = recipeText(recipe);
  db.prepare(
    `INSERT INTO recordings (id, file_name, source_path, camera_id, camera_name, camera_serial, started_at, start_source,
       offloaded_at, bytes, parts, sha256, media, state, kind, parent_id, recipe, corrected_start_at, title, reference,
       category_id, tags)
     SELECT @id, @fileName, @fileName, @cameraId, camera_name, camera_serial, @startedAt,
       CASE WHEN @startedAt IS NULL THEN 'unknown' ELSE start_source END, @at, @bytes, @parts, @sha256, @media, 'verified',
       @kind, id, @recipe, @correctedStartAt, @title, reference, category_id, tags
     FROM recordings WHERE id = @parentId`,
  ).run({
    id,
    fileName: facts.path,
    cameraId: facts.cameraId,
    startedAt: plan.startedAt,
    correctedStartAt: plan.correctedStartAt,
    at,
    bytes: seal.bytes,
    parts: seal.parts,
    sha256: seal.sha256,
    media: JSON.stringify({ ...media, startByMedia: null }),
    kind: recipe.kind,
    recipe: text,
    title: titleOf(recipe.kind, parent),
    parentId: parent.id,
  });
  const from = `${parent.file_name} (${parent.id}), SHA-256 ${recipe.sources.map(({ sha256 }) => sha256).join(', ')}`;
  const custody: CustodyEvent[] = [
    {
      at,
      what: 'derived',
      detail: `Made from ${from}. ${derivativeWords(recipe)} Recipe with the SHA-256 ${sha256Of(text)}.`,
    },
    { at, what: 'sealed', detail: `${seal.bytes} bytes in ${seal.parts} parts, SHA-256 ${seal.sha256}.` },
    { at, what: 'read-back-equal', detail: 'Read back from the vault: the same SHA-256.' },
  ];
  for (const event of custody) appendCustody(context, id, event);
  indexRecording(context, id);
  if (recipe.kind !== 'snapshot')
    db.prepare('DELETE FROM recipe_drafts WHERE recording_id = ? AND kind = ?').run(parent.id, recipe.kind);
  const reason = recipe.reason === '' ? null : recipe.reason;
  audit.append({
    at,
    operation: recipe.sources.length > 1 ? 'combination' : 'alteration',
    subjectKind: 'recording',
    subjectId: id,
    what: `Made ${facts.path} (${seal.bytes} bytes, SHA-256 ${seal.sha256}) from ${from}. ${derivativeWords(recipe)}`,
    reason,
  });
  // Whoever follows the original's own trail finds what was made of it.
  audit.append({
    at,
    operation: 'consultation',
    subjectKind: 'recording',
    subjectId: parent.id,
    what: `Made the ${recipe.kind} ${facts.path} (${id.slice(0, 8)}) of it. The original was not changed.`,
    reason,
  });
  audit.checkpoint();
}

const kindTitle = { clip: 'Clip', redaction: 'Redacted', snapshot: 'Snapshot' } as const;

const titleOf = (kind: Recipe['kind'], parent: RecordingRow): string =>
  `${kindTitle[kind]}: ${parent.title === '' ? parent.file_name : parent.title}`.slice(0, 200).toWellFormed();

const shifted = (start: Instant | null, seconds: number): Instant | null =>
  start === null ? null : new Date(Date.parse(start) + Math.round(seconds * 1000)).toISOString();

/** Only what Kerbdesk makes; anything else is named as what it is not. */
function endingOf(container: string | null): string {
  const endings: Readonly<Record<string, string>> = { mp4: 'mp4', webm: 'webm', jpeg: 'jpg', png: 'png' };
  return endings[container ?? ''] ?? 'bin';
}
