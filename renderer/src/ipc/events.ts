// Main's events keep the cache true: pushed values are put in place, announced changes are asked for again.
import type { QueryClient } from '@tanstack/react-query';
import { forgetPersonalToasts } from '../ui/index.ts';
import { createAskAgain } from './ask-again.ts';
import { kerbdesk } from './kerbdesk.ts';
import { mergeCameras } from './merge-cameras.ts';
import { mergeJob } from './merge-job.ts';
import { queries } from './queries.ts';
import { queryKeys } from './query-keys.ts';

/** What must not stay in memory once the vault is closed. */
const personal = [
  queryKeys.today,
  queryKeys.footage,
  queryKeys.reports,
  queryKeys.notebook,
  queryKeys.teamPosts,
  queryKeys.identify,
  queryKeys.identifyReadiness,
  queryKeys.audit,
];

/** Returns how to stop listening. */
export function connectEvents(client: QueryClient): () => void {
  const invalidate = (...keys: readonly (readonly unknown[])[]): void => {
    for (const queryKey of keys) void client.invalidateQueries({ queryKey });
  };
  const askAgain = createAskAgain(client);
  const stops = [
    kerbdesk.session.onChanged((state) => {
      client.setQueryData(queries.session.queryKey, state);
      if (state.phase === 'locked') {
        for (const queryKey of personal) client.removeQueries({ queryKey });
        forgetPersonalToasts();
      }
      invalidate(queryKeys.settings, queryKeys.cameras, queryKeys.jobs);
    }),
    kerbdesk.cameras.onChanged((update) => {
      const { known, gap } = mergeCameras(client.getQueryData(queries.cameras.queryKey), update);
      if (known !== undefined) client.setQueryData(queries.cameras.queryKey, known);
      if (gap) invalidate(queryKeys.cameras);
    }),
    kerbdesk.jobs.onProgress((progress) => {
      const { jobs, gap } = mergeJob(client.getQueryData(queries.jobs.queryKey) ?? [], progress);
      client.setQueryData(queries.jobs.queryKey, [...jobs]);
      if (gap) invalidate(queryKeys.jobs);
    }),
    kerbdesk.footage.onChanged(({ ids }) => {
      // No name: all of it, categories included.
      const changed = ids.length === 0 ? [queryKeys.footage] : ids.map((id) => queryKeys.recording(id));
      askAgain(...changed, [...queryKeys.footage, 'list'], queryKeys.matching, queryKeys.today, queryKeys.audit);
    }),
    kerbdesk.exhibits.onChanged(() => askAgain([...queryKeys.footage, 'list'], queryKeys.audit)),
    kerbdesk.reports.onChanged(({ ids }) => {
      const changed = ids.map((id) => queryKeys.report(id));
      // A recording and a note say which reports they belong to.
      const lists = [[...queryKeys.reports, 'list'], queryKeys.victims, queryKeys.today];
      askAgain(...changed, ...lists, queryKeys.footage, queryKeys.notebook, queryKeys.audit);
      // Another name may be known now.
      askAgain(queryKeys.teamPostChecks);
    }),
    kerbdesk.teamPosts.onChanged(({ ids }) => {
      askAgain(...ids.map((id) => queryKeys.teamPost(id)), queryKeys.teamPostList, queryKeys.today, queryKeys.audit);
    }),
    kerbdesk.notebook.onChanged(({ ids }) => {
      askAgain(...ids.map((id) => queryKeys.note(id)), [...queryKeys.notebook, 'list'], queryKeys.audit);
    }),
    kerbdesk.victims.onChanged(({ reportId }) => {
      const changed = reportId === null ? queryKeys.victims : queryKeys.victimsOf(reportId);
      askAgain(changed, queryKeys.today, queryKeys.audit);
    }),
    kerbdesk.known.onChanged(() => askAgain(queryKeys.known, queryKeys.audit)),
    kerbdesk.identify.onChanged(({ id }) => {
      askAgain(queryKeys.identification(id), queryKeys.identifications, queryKeys.audit);
    }),
    kerbdesk.identify.onReaders(({ readers }) => {
      client.setQueryData(queries.identifyReadiness.queryKey, (known) =>
        known === undefined ? known : { ...known, readers },
      );
    }),
    kerbdesk.settings.onChanged((settings) => {
      client.setQueryData(queries.settings.queryKey, settings);
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}
