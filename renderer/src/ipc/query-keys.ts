// Names of what is cached, so that whoever changes something can say what to ask for again.
import type { FootageQuery } from '#contract/footage.ts';

export interface ReportsQuery {
  readonly search: string;
  readonly status: 'all' | 'draft' | 'finished';
}

export const queryKeys = {
  session: ['session'],
  cameras: ['cameras'],
  jobs: ['jobs'],
  settings: ['settings'],
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
  reportHistory: (id: string) => ['reports', 'history', id],
  reportVersion: (id: string, revision: number) => ['reports', 'version', id, revision],
  teamPosts: ['team-posts'],
  teamPostList: ['team-posts', 'list'],
  teamPost: (id: string) => ['team-posts', 'post', id],
  teamPostChecks: ['team-posts', 'check'],
  teamPostCheck: (text: string) => ['team-posts', 'check', text],
  postNetworks: ['post-networks'],
  audit: ['audit'],
  auditList: (subjectId: string | null) => ['audit', 'list', subjectId],
} as const;
