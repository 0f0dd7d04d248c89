// Promise: every screen has an address that leads back to it, and a broken address leads to Today.
import { describe, expect, it } from 'vitest';
import { entityId, noteId, recordingId, reportId, teamPostId } from '#contract/ids.ts';
import { parseRoute, routeHref, type Route } from '../../../renderer/src/app/route.ts';

const id = '0b9f6f0e-8a53-4b6e-9d0c-5f1c2f7a9e11';

const routes: readonly Route[] = [
  { screen: 'today' },
  { screen: 'reports' },
  { screen: 'report', id: reportId.parse(id) },
  { screen: 'victims', id: reportId.parse(id) },
  { screen: 'notebook' },
  { screen: 'notebook', note: noteId.parse(id) },
  { screen: 'footage' },
  { screen: 'footage', worklist: 'needs-tagging' },
  { screen: 'recording', id: recordingId.parse(id) },
  { screen: 'known' },
  { screen: 'known', id: entityId.parse(id) },
  { screen: 'team-posts' },
  { screen: 'team-post', id: teamPostId.parse(id) },
  { screen: 'audit' },
  { screen: 'audit', subjectId: 'a subject & more' },
  { screen: 'settings' },
];

describe('addresses', () => {
  it.each(routes)('leads back to $screen', (route) => {
    expect(parseRoute(routeHref(route))).toEqual(route);
  });

  it.each(['', '#', '#/', '#/nowhere', '#/footage/../audit', '#/reports/1/2', '#/today/extra/more'])(
    'leads to Today from %j',
    (hash) => {
      expect(parseRoute(hash)).toEqual({ screen: 'today' });
    },
  );

  it('shows the list where an id or a worklist is not one', () => {
    expect(parseRoute('#/reports/not-an-id')).toEqual({ screen: 'reports' });
    expect(parseRoute(`#/footage/${id.toUpperCase()}`)).toEqual({ screen: 'footage' });
    expect(parseRoute('#/footage?worklist=everything')).toEqual({ screen: 'footage' });
  });
});
