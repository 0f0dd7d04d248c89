// How the audit trail is put into words. Pure.
import type { AuditEntry, AuditOperation } from '#contract/audit.ts';
import { routeHref, parseRoute, type Screen } from '../../app/route.ts';

export const operationWords: Readonly<Record<AuditOperation, string>> = {
  collection: 'Collected',
  alteration: 'Changed',
  consultation: 'Looked at',
  disclosure: 'Disclosed',
  combination: 'Combined',
  erasure: 'Erased',
  session: 'Session',
};

/** Ids are long and say nothing to a person: their first eight places tell two apart. */
export const shortSubject = ({ subjectKind, subjectId }: Pick<AuditEntry, 'subjectKind' | 'subjectId'>): string =>
  subjectId === subjectKind ? subjectKind : `${subjectKind} ${subjectId.slice(0, 8)}`;

const addresses: Partial<Record<AuditEntry['subjectKind'], { readonly path: string; readonly screen: Screen }>> = {
  recording: { path: 'footage', screen: 'recording' },
  report: { path: 'reports', screen: 'report' },
  entity: { path: 'known', screen: 'known' },
  exhibit: { path: 'exhibits', screen: 'exhibit' },
  identification: { path: 'identify', screen: 'identification' },
};

/** Where the subject can be seen, if it has a screen. */
export function subjectHref({ subjectKind, subjectId }: Pick<AuditEntry, 'subjectKind' | 'subjectId'>): string | null {
  if (subjectKind === 'note') {
    const note = parseRoute(`#/notebook/${subjectId}`);
    return note.screen === 'notebook' && note.note !== undefined ? routeHref(note) : null;
  }
  const address = addresses[subjectKind];
  if (address === undefined) return null;
  const route = parseRoute(`#/${address.path}/${subjectId}`);
  return route.screen === address.screen && 'id' in route ? routeHref(route) : null;
}

/** In groups of eight, so that two people can read it to each other. */
export const groupedHash = (hash: string): string => hash.match(/.{1,8}/g)?.join(' ') ?? '';
