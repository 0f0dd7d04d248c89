// What the records worker serves: the open database as the vault host calls it. Everything it answers is on disk.
import { dirname } from 'node:path';
import { KerbdeskError } from '#contract/errors.ts';
import { giveFromReserve } from '../disk-reserve.ts';
import { openDatabase } from './open-database.ts';
import { isForWantOfSpace, recordsError } from './records-error.ts';
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

/** What must still work on a full disk, besides unlocking and locking: to read is to write an audit entry. */
const reading: ReadonlySet<string> = new Set([
  'listRecordings',
  'getRecording',
  'getReport',
  'listAudit',
  'verifyAudit',
  'noteOpened',
] satisfies (keyof RecordsHandlers)[]);

/** An object of functions for `serveRpc`: those of `RecordsWorkerApi`. Failures of the database leave with their words. */
export function createRecordsService(): Readonly<Record<string, Method>> {
  let folder = '';
  let open: { context: RecordsContext; handlers: RecordsHandlers } | null = null;

  const current = (): { context: RecordsContext; handlers: RecordsHandlers } => {
    if (!open) throw new KerbdeskError('locked', 'The vault is locked. Unlock it to go on; everything saved is kept.');
    return open;
  };

  /** On a full disk tries again with space from the reserve: the work is one transaction, undone where it failed. */
  const outOfReserve = async <Value>(work: () => Value | Promise<Value>): Promise<Value> => {
    for (;;) {
      try {
        return await work();
      } catch (error) {
        if (!isForWantOfSpace(error, folder) || !giveFromReserve(folder)) throw error;
      }
    }
  };

  const openRecords = async (input: OpenRecords): Promise<void> => {
    if (open) throw new Error('the records are open already');
    folder = dirname(input.path);
    const db = await outOfReserve(() => openDatabase(input));
    try {
      const context = openContext(db, input);
      await outOfReserve(() => noteUnlock(context, input));
      open = { context, handlers: createHandlers(context) };
    } catch (error) {
      db.close();
      throw error;
    }
  };

  const closeRecords = async (input: CloseRecords): Promise<void> => {
    const { context } = current();
    open = null;
    try {
      await outOfReserve(() => lockRecords(context, input));
    } finally {
      // The last connection to close copies the WAL into the database and removes it.
      context.db.close();
    }
  };

  const methods: [string, Method][] = Object.keys(handlerNames).map((name) => {
    const method: Method = (input) => (current().handlers[name as keyof RecordsHandlers] as Method)(input);
    return [name, reading.has(name) ? (input) => outOfReserve(() => method(input)) : method];
  });
  methods.push(['openRecords', openRecords], ['closeRecords', closeRecords]);
  return Object.fromEntries(methods.map(([name, method]) => [name, worded(method)]));

  function worded(method: Method): Method {
    return async (input) => {
      try {
        return await method(input);
      } catch (error) {
        throw recordsError(error, folder);
      }
    };
  }
}
