// A vault in which the officer, every field of every kind of report, a note, a post, a recording and an exhibit say the same words, which the
// program never says; and the way to every screen of it.
import type { Page } from 'playwright';
import { formOf, type FieldDefinition } from '#contract/forms.ts';
import { noteId, type TeamPostId } from '#contract/ids.ts';
import { emptyReportContent, type ReportKind } from '#contract/reports.ts';
import type { Screen } from '../../renderer/src/app/route.ts';
import { command } from './kerbdesk-api.ts';
import { atDesk, auditLines, cameraIsRead, goTo, makeVault, offloadAll } from './officer.ts';
import { canBeWatched, describe, openRecording, recordingRows } from './officer-footage.ts';
import type { Profile } from './program.ts';

export const tellingWords = /zyrqvath|quimbleford|ZQ19|900777|E17 9ZZ/i;
const officer = { name: 'Ada Zyrqvath', shoulderNumber: '4417NE' };
const typed = 'Zyrqvath of 77 Quimbleford Street, ZQ19 XKV, 07700 900777, E17 9ZZ';

export interface TellingVault {
  /** One of each kind. */
  readonly reportIds: readonly string[];
  readonly postId: TeamPostId;
  readonly exhibitId: string;
  readonly identificationId: string;
}
type ScreensByName = Readonly<Record<Screen, () => Promise<void>>>;

export const goToHash = async (page: Page, hash: string): Promise<void> => {
  await page.evaluate((to) => (window.location.hash = to), hash);
};
export const sectionButtons = (page: Page) =>
  page.getByRole('navigation', { name: 'Sections of the report' }).getByRole('button');

/** Every text of a form, whatever it asks for. */
const filledIn = (fields: readonly FieldDefinition[]): Record<string, string> =>
  Object.fromEntries(
    fields
      .filter(({ kind }) => !['choice', 'multi-choice', 'offence-class', 'prompts', 'sketch-plan'].includes(kind))
      .map(({ id, kind }) => [id, kind === 'vrm' ? 'ZQ19 XKV' : kind === 'phone' ? '07700 900777' : typed]),
  );

/** A report in which every text of every field and of two entries of each list says the same. */
async function write(page: Page, kind: ReportKind): Promise<string> {
  const { id, revision } = await command(page, 'reports', 'create', { kind });
  const { fields, lists } = formOf(kind);
  const entries = lists.map((list) => [
    list.id,
    [{ role: 'victim', status: 'stolen', kind: 'vehicle' }, { role: 'suspect' }].map((more) => ({
      id: crypto.randomUUID(),
      values: { ...filledIn(list.fields), ...more },
    })),
  ]);
  const content = { ...emptyReportContent, values: filledIn(fields), ...Object.fromEntries(entries) };
  await command(page, 'reports', 'save', { id, revision, content });
  return id;
}

/** Begins with a new profile, and ends at the desk. */
export async function makeTellingVault(profile: Profile, page: Page): Promise<TellingVault> {
  await makeVault(page, officer);
  await (await profile.camera()).plugIn();
  await cameraIsRead(page, 'CAM 7');
  await offloadAll(page);
  const reportIds: string[] = [];
  for (const kind of ['crime', 'collision', 'statement', 'witness-details'] as const)
    reportIds.push(await write(page, kind));
  const note = { id: noteId.parse(crypto.randomUUID()), revision: 0, startedAgo: 0, addendumTo: null };
  await command(page, 'notebook', 'save', { ...note, text: typed, place: typed });
  const post = await command(page, 'teamPosts', 'create', null);
  await command(page, 'teamPosts', 'save', {
    id: post.id,
    revision: 0,
    content: { ...post.content, place: typed, bring: typed, wording: `Thanks to ${typed}` },
  });
  await goTo(page, 'Footage');
  await openRecording(page, '_0002.MP4');
  await canBeWatched(page);
  await describe(page, { category: 'Arrest', reference: 'CAD 4127', title: typed, tags: ['zyrqvath'], notes: typed });
  const { recordings } = await command(page, 'footage', 'list', {
    worklist: 'all',
    search: '_0002',
    limit: 1,
    offset: 0,
  });
  const [recording] = recordings;
  if (recording === undefined) throw new Error('the recording was not found');
  const recordingId = recording.id;
  const { description: _proposed, ...mark } = await command(page, 'exhibits', 'propose', { recordingId });
  const { id: exhibitId } = await command(page, 'exhibits', 'make', { recordingId, mark, description: typed });
  const { kept } = await command(page, 'identify', 'begin', { reportId: null });
  const draft = { ...kept.draft, path: 'pace-61-6a' as const, place: typed, suspectedOffence: typed };
  await command(page, 'identify', 'saveDraft', { id: kept.id, revision: kept.revision, draft });
  await page.reload();
  await atDesk(page);
  return { reportIds, postId: post.id, exhibitId, identificationId: kept.id };
}

/** Every screen that a route leads to, in its fullest state: one that is new does not compile without a line here. */
export function screensOf(page: Page, { reportIds, postId, exhibitId, identificationId }: TellingVault): ScreensByName {
  const at = (hash: string): Promise<void> => goToHash(page, hash);
  return {
    today: () => goTo(page, 'Today'),
    reports: () => goTo(page, 'Reports'),
    report: async () => {
      await at(`#/reports/${reportIds[0] ?? ''}`);
      await sectionButtons(page).first().waitFor();
    },
    victims: () => at(`#/reports/${reportIds[0] ?? ''}/victims`),
    notebook: async () => {
      await at('#/notebook');
      await page
        .getByRole('main')
        .getByText(/hidden|Zyrqvath/)
        .first()
        .waitFor();
    },
    footage: async () => {
      await goTo(page, 'Footage');
      await recordingRows(page).nth(1).waitFor();
    },
    recording: async () => {
      const { recordings } = await command(page, 'footage', 'list', {
        worklist: 'all',
        search: '_0002',
        limit: 1,
        offset: 0,
      });
      await at(`#/footage/${recordings[0]?.id ?? ''}`);
      await page.locator('video').first().waitFor({ state: 'attached' });
    },
    review: () => at('#/footage/review'),
    exhibits: () => at('#/exhibits'),
    exhibit: () => at(`#/exhibits/${exhibitId}`),
    identify: () => goTo(page, 'Identify'),
    identification: () => at(`#/identify/${identificationId}`),
    known: () => at('#/known'),
    'team-posts': () => at('#/team-posts'),
    'team-post': async () => {
      await at(`#/team-posts/${postId}`);
      await page.getByRole('heading', { level: 2, name: 'Warnings' }).waitFor();
    },
    audit: async () => void (await auditLines(page)),
    settings: () => goTo(page, 'Settings'),
  };
}
