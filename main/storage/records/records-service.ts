// What the records worker serves: the open database as the vault host calls it. Everything it answers is on disk.
import { dirname } from 'node:path';
import { KerbdeskError } from '#contract/errors.ts';
import { bringFormsIntoForce } from '#contract/report-forms.ts';
import { giveFromReserve } from '../disk-reserve.ts';
import { openDatabase } from './open-database.ts';
import { isCalledDamage, isForWantOfSpace, recordsError } from './records-error.ts';
import { createHandlers, type RecordsHandlers } from './records-handlers.ts';
import { lockRecords, noteUnlock, openContext } from './records-life.ts';
import type { RecordsContext } from './records-context.ts';
import { bringCountsUpToDate } from './repositories/missing-counts.ts';
import { bringSearchUpToDate } from './search/rebuild.ts';
import { recordsMethods, type CloseRecords, type OpenRecords } from './records-worker-api.ts';

type Method = (input: never) => unknown;

/** Named one by one, so that a method left out does not compile. */
const handlerNames: Readonly<Record<keyof RecordsHandlers, true>> = {
  ...recordsMethods,
  derivativeParent: true,
  planDerivative: true,
  addDerivative: true,
  takeInRecording: true,
  unknownRecordings: true,
  recordingFacts: true,
  noteOpened: true,
  noteVerification: true,
  believeClock: true,
  markByRetention: true,
  dueErasures: true,
  begunErasures: true,
  beginErasure: true,
  finishErasure: true,
  nextErasure: true,
  notePassphraseChange: true,
  noteProblem: true,
  exportAudit: true,
  beginExport: true,
  finishExport: true,
  failExport: true,
  unfinishedExports: true,
};

/** What must still work on a full disk, besides unlocking and locking: to read is to write an audit entry. */
const reading: ReadonlySet<string> = new Set([
  'listRecordings',
  'getRecording',
  'getReport',
  'getReportForPaper',
  'sealedStatement',
  'getNote',
  'openNoteAttachment',
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

  /**
   * Tries again what is one transaction, undone where it failed: once where SQLite speaks of damage, because one failed read
   * looks the same to it and an officer told of damage stops working; and on a full disk with space from the reserve.
   */
  const steadily = async <Value>(work: () => Value | Promise<Value>, useReserve: boolean): Promise<Value> => {
    for (let doubted = false; ;) {
      try {
        return await work();
      } catch (error) {
        const doubt = !doubted && isCalledDamage(error);
        if (doubt) doubted = true;
        else if (!useReserve || !isForWantOfSpace(error, folder) || !giveFromReserve(folder)) throw error;
      }
    }
  };

  const openRecords = async (input: OpenRecords): Promise<void> => {
    if (open) throw new Error('the records are open already');
    folder = dirname(input.path);
    bringFormsIntoForce(input.forms ?? null);
    const db = input.create ? openDatabase(input) : await steadily(() => openDatabase(input), true);
    try {
      const context = openContext(db, input);
      bringSearchUpToDate(db, folder);
      bringCountsUpToDate(db, folder);
      await steadily(() => noteUnlock(context, input), true);
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
      await steadily(() => lockRecords(context, input), true);
    } finally {
      // The last connection to close copies the WAL into the database and removes it.
      context.db.close();
    }
  };

  const methods: [string, Method][] = Object.keys(handlerNames).map((name) => {
    const method: Method = (input) => (current().handlers[name as keyof RecordsHandlers] as Method)(input);
    return [name, (input) => steadily(() => method(input), reading.has(name))];
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
