// What the screens read from main, cached: fresh until main says that it changed.
import { infiniteQueryOptions, keepPreviousData, QueryClient, queryOptions } from '@tanstack/react-query';
import type { FootageQuery } from '#contract/footage.ts';
import type { IdentificationId, NoteId, RecordingId, ReportId, SealId, TeamPostId } from '#contract/ids.ts';
import type { NotesPlace } from '#contract/notebook.ts';
import { kerbdesk, value } from './kerbdesk.ts';
import { queryKeys, type ReportsQuery } from './query-keys.ts';

/** Main is in the same machine: no network to wait for, and a typed error stays the same when asked again. */
export const createQueryClient = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: {
        networkMode: 'always',
        retry: false,
        staleTime: Number.POSITIVE_INFINITY,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
      },
      mutations: { networkMode: 'always', retry: false },
    },
  });

const resultsPerKind = 5;
/** Milliseconds: others want the vault as well. */
const restBetweenChecks = 300;

export const queries = {
  session: queryOptions({ queryKey: queryKeys.session, queryFn: () => value(kerbdesk.session.state(null)) }),
  settings: queryOptions({ queryKey: queryKeys.settings, queryFn: () => value(kerbdesk.settings.get(null)) }),
  forms: queryOptions({ queryKey: queryKeys.forms, queryFn: () => value(kerbdesk.settings.forms(null)) }),
  appInfo: queryOptions({ queryKey: queryKeys.appInfo, queryFn: () => value(kerbdesk.app.info(null)) }),
  cameras: queryOptions({
    queryKey: queryKeys.cameras,
    queryFn: () => value(kerbdesk.cameras.list(null)),
    select: ({ cameras }) => cameras,
  }),
  jobs: queryOptions({ queryKey: queryKeys.jobs, queryFn: () => value(kerbdesk.jobs.snapshot(null)) }),
  today: queryOptions({
    queryKey: queryKeys.today,
    queryFn: () => value(kerbdesk.today.summary(null)),
    // Deadlines come nearer without anything changing.
    refetchInterval: 60_000,
    refetchOnMount: 'always',
  }),
  categories: queryOptions({
    queryKey: queryKeys.categories,
    queryFn: () => value(kerbdesk.footage.categories(null)),
  }),
  footageList: (query: FootageQuery) =>
    queryOptions({
      queryKey: queryKeys.footageList(query),
      queryFn: () => value(kerbdesk.footage.list(query)),
      placeholderData: keepPreviousData,
    }),
  /** The same under the same name, but a page that is not here is not shown as another that is. */
  footagePage: (query: FootageQuery) =>
    queryOptions({ queryKey: queryKeys.footageList(query), queryFn: () => value(kerbdesk.footage.list(query)) }),
  needsTagging: queryOptions({
    queryKey: queryKeys.needsTagging,
    queryFn: () => value(kerbdesk.tagging.select({ worklist: 'needs-tagging', search: '' })),
    placeholderData: keepPreviousData,
  }),
  usedTags: queryOptions({ queryKey: queryKeys.usedTags, queryFn: () => value(kerbdesk.tagging.usedTags(null)) }),
  recording: (id: RecordingId) =>
    queryOptions({ queryKey: queryKeys.recording(id), queryFn: () => value(kerbdesk.footage.get({ id })) }),
  templates: queryOptions({
    queryKey: queryKeys.templates,
    queryFn: () => value(kerbdesk.tagging.templates(null)),
  }),
  proposals: (recordingId: RecordingId) =>
    queryOptions({
      queryKey: queryKeys.proposals(recordingId),
      queryFn: () => value(kerbdesk.matching.proposals({ recordingId })),
    }),
  companions: (recordingId: RecordingId) =>
    queryOptions({
      queryKey: queryKeys.companions(recordingId),
      queryFn: () => value(kerbdesk.matching.companions({ recordingId })),
    }),
  suggestions: (reportId: ReportId) =>
    queryOptions({
      queryKey: queryKeys.suggestions(reportId),
      queryFn: () => value(kerbdesk.matching.suggestions({ reportId })),
    }),
  reportsList: (query: ReportsQuery) =>
    queryOptions({
      queryKey: queryKeys.reportsList(query),
      queryFn: () => value(kerbdesk.reports.list(query)),
      placeholderData: keepPreviousData,
    }),
  search: (text: string) =>
    queryOptions({
      queryKey: queryKeys.search(text),
      queryFn: () => value(kerbdesk.search.find({ text, limit: resultsPerKind })),
      placeholderData: keepPreviousData,
      // Names of people do not stay in memory for having been searched for, and what is shown is as the vault is now.
      staleTime: 0,
      gcTime: 0,
    }),
  report: (id: ReportId) =>
    queryOptions({ queryKey: queryKeys.report(id), queryFn: () => value(kerbdesk.reports.get({ id })) }),
  belonging: (id: ReportId) =>
    queryOptions({ queryKey: queryKeys.belonging(id), queryFn: () => value(kerbdesk.reports.belonging({ id })) }),
  reportHistory: (id: ReportId) =>
    queryOptions({
      queryKey: queryKeys.reportHistory(id),
      queryFn: () => value(kerbdesk.reports.history({ id })),
    }),
  reportVersion: (id: ReportId, revision: number) =>
    queryOptions({
      queryKey: queryKeys.reportVersion(id, revision),
      queryFn: () => value(kerbdesk.reports.version({ id, revision })),
    }),
  signing: (reportId: ReportId) =>
    queryOptions({
      queryKey: queryKeys.signing(reportId),
      queryFn: () => value(kerbdesk.signing.state({ reportId })),
    }),
  sealedStatement: (id: SealId) =>
    queryOptions({
      queryKey: queryKeys.sealedStatement(id),
      queryFn: () => value(kerbdesk.signing.sealed({ id })),
      // It is checked anew each time that it is looked at.
      staleTime: 0,
    }),
  /** The newest of them, to choose from. */
  notesList: (search: string) =>
    queryOptions({
      queryKey: queryKeys.notesList(search),
      queryFn: () => value(kerbdesk.notebook.list({ search, limit: 200 })),
      placeholderData: keepPreviousData,
    }),
  notesPages: (search: string) =>
    infiniteQueryOptions({
      queryKey: queryKeys.notesPages(search),
      queryFn: ({ pageParam }: { readonly pageParam: NotesPlace | null }) =>
        value(kerbdesk.notebook.list({ search, limit: 100, after: pageParam })),
      initialPageParam: null as NotesPlace | null,
      getNextPageParam: ({ next }) => next,
      placeholderData: keepPreviousData,
    }),
  note: (id: NoteId) =>
    queryOptions({ queryKey: queryKeys.note(id), queryFn: () => value(kerbdesk.notebook.get({ id })) }),
  notesOfReport: (reportId: ReportId) =>
    queryOptions({
      queryKey: queryKeys.notesOfReport(reportId),
      queryFn: () => value(kerbdesk.notebook.ofReport({ reportId })),
    }),
  identifications: queryOptions({
    queryKey: queryKeys.identifications,
    queryFn: () => value(kerbdesk.identify.list(null)),
    refetchOnMount: 'always',
  }),
  identification: (id: IdentificationId) =>
    queryOptions({
      queryKey: queryKeys.identification(id),
      queryFn: () => value(kerbdesk.identify.get({ id })),
      // What databases say of a person is not kept in memory after the screen is left.
      gcTime: 0,
    }),
  identifyReadiness: queryOptions({
    queryKey: queryKeys.identifyReadiness,
    queryFn: () => value(kerbdesk.identify.readiness(null)),
    refetchOnMount: 'always',
  }),
  postNetworks: queryOptions({
    queryKey: queryKeys.postNetworks,
    queryFn: () => value(kerbdesk.teamPosts.networks(null)),
  }),
  teamPosts: queryOptions({
    queryKey: queryKeys.teamPostList,
    queryFn: () => value(kerbdesk.teamPosts.list(null)),
  }),
  teamPost: (id: TeamPostId) =>
    queryOptions({ queryKey: queryKeys.teamPost(id), queryFn: () => value(kerbdesk.teamPosts.get({ id })) }),
  teamPostCheck: (text: string) =>
    queryOptions({
      queryKey: queryKeys.teamPostCheck(text),
      queryFn: () => value(kerbdesk.teamPosts.check({ text })),
      placeholderData: keepPreviousData,
      // A vault whose reports were never read for it is read over several checks.
      refetchInterval: ({ state: { data } }) =>
        data !== undefined && data.reportsCompared < data.reportsTotal ? restBetweenChecks : false,
      // Each pause in typing asks about another text.
      gcTime: 10_000,
    }),
} as const;
