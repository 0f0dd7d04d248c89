// The vault host as main sees it: the process that holds an officer's keys while they are unlocked. Locking ends it.
import type { AuditEntry, AuditOperation, AuditVerification } from '#contract/audit.ts';
import type { ForceForms } from '#contract/force-forms/schema.ts';
import type { ExportRecord, ExportRequest } from '#contract/exports.ts';
import type { Derivation, DerivativeKind } from '#contract/derivatives.ts';
import type {
  Category,
  FootageList,
  FootageQuery,
  Marker,
  Recording,
  RecordingPatch,
  RecordingSummary,
} from '#contract/footage.ts';
import type { Instant, NoteId, MarkerId, OfficerId, RecordingId, ReportId, UploadId } from '#contract/ids.ts';
import type { MediaFacts } from '#contract/media.ts';
import type { DraftKind, Recipe, RecipeDraft } from '#contract/recipe.ts';
import type { Companion, MatchProposal } from '#contract/matching.ts';
import type { Confidence, Reason } from '#contract/matching/reasons.ts';
import type { Filmstrip, Waveform } from '#contract/pictures.ts';
import type {
  BelongingReport,
  Report,
  ReportContent,
  ReportKind,
  ReportSummary,
  ReportVersion,
} from '#contract/reports.ts';
import type { Officer } from '#contract/session.ts';
import type { SettingsPatch, SettingsValues } from '#contract/settings.ts';
import type { BulkChange, BulkOutcome, OwnTemplate, TagTemplate } from '#contract/tagging.ts';
import type { TodaySummary } from '#contract/today.ts';
import type { ExhibitsApi } from './exhibits.ts';
import type { IdentificationsApi } from './identifications.ts';
import type { KnownApi } from './known.ts';
import type { NotebookApi, NotebookFilesApi } from './notebook.ts';
import type { RetentionApi, RetentionPolicy, RetentionRun } from './retention.ts';
import type { SigningApi } from './signing.ts';
import type { VictimsApi } from './victims.ts';
import type { TeamPostsApi } from './team-posts.ts';

/** A report as it goes on paper: what is shown and the number that proves it are of the same moment. */
export interface ReportForPaper {
  readonly report: Report;
  /** SHA-256 of its content as it is stored, lower-case hexadecimal: its audit entry has the same when it is finished. */
  readonly contentSha256: string;
}

/** How passphrases are stretched; policy in device.json. */
export type KdfPolicy =
  | { readonly algorithm: 'argon2id'; readonly memoryKiB: number; readonly passes: number }
  | { readonly algorithm: 'pbkdf2-hmac-sha-256'; readonly iterations: number };

export interface CreateVault {
  /** The officer's folder, which must not exist yet. */
  readonly folder: string;
  readonly officer: Officer;
  readonly passphrase: string;
  /** 32 bytes from the OS keystore; null where there is none and policy allows a long passphrase alone. */
  readonly deviceSecret: Uint8Array | null;
  readonly escrowPublicKey: Uint8Array | null;
  readonly kdf: KdfPolicy;
  readonly at: Instant;
}

export interface OpenVault {
  readonly folder: string;
  readonly passphrase: string;
  readonly deviceSecret: Uint8Array | null;
  /** What the force adds to the forms; left out: nothing. */
  readonly forms?: ForceForms | null;
  readonly at: Instant;
}

export interface AuditRequest {
  readonly at: Instant;
  readonly operation: AuditOperation;
  readonly subjectKind: AuditEntry['subjectKind'];
  readonly subjectId: string;
  readonly what: string;
  readonly reason: string | null;
}

/** Life of the vault. Everything below but `create` and `open` rejects with `locked` before `open` succeeded. */
export interface VaultLifeApi {
  create(input: CreateVault): Promise<void>;
  /** Counts the try (fsynced) before it checks the passphrase. */
  open(input: OpenVault): Promise<{ officer: Officer }>;
  changePassphrase(input: {
    current: string;
    next: string;
    deviceSecret: Uint8Array | null;
    kdf: KdfPolicy;
    at: Instant;
  }): Promise<void>;
  /** Last words before a lock: signs a checkpoint, closes the database. The caller then ends the process. */
  close(input: { at: Instant; because: string }): Promise<void>;
}

