// Where the officer is: a small typed hash router, so that back, forward and reload work in every host.
import { useSyncExternalStore } from 'react';
import { worklist as worklistSchema, type Worklist } from '#contract/footage.ts';
import type {
  EntityId,
  ExhibitId,
  IdentificationId,
  NoteId,
  RecordingId,
  ReportId,
  TeamPostId,
} from '#contract/ids.ts';

export type Route =
  | { readonly screen: 'today' }
  | { readonly screen: 'reports' }
  | { readonly screen: 'report'; readonly id: ReportId }
  /** The victims of a report. */
  | { readonly screen: 'victims'; readonly id: ReportId }
  | { readonly screen: 'notebook'; readonly note?: NoteId }
  | { readonly screen: 'footage'; readonly worklist?: Worklist }
  | { readonly screen: 'recording'; readonly id: RecordingId }
  | { readonly screen: 'review' }
  | { readonly screen: 'exhibits' }
  | { readonly screen: 'exhibit'; readonly id: ExhibitId }
  | { readonly screen: 'identify' }
  | { readonly screen: 'identification'; readonly id: IdentificationId }
  | { readonly screen: 'known'; readonly id?: EntityId }
  | { readonly screen: 'team-posts' }
  | { readonly screen: 'team-post'; readonly id: TeamPostId }
  | { readonly screen: 'audit'; readonly subjectId?: string }
  | { readonly screen: 'settings' };

export type Screen = Route['screen'];

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const isWorklist = (text: string | null): text is Worklist => worklistSchema.safeParse(text).success;
/** The brand says what kind of id it is; only main can say whether it exists. */
const isReportId = (text: string): text is ReportId => uuid.test(text);
const isNoteId = (text: string): text is NoteId => uuid.test(text);
const isExhibitId = (text: string): text is ExhibitId => uuid.test(text);
const isIdentificationId = (text: string): text is IdentificationId => uuid.test(text);
const isEntityId = (text: string): text is EntityId => uuid.test(text);
const isTeamPostId = (text: string): text is TeamPostId => uuid.test(text);
const isRecordingId = (text: string): text is RecordingId => uuid.test(text);

/** Anything unknown leads to Today. */
export function parseRoute(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?');
  const [first = '', id = '', ...rest] = path.split('/');
  const search = new URLSearchParams(query);
  if (first === 'reports' && isReportId(id) && rest.join('/') === 'victims') return { screen: 'victims', id };
  if (rest.length > 0) return { screen: 'today' };
  if (first === 'reports') return isReportId(id) ? { screen: 'report', id } : { screen: 'reports' };
  if (first === 'notebook') return isNoteId(id) ? { screen: 'notebook', note: id } : { screen: 'notebook' };
  if (first === 'footage') {
    if (id === 'review') return { screen: 'review' };
    if (isRecordingId(id)) return { screen: 'recording', id };
    const worklist = search.get('worklist');
    return isWorklist(worklist) ? { screen: 'footage', worklist } : { screen: 'footage' };
  }
  if (first === 'exhibits') return isExhibitId(id) ? { screen: 'exhibit', id } : { screen: 'exhibits' };
  if (first === 'identify') return isIdentificationId(id) ? { screen: 'identification', id } : { screen: 'identify' };
  if (first === 'known') return isEntityId(id) ? { screen: 'known', id } : { screen: 'known' };
  if (first === 'team-posts') return isTeamPostId(id) ? { screen: 'team-post', id } : { screen: 'team-posts' };
  if (first === 'audit') {
    const subjectId = search.get('subject');
    return subjectId === null || subjectId === '' ? { screen: 'audit' } : { screen: 'audit', subjectId };
  }
  return first === 'settings' ? { screen: 'settings' } : { screen: 'today' };
}

/** For links: `<a href={routeHref({ screen: 'footage' })}>`. */
export function routeHref(route: Route): string {
  switch (route.screen) {
    case 'report':
      return `#/reports/${route.id}`;
    case 'victims':
      return `#/reports/${route.id}/victims`;
    case 'notebook':
      return route.note === undefined ? '#/notebook' : `#/notebook/${route.note}`;
    case 'recording':
      return `#/footage/${route.id}`;
    case 'review':
      return '#/footage/review';
    case 'exhibit':
      return `#/exhibits/${route.id}`;
    case 'identification':
      return `#/identify/${route.id}`;
    case 'known':
      return route.id === undefined ? '#/known' : `#/known/${route.id}`;
    case 'team-post':
      return `#/team-posts/${route.id}`;
    case 'footage':
      return route.worklist === undefined ? '#/footage' : `#/footage?worklist=${route.worklist}`;
    case 'audit':
      return route.subjectId === undefined ? '#/audit' : `#/audit?subject=${encodeURIComponent(route.subjectId)}`;
    case 'today':
    case 'reports':
    case 'exhibits':
    case 'identify':
    case 'team-posts':
    case 'settings':
      break;
  }
  return `#/${route.screen}`;
}

export function navigate(route: Route, options: { readonly replace?: boolean } = {}): void {
  const href = routeHref(route);
  if (options.replace !== true) {
    window.location.hash = href;
    return;
  }
  window.history.replaceState(null, '', href);
  window.dispatchEvent(new HashChangeEvent('hashchange'));
}

function subscribe(notify: () => void): () => void {
  window.addEventListener('hashchange', notify);
  return () => window.removeEventListener('hashchange', notify);
}

let known: { readonly hash: string; readonly route: Route } | null = null;

/** The same object for the same address, as `useSyncExternalStore` demands. */
function currentRoute(): Route {
  const { hash } = window.location;
  if (known?.hash !== hash) known = { hash, route: parseRoute(hash) };
  return known.route;
}

export const useRoute = (): Route => useSyncExternalStore(subscribe, currentRoute);
