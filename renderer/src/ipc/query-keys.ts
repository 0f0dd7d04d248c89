// Names of what is cached, so that whoever changes something can say what to ask for again.
import type { FootageQuery } from '#contract/footage.ts';
import type { KnownKind } from '#contract/known.ts';

export interface ReportsQuery {
  readonly search: string;
  readonly status: 'all' | 'draft' | 'finished';
}

export interface KnownQuery {
  readonly kind: KnownKind | null;
  readonly search: string;
}

export const queryKeys = {
  session: ['session'],
  cameras: ['cameras'],
  jobs: ['jobs'],
  settings: ['settings'],
  forms: ['forms'],
  appInfo: ['app'],
  today: ['today'],
  footage: ['footage'],
  footageList: (query: FootageQuery) => ['footage', 'list', query],
  needsTagging: ['footage', 'list', 'needs-tagging'],
  usedTags: ['footage', 'list', 'used-tags'],
  recording: (id: string) => ['footage', 'recording', id],
  categories: ['footage', 'categories'],
  templates: ['footage', 'templates'],
  matching: ['footage', 'matching'],
  proposals: (id: string) => ['footage', 'matching', 'proposals', id],
  companions: (id: string) => ['footage', 'matching', 'companions', id],
  suggestions: (id: string) => ['footage', 'matching', 'suggestions', id],
  reports: ['reports'],
  reportsList: (query: ReportsQuery) => ['reports', 'list', query],
  report: (id: string) => ['reports', 'report', id],
  /** Below the lists: a report that is begun or renamed elsewhere may belong to it. */
  belonging: (id: string) => ['reports', 'list', 'belonging', id],
  reportHistory: (id: string) => ['reports', 'history', id],
  reportVersion: (id: string, revision: number) => ['reports', 'version', id, revision],
  /** Below the lists as well: whatever changes a report may end its signing. */
  signing: (reportId: string) => ['reports', 'list', 'signing', reportId],
  sealedStatement: (id: string) => ['reports', 'sealed', id],
  victims: ['reports', 'victims'],
  victimsOf: (reportId: string) => ['reports', 'victims', reportId],
  /** Below the lists of reports, of which all of it comes: asked again with them, and forgotten with them at the lock. */
  known: ['reports', 'list', 'known'],
  knownList: (query: KnownQuery) => ['reports', 'list', 'known', 'list', query],
  knownEntity: (id: string) => ['reports', 'list', 'known', 'entity', id],
  knownOffers: (query: object) => ['reports', 'list', 'known', 'offers', query],
  knownTold: (query: object) => ['reports', 'list', 'known', 'told', query],
  wordsThatAreNames: ['reports', 'list', 'names-among'],
  search: (text: string) => ['reports', 'list', 'search', text],
  notebook: ['notebook'],
  notesList: (search: string) => ['notebook', 'list', search],
  notesPages: (search: string) => ['notebook', 'list', 'pages', search],
  note: (id: string) => ['notebook', 'note', id],
  notesOfReport: (reportId: string) => ['notebook', 'list', 'of-report', reportId],
  teamPosts: ['team-posts'],
  teamPostList: ['team-posts', 'list'],
  teamPost: (id: string) => ['team-posts', 'post', id],
  teamPostChecks: ['team-posts', 'check'],
  teamPostCheck: (text: string) => ['team-posts', 'check', text],
  postNetworks: ['post-networks'],
  identify: ['identify'],
  identifications: ['identify', 'list'],
  identification: (id: string) => ['identify', 'one', id],
  /** What is plugged in and reachable: nothing of anybody. */
  identifyReadiness: ['identify-readiness'],
  audit: ['audit'],
  auditList: (subjectId: string | null) => ['audit', 'list', subjectId],
} as const;