/** Records. Each method that reads personal data or changes anything writes its audit entry in the same transaction. */
export interface RecordsApi
  extends RetentionApi, ExhibitsApi, VictimsApi, KnownApi, NotebookApi, TeamPostsApi, SigningApi, IdentificationsApi {
  listRecordings(input: FootageQuery & { at: Instant }): Promise<FootageList>;
  getRecording(input: { id: RecordingId; at: Instant }): Promise<Recording>;
  listCategories(): Promise<Category[]>;
  updateRecording(input: { id: RecordingId; revision: number; patch: RecordingPatch; at: Instant }): Promise<Recording>;
  saveMarker(input: {
    id: RecordingId;
    marker: Omit<Marker, 'id'> & { id: MarkerId | null };
    at: Instant;
  }): Promise<Recording>;
  removeMarker(input: { id: RecordingId; markerId: MarkerId; at: Instant }): Promise<Recording>;
  saveThumbnail(input: { id: RecordingId; jpeg: Uint8Array; at: Instant }): Promise<void>;
  readThumbnail(input: { id: RecordingId }): Promise<Uint8Array>;
  getPictures(input: { id: RecordingId }): Promise<{ filmstrip: Filmstrip | null; waveform: Waveform | null }>;
  saveFilmstrip(input: { id: RecordingId; filmstrip: Filmstrip; jpeg: Uint8Array; at: Instant }): Promise<void>;
  readFilmstrip(input: { id: RecordingId }): Promise<Uint8Array>;
  saveWaveform(input: { id: RecordingId; waveform: Waveform; at: Instant }): Promise<void>;

  listDerivatives(input: { parentId: RecordingId }): Promise<RecordingSummary[]>;
  getDerivation(input: { id: RecordingId }): Promise<Derivation>;
  readRecipeDraft(input: { parentId: RecordingId; kind: DraftKind }): Promise<RecipeDraft | null>;
  saveRecipeDraft(input: { parentId: RecordingId; kind: DraftKind; draft: RecipeDraft; at: Instant }): Promise<void>;
  discardRecipeDraft(input: { parentId: RecordingId; kind: DraftKind }): Promise<void>;
  /** At most `mostAtOnce` of a worklist or search, in its order. */
  selectRecordings(input: Pick<FootageQuery, 'worklist' | 'search'> & { at: Instant }): Promise<{
    recordings: { id: RecordingId; revision: number }[];
    total: number;
  }>;
  editRecordings(input: {
    recordings: readonly { id: RecordingId; revision: number }[];
    change: BulkChange;
    at: Instant;
  }): Promise<BulkOutcome>;
  undoEditRecordings(input: { at: Instant }): Promise<BulkOutcome>;
  /** The tags that recordings bear, most used first. */
  usedTags(): Promise<string[]>;
  /** The officer's own. */
  listTemplates(): Promise<TagTemplate[]>;
  saveTemplate(input: { template: OwnTemplate; at: Instant }): Promise<TagTemplate[]>;
  removeTemplate(input: { id: string; at: Instant }): Promise<TagTemplate[]>;

  proposeReports(input: { recordingId: RecordingId }): Promise<MatchProposal[]>;
  listCompanions(input: { recordingId: RecordingId }): Promise<Companion[]>;
  suggestRecordings(input: {
    reportId: ReportId;
  }): Promise<{ recordingId: RecordingId; confidence: Confidence; reasons: Reason[] }[]>;
  acceptMatch(input: { recordingId: RecordingId; reportId: ReportId; at: Instant }): Promise<Recording>;
  refuseMatch(input: { recordingId: RecordingId; reportId: ReportId; at: Instant }): Promise<void>;
  takeBackRefusal(input: { recordingId: RecordingId; reportId: ReportId; at: Instant }): Promise<void>;

  listReports(input: { search: string; status: 'all' | 'draft' | 'finished' }): Promise<ReportSummary[]>;
  createReport(input: {
    kind: ReportKind;
    parentId: ReportId | null;
    content?: ReportContent | undefined;
    at: Instant;
  }): Promise<Report>;
  getReport(input: { id: ReportId; at: Instant }): Promise<Report>;
  /** `noteIds`: whose text the content has taken in; they are joined to the report with it, or not at all. */
  saveReport(input: {
    id: ReportId;
    revision: number;
    content: ReportContent;
    noteIds?: readonly NoteId[];
    at: Instant;
  }): Promise<ReportSummary>;
  finishReport(input: { id: ReportId; revision: number; at: Instant }): Promise<Report>;
  reopenReport(input: { id: ReportId; at: Instant }): Promise<Report>;
  /** To be printed: a consultation like `getReport`. */
  getReportForPaper(input: { id: ReportId; at: Instant }): Promise<ReportForPaper>;
  reportsBelonging(input: { id: ReportId }): Promise<BelongingReport[]>;
  reportHistory(input: { id: ReportId; at: Instant }): Promise<ReportVersion[]>;
  reportVersion(input: { id: ReportId; revision: number }): Promise<{ content: ReportContent; before: ReportContent }>;
  setReportRecordings(input: { id: ReportId; recordingIds: RecordingId[]; at: Instant }): Promise<Report>;

  today(input: { at: Instant }): Promise<TodaySummary>;
  listAudit(input: { before: number | null; limit: number; subjectId: string | null; at: Instant }): Promise<{
    entries: AuditEntry[];
    total: number;
  }>;
  verifyAudit(input: { at: Instant }): Promise<AuditVerification>;
  appendAudit(input: AuditRequest): Promise<void>;
  listExports(input: { recordingId: RecordingId | null }): Promise<ExportRecord[]>;
  getSettings(): Promise<SettingsValues>;
  setSettings(input: { values: SettingsPatch; at: Instant }): Promise<SettingsValues>;

  /** Of those recordings that are in the records; no consultation, for it shows nothing of them. */
  erasureFacts(input: { ids: readonly RecordingId[] }): Promise<ErasureFacts[]>;
  /** That a recording is about to be erased from its camera, on record before it is. Answers the erasure's id. */
  noteErasureMeant(input: { id: RecordingId; at: Instant }): Promise<string>;
  noteErasureEnded(input: ErasureEnd): Promise<void>;
  /** Says of erasures whose end nobody could tell that it is not known. */
  settleErasures(input: { at: Instant }): Promise<void>;
}

