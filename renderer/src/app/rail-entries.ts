// What the rail lists. A capability gets its entry here when its first screen exists, in the order of the drawn design:
// Today, Reports, Notebook, Footage, Identify, People & places, Hand-over, Audit.
import { FileText, Fingerprint, NotebookPen, ScrollText, Sun, Users, Video, type LucideIcon } from 'lucide-react';
import type { Route, Screen } from './route.ts';

export interface RailEntry {
  readonly label: string;
  readonly icon: LucideIcon;
  readonly route: Route;
  /** Screens that belong under this entry. */
  readonly screens: readonly Screen[];
  readonly shortcut: string;
  /** Which count is shown as a badge. */
  readonly badge?: {
    readonly count: 'victimUpdatesDue' | 'drafts' | 'recordingsToTag';
    readonly tone: 'accent' | 'warn';
    /** After the number, for one and for several. */
    readonly words: readonly [one: string, several: string];
  };
}

export const railEntries: readonly RailEntry[] = [
  {
    label: 'Today',
    icon: Sun,
    route: { screen: 'today' },
    screens: ['today', 'team-posts', 'team-post'],
    shortcut: 'Ctrl+1',
    badge: { count: 'victimUpdatesDue', tone: 'warn', words: ['victim update due', 'victim updates due'] },
  },
  {
    label: 'Reports',
    icon: FileText,
    route: { screen: 'reports' },
    screens: ['reports', 'report', 'victims'],
    shortcut: 'Ctrl+2',
    badge: { count: 'drafts', tone: 'accent', words: ['draft', 'drafts'] },
  },
  {
    label: 'Notebook',
    icon: NotebookPen,
    route: { screen: 'notebook' },
    screens: ['notebook'],
    shortcut: 'Ctrl+3',
  },
  {
    label: 'Footage',
    icon: Video,
    route: { screen: 'footage' },
    screens: ['footage', 'recording', 'review', 'exhibits', 'exhibit'],
    shortcut: 'Ctrl+4',
    badge: { count: 'recordingsToTag', tone: 'warn', words: ['to tag', 'to tag'] },
  },
  {
    label: 'Identify',
    icon: Fingerprint,
    route: { screen: 'identify' },
    screens: ['identify', 'identification'],
    shortcut: 'Ctrl+5',
  },
  { label: 'People & places', icon: Users, route: { screen: 'known' }, screens: ['known'], shortcut: 'Ctrl+6' },
  { label: 'Audit', icon: ScrollText, route: { screen: 'audit' }, screens: ['audit'], shortcut: 'Ctrl+7' },
];
