// What the records worker serves: the open database as the vault host calls it. Everything it answers is on disk.
import { KerbdeskError } from '#contract/errors.ts';
import { recordsError, openDatabase } from './open-database.ts';
import { createHandlers, type RecordsHandlers } from './records-handlers.ts';
import { lockRecords, noteUnlock, openContext } from './records-life.ts';
import type { RecordsContext } from './records-context.ts';
import type { CloseRecords, OpenRecords } from './records-worker-api.ts';

type Method = (input: never) => unknown;

/** Named one by one, so that a method left out does not compile. */
const handlerNames: Readonly<Record<keyof RecordsHandlers, true>> = {
  listRecordings: true,
  getRecording: true,
  listCategories: true,
  updateRecording: true,
  saveMarker: true,
  removeMarker: true,
  saveThumbnail: true,
  readThumbnail: true,
  listReports: true,
  createReport: true,
  getReport: true,
  saveReport: true,
  finishReport: true,
  reopenReport: true,
  setReportRecordings: true,
  today: true,
  listAudit: true,
  verifyAudit: true,
  appendAudit: true,
  getSettings: true,
  setSettings: true,
  takeInRecording: true,
  unknownRecordings: true,
  recordingFacts: true,
  noteOpened: true,
  noteVerification: true,
  notePassphraseChange: true,
  noteProblem: true,
  exportAudit: true,
};

/** An object of functions for `serveRpc`: those of `RecordsWorkerApi`. Failures of the database leave with their words. */
export function createRecordsService(): Readonly<Record<string, Method>> {
  let open: { context: RecordsContext; handlers: RecordsHandlers } | null = null;

  const current = (): { context: RecordsContext; handlers: RecordsHandlers } => {
    if (!open) throw new KerbdeskError('locked', 'The vault is locked. Unlock it to go on; everything saved is kept.');
    return open;
  };

  const openRecords = (input: OpenRecords): void => {
    if (open) throw new Error('the records are open already');
    const db = openDatabase(input);
    try {
      const context = openContext(db, input);
      noteUnlock(context, input);
      open = { context, handlers: createHandlers(context) };
    } catch (error) {
      db.close();
      throw error;
    }
  };

  const closeRecords = (input: CloseRecords): void => {
    const { context } = current();
    open = null;
    try {
      lockRecords(context, input);
    } finally {
      // The last connection to close copies the WAL into the database and removes it.
      context.db.close();
    }
  };

  const methods: [string, Method][] = Object.keys(handlerNames).map((name) => [
    name,
    (input) => (current().handlers[name as keyof RecordsHandlers] as Method)(input),
  ]);
  methods.push(['openRecords', openRecords], ['closeRecords', closeRecords]);
  return Object.fromEntries(methods.map(([name, method]) => [name, worded(method)]));
}

const worded =
  (method: Method): Method =>
  async (input) => {
    try {
      return await method(input);
    } catch (error) {
      throw recordsError(error);
    }
  };
