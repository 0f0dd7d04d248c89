// The reports that are open: one session each, kept after leaving the screen until all its typing is saved.
import type { QueryClient } from '@tanstack/react-query';
import type { Report } from '#contract/reports.ts';
import { registerFlush } from '../../app/flush-before-lock.ts';
import { createForgetOnLock } from '../../app/forget-on-lock.ts';
import { kerbdesk, value } from '../../ipc/kerbdesk.ts';
import { queries } from '../../ipc/queries.ts';
import { ReportSession } from './report-session.ts';

interface OpenSession {
  readonly session: ReportSession;
  readonly stopFlushing: () => void;
  users: number;
}

const open = new Map<string, OpenSession>();
const forgetOnLock = createForgetOnLock(() => {
  for (const [id, entry] of open) close(id, entry);
});

function start(report: Report, client: QueryClient): OpenSession {
  forgetOnLock();
  const { id } = report;
  const session = new ReportSession(
    report,
    {
      save: async (revision, content, noteIds) =>
        await value(kerbdesk.reports.save({ id, revision, content, noteIds: [...noteIds] })),
      get: async () => await value(kerbdesk.reports.get({ id })),
    },
    (summary, content) => {
      // Whoever comes back to the report starts from what was saved last.
      client.setQueryData(queries.report(id).queryKey, { ...summary, content });
    },
  );
  return { session, users: 0, stopFlushing: registerFlush(async () => await session.flush()) };
}

/** The session of a report, started from what is known of it if it is not open yet. */
export function sessionOf(report: Report, client: QueryClient): ReportSession {
  const entry = open.get(report.id) ?? start(report, client);
  open.set(report.id, entry);
  return entry.session;
}

/** A screen shows the report; call `leaveSession` when it goes. */
export function enterSession(id: string): void {
  const entry = open.get(id);
  if (entry !== undefined) entry.users += 1;
}

function close(id: string, entry: OpenSession): void {
  if (open.get(id) !== entry) return;
  entry.stopFlushing();
  entry.session.close();
  open.delete(id);
}

function closeIfDone(id: string, entry: OpenSession): void {
  if (entry.users === 0) close(id, entry);
}

/** Saves, then forgets. A save that fails is tried again in the background; the typing stays until it is on the disk. */
export async function leaveSession(id: string): Promise<void> {
  const entry = open.get(id);
  if (entry === undefined) return;
  entry.users -= 1;
  await entry.session.flush();
  if (!entry.session.hasUnsaved) {
    closeIfDone(id, entry);
    return;
  }
  const stop = entry.session.subscribe(() => {
    if (entry.session.hasUnsaved) return;
    stop();
    closeIfDone(id, entry);
  });
}

/** Whether typing of this window still waits for a report that takes no more, because it was finished elsewhere. */
export const hasUnsavedTyping = (id: string): boolean => open.get(id)?.session.hasUnsaved ?? false;

/** A draft's session knows of its last save before the screen is told. */
export const revisionOnScreen = ({ id, status, revision }: Report): number =>
  status === 'draft' ? (open.get(id)?.session.revision ?? revision) : revision;
