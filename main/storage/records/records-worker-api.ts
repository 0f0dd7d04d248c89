// The records worker as the vault host sees it: the port's records methods, and what the host itself needs.
import type { AuditOperation } from '#contract/audit.ts';
import type { ExportRecord } from '#contract/exports.ts';
import type { ForceForms } from '#contract/force-forms/schema.ts';
import type { Instant, RecordingId } from '#contract/ids.ts';
import type { Officer } from '#contract/session.ts';
import type { MediaFacts } from '#contract/media.ts';
import type { Recipe } from '#contract/recipe.ts';
import type { SealFacts, SourceFacts } from '../../ports/evidence-sink.ts';
import type { RecordsApi } from '../../ports/vault-host.ts';
import type { IntakeItem } from './repositories/intake.ts';

/** Named one by one, so that a method left out does not compile. */
export const recordsMethods: Readonly<Record<keyof RecordsApi, true>> = {
  listRecordings: true,
  getRecording: true,
  listCategories: true,
  updateRecording: true,
  saveMarker: true,
  removeMarker: true,
  saveThumbnail: true,
  readThumbnail: true,
  listDerivatives: true,
  getDerivation: true,
  readRecipeDraft: true,
  saveRecipeDraft: true,
  discardRecipeDraft: true,
  selectRecordings: true,
  editRecordings: true,
  undoEditRecordings: true,
  usedTags: true,
  listTemplates: true,
  saveTemplate: true,
  removeTemplate: true,
  proposeReports: true,
  listCompanions: true,
  suggestRecordings: true,
  acceptMatch: true,
  refuseMatch: true,
  takeBackRefusal: true,
  getPictures: true,
  saveFilmstrip: true,
  readFilmstrip: true,
  saveWaveform: true,
  listReports: true,
  createReport: true,
  getReport: true,
  saveReport: true,
  finishReport: true,
  reopenReport: true,
  getReportForPaper: true,
  reportsBelonging: true,
  reportHistory: true,
  reportVersion: true,
  setReportRecordings: true,
  signingState: true,
  requireSignable: true,
  beginSigning: true,
  signPlace: true,
  clearPlace: true,
  withdrawSigning: true,
  sealStatement: true,
  sealedStatement: true,
  correctStatement: true,
  offerKnown: true,
  namesAmong: true,
  listKnown: true,
  getKnown: true,
  joinKnown: true,
  partKnown: true,
  keepKnownApart: true,
  toldElsewhere: true,
  settleFact: true,
  find: true,
  listNotes: true,
  getNote: true,
  saveNote: true,
  signNotes: true,
  linkNote: true,
  unlinkNote: true,
  notesOfReport: true,
  beginNoteAttachment: true,
  addToNoteAttachment: true,
  finishNoteAttachment: true,
  abandonNoteAttachment: true,
  openNoteAttachment: true,
  readNoteAttachment: true,
  readNoteThumbnail: true,
  noteAttachmentCopied: true,
  noteAttachmentNotCopied: true,
  today: true,
  listAudit: true,
  verifyAudit: true,
  appendAudit: true,
  listExports: true,
  getSettings: true,
  setSettings: true,
  applyCategories: true,
  reviewRetention: true,
  planDeletion: true,
  markForDeletion: true,
  haveBack: true,
  listHolds: true,
  placeHold: true,
  liftHold: true,
  confirmClock: true,
  proposeExhibit: true,
  makeExhibit: true,
  describeExhibit: true,
  listExhibits: true,
  getExhibit: true,
  moveExhibit: true,
  offerExhibits: true,
  addExhibit: true,
  refuseExhibit: true,
  settleExhibit: true,
  withdrawExhibit: true,
  applyVictimRules: true,
  getVictims: true,
  recordInvestigationEvent: true,
  withdrawInvestigationEvent: true,
  logVictimContact: true,
  noteVictimDrafted: true,
  takeBackVictimContact: true,
  saveVictimDraft: true,
  erasureFacts: true,
  noteErasureMeant: true,
  noteErasureEnded: true,
  settleErasures: true,
  listTeamPosts: true,
  createTeamPost: true,
  getTeamPost: true,
  saveTeamPost: true,
  checkTeamPost: true,
  acknowledgeFinding: true,
  handOverTeamPost: true,
  failHandOver: true,
  removeTeamPost: true,
  listIdentifications: true,
  beginIdentification: true,
  getIdentification: true,
  saveIdentificationDraft: true,
  keepIdentification: true,
  closeInterruptedIdentifications: true,
};