/** What the erase gate asks of a recording. */
export interface ErasureFacts {
  readonly id: RecordingId;
  readonly cameraId: string;
  readonly sourcePath: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly state: 'verified' | 'not-verified' | 'damaged';
  /** Its copy in the vault was shredded. */
  readonly isErased: boolean;
}

export interface ErasureEnd {
  readonly erasureId: string;
  readonly outcome: 'erased' | 'not-erased' | 'not-known';
  /** Why it was not, or is not known, for a person. */
  readonly detail: string;
  readonly at: Instant;
}

/** Evidence: what is in the containers. */
export interface EvidenceApi {
  /** Takes receipts of finished offloads into the records; answers what was new. Harmless to call at any time. */
  takeIn(input: { at: Instant; resumeKey: Uint8Array | null }): Promise<{ added: RecordingId[]; problems: string[] }>;
  /** Length and type for HTTP; opens the container and notes the consultation once per opening. */
  openRecording(input: { id: RecordingId; at: Instant }): Promise<{ bytes: number; contentType: string }>;
  /** Decrypts just the segments that the range touches. At most 4 MiB a call. */
  readRecording(input: { id: RecordingId; offset: number; length: number }): Promise<Uint8Array>;
  /** Decrypts the whole recording and compares; the outcome is kept in its custody events. */
  verifyRecording(input: { id: RecordingId; at: Instant }): Promise<Recording>;
  /** Marks what is due by itself, and destroys the keys of what can no longer be had back. Harmless to call at any time. */
  carryOutRetention(input: { policy: Pick<RetentionPolicy, 'mode' | 'undoHours'>; at: Instant }): Promise<RetentionRun>;
}

/** Exports: recordings written out for whoever may have them. One at a time. */
export interface ExportApi {
  /**
   * Writes into `folder`, which the officer chose; resolves when everything was read back. Nothing stays of one that fails.
   * Rejects with `busy` while another runs.
   */
  exportRecordings(input: { request: ExportRequest; folder: string; at: Instant }): Promise<{
    folder: string;
    record: ExportRecord;
  }>;
  /** How far it is; null where none runs. Each byte counts twice: written, and read back. */
  exportProgress(): Promise<{ bytesDone: number; bytesTotal: number } | null>;
  cancelExport(): Promise<void>;
}

export interface BeginDerivative {
  readonly parentId: RecordingId;
  readonly kind: DerivativeKind;
}

export interface FinishDerivative {
  readonly uploadId: UploadId;
  readonly recipe: Recipe;
  readonly media: MediaFacts;
  readonly escrowPublicKey: Uint8Array | null;
  readonly at: Instant;
}

/** What the window renders, on its way into a container. A lock leaves nothing of what was not finished. */
export interface DerivativesApi {
  beginDerivative(input: BeginDerivative): Promise<{ uploadId: UploadId }>;
  /** At most 4 MiB a call, in order. Answers the length so far. A failure ends the upload. */
  writeDerivative(input: { uploadId: UploadId; offset: number; bytes: Uint8Array }): Promise<{ bytes: number }>;
  finishDerivative(input: FinishDerivative): Promise<Recording>;
  abandonDerivative(input: { uploadId: UploadId }): Promise<void>;
}

export type VaultHostApi = VaultLifeApi & RecordsApi & EvidenceApi & DerivativesApi & ExportApi & NotebookFilesApi;

/** The public part of a vault, read without any key (from vault.json). */
export interface VaultPublicFacts {
  readonly officer: Officer & { id: OfficerId };
  readonly encryptionPublicKey: Uint8Array;
  readonly signingPublicKey: Uint8Array;
}
