// What the palette finds while the officer types, in groups, those with the best hit first.
import { useQuery } from '@tanstack/react-query';
import {
  Box,
  Car,
  FileText,
  MapPin,
  Milestone,
  NotebookPen,
  Siren,
  Tag,
  User,
  Video,
  type LucideIcon,
} from 'lucide-react';
import type { EntityId, ExhibitId, NoteId, RecordingId, ReportId } from '#contract/ids.ts';
import type { SearchHit, SearchKind } from '#contract/search.ts';
import { formatDateTime, formatDuration, formatLength } from '../format/index.ts';
import { queries } from '../ipc/queries.ts';
import { useSettled } from '../ipc/use-settled.ts';
import { navigate, type Route } from './route.ts';

/** A short pause: a fast typist is not interrupted, and nobody waits for it. */
const typingPauseMilliseconds = 60;

interface KindShown {
  readonly group: string;
  readonly icon: LucideIcon;
  readonly route: (id: string) => Route;
}

const known = (id: string): Route => ({ screen: 'known', id: id as EntityId });
const recording = (id: string): Route => ({ screen: 'recording', id: id as RecordingId });

const kinds: Readonly<Record<SearchKind, KindShown>> = {
  person: { group: 'People', icon: User, route: known },
  vehicle: { group: 'Vehicles', icon: Car, route: known },
  property: { group: 'Property', icon: Box, route: known },
  place: { group: 'Places', icon: MapPin, route: known },
  event: { group: 'Incidents', icon: Siren, route: known },
  exhibit: { group: 'Exhibits', icon: Tag, route: (id) => ({ screen: 'exhibit', id: id as ExhibitId }) },
  report: { group: 'Reports', icon: FileText, route: (id) => ({ screen: 'report', id: id as ReportId }) },
  note: { group: 'Notes', icon: NotebookPen, route: (id) => ({ screen: 'notebook', note: id as NoteId }) },
  recording: { group: 'Recordings', icon: Video, route: recording },
  marker: { group: 'Markers', icon: Milestone, route: recording },
};

export interface FoundItem {
  readonly id: string;
  readonly label: string;
  readonly detail: string;
  readonly reason?: SearchHit['reason'];
  readonly icon: LucideIcon;
  readonly run: () => void;
}

export interface Found {
  readonly groups: readonly (readonly [name: string, items: readonly FoundItem[]])[];
  readonly error: Error | null;
  /** False while what is shown may still be of an earlier text. */
  readonly isComplete: boolean;
}

export function useFound(typed: string): Found {
  const text = useSettled(typed, typingPauseMilliseconds);
  const enabled = text !== '';
  const { data = [], error, isFetching, isPlaceholderData } = useQuery({ ...queries.search(text), enabled });
  if (!enabled) return { groups: [], error: null, isComplete: typed === text };
  const groups = new Map<string, FoundItem[]>();
  for (const hit of data) {
    const { group } = kinds[hit.kind];
    groups.set(group, [...(groups.get(group) ?? []), itemOf(hit)]);
  }
  return {
    groups: [...groups],
    error,
    isComplete: typed === text && !isFetching && !isPlaceholderData,
  };
}

function itemOf(hit: SearchHit): FoundItem {
  const { icon, route } = kinds[hit.kind];
  return {
    id: hit.key,
    label: hit.title,
    detail: detailOf(hit),
    reason: hit.reason,
    icon,
    run: () => navigate(route(hit.id)),
  };
}

function detailOf({ kind, detail, at, seconds }: SearchHit): string {
  const parts =
    kind === 'recording'
      ? [at === null ? 'start not known' : formatDateTime(at), seconds === null ? '' : formatLength(seconds), detail]
      : kind === 'marker'
        ? [seconds === null ? '' : `at ${formatDuration(seconds)}`, detail]
        : kind === 'note'
          ? [at === null ? '' : formatDateTime(at), detail]
          : [detail];
  return parts.filter((part) => part !== '').join(' · ');
}