export interface OpenRecords {
  readonly path: string;
  /** Raw, 32 bytes. */
  readonly key: Uint8Array;
  /** Raw Ed25519 keys for checkpoints. */
  readonly signingPrivateKey: Uint8Array;
  readonly signingPublicKey: Uint8Array;
  readonly officer: Officer;
  readonly at: Instant;
  /** Makes the database; without it a missing one is damage. */
  readonly create: boolean;
  /** Wrong passphrases since the last unlock: the officer should see that somebody tried. */
  readonly failedBefore: number;
  /** Uses of the force's escrow key, as vault.json lists them: those that the audit trail does not know are noted. */
  readonly recoveredAt: readonly Instant[];
  /** What the force adds to the forms; left out: nothing. */
  readonly forms?: ForceForms | null;
}

export interface CloseRecords {
  readonly at: Instant;
  readonly because: string;
}

/** What evidence files alone cannot tell. */
export interface RecordingFacts {
  readonly sha256: string;
  readonly bytes: number;
  readonly parts: number;
  /** Container brand of the media, as found. */
  readonly container: string | null;
}

/** What a derivative will be in records and container. */
export interface DerivativePlan {
  readonly facts: SourceFacts;
  readonly recipeSha256: string;
  readonly startedAt: Instant | null;
  readonly correctedStartAt: Instant | null;
}

export interface AddDerivative {
  readonly id: RecordingId;
  readonly plan: DerivativePlan;
  readonly recipe: Recipe;
  readonly media: MediaFacts;
  readonly seal: SealFacts;
  readonly at: Instant;
}

export interface RecordsHostApi {
  /** Throws `not-found` where nothing can be made of this recording. */
  derivativeParent(input: { id: RecordingId }): Promise<void>;
  /** Throws `invalid-input` where the recipe names other files than the recording has. */
  planDerivative(input: { recipe: Recipe; media: MediaFacts; bytes: number }): Promise<DerivativePlan>;
  addDerivative(input: AddDerivative): Promise<void>;
  /** False where the recording was in the records already. */
  takeInRecording(input: IntakeItem): Promise<boolean>;
  /** Those that are not in the records yet. */
  unknownRecordings(input: { ids: readonly RecordingId[] }): Promise<RecordingId[]>;
  recordingFacts(input: { id: RecordingId }): Promise<RecordingFacts>;
  /** The footage itself was opened for playing. */
  noteOpened(input: { id: RecordingId; at: Instant }): Promise<void>;
  noteVerification(input: { id: RecordingId; equal: boolean; detail: string; at: Instant }): Promise<void>;
  /** False where the clock leapt ahead since it was last believed: then nothing may be marked or destroyed by it. */
  believeClock(input: { at: Instant }): Promise<boolean>;
  /** Marks non-evidential recordings whose period ends; never one without a category. */
  markByRetention(input: { at: Instant; undoHours: number }): Promise<RecordingId[]>;
  dueErasures(input: { at: Instant }): Promise<RecordingId[]>;
  /** Those that a crash or a fault kept from ending. */
  begunErasures(input: null): Promise<RecordingId[]>;
  /** The point of no return: the files whose keys are to be destroyed now; none where something keeps it after all. */
  beginErasure(input: { id: RecordingId; at: Instant }): Promise<RecordingId[]>;
  /** Only when the keys are destroyed and the files are gone. */
  finishErasure(input: { id: RecordingId; at: Instant }): Promise<void>;
  nextErasure(input: null): Promise<Instant | null>;
  notePassphraseChange(input: { at: Instant }): Promise<void>;
  /** Something that could not be taken in or relied on. */
  noteProblem(input: { id: RecordingId; operation: AuditOperation; what: string; at: Instant }): Promise<void>;
  /** JSON lines of docs/formats/audit-log.md; signs a checkpoint first, so that nothing is left out. */
  exportAudit(input: { subjectId: string | null; at: Instant }): Promise<string>;
  /** Notes the disclosure, signs a checkpoint, and gives the extract of each recording against it. */
  beginExport(input: Omit<ExportRecord, 'manifestSha256'> & { unfinishedPath: string }): Promise<{
    checkpoint: string;
    extracts: { id: RecordingId; text: string }[];
  }>;
  finishExport(input: { id: string; manifestSha256: string; at: Instant }): Promise<ExportRecord>;
  /** The files are gone; the trail says so, and why. */
  failExport(input: { id: string; because: string; at: Instant }): Promise<void>;
  /** Begun, and neither finished nor failed: a lock or a crash came between. */
  unfinishedExports(): Promise<{ id: string; unfinishedPath: string }[]>;
}

export interface RecordsWorkerApi extends RecordsApi, RecordsHostApi {
  openRecords(input: OpenRecords): Promise<void>;
  closeRecords(input: CloseRecords): Promise<void>;
}
