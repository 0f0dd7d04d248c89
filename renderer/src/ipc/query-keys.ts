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
  recording: (id: string) => ['footage', 'recording', id],
  categories: ['footage', 'categories'],
  reports: ['reports'],
  reportsList: (query: ReportsQuery) => ['reports', 'list', query],
  report: (id: string) => ['reports', 'report', id],
  audit: ['audit'],
  auditList: (subjectId: string | null) => ['audit', 'list', subjectId],
} as const;
