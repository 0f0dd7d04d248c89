// kill -9 of the whole program while somebody types in each of its forms: what it said was saved is there after a restart, whole.
// KERBDESK_FORM_KILLS=50 npx vitest run --project faults tests/faults/form-kill.test.ts
import { setTimeout as delay } from 'node:timers/promises';
import type { Locator, Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { NoteId, ReportId, TeamPostId } from '#contract/ids.ts';
import { emptyReportContent, type FieldValues, type ReportKind } from '#contract/reports.ts';
import { command } from '../support/kerbdesk-api.ts';
import { heading, makeVault, textBox, unlock } from '../support/officer.ts';
import { draw, sheet, sketchField } from '../support/officer-collisions.ts';
import { jot, noteText } from '../support/officer-notebook.ts';
import { field, narrative, openSection, sections } from '../support/officer-reports.ts';
import { Profile, type RunningProgram } from '../support/program.ts';
import { runsOf, seededChance } from '../support/random.ts';

const runs = runsOf('KERBDESK_FORM_KILLS', 3);
const chance = seededChance('form kills');
const profile = new Profile({ quickUnlock: true });
let running: RunningProgram;
let page: Page;

const victim = { id: crypto.randomUUID(), values: { role: 'victim', 'family-name': 'Marsh', 'given-names': 'Wendy' } };

const reports = new Map<ReportKind, ReportId>();
let post: TeamPostId;
/** Each run jots a note of its own, so that its very first keys are killed too; null: none was begun. */
let lastNote: NoteId | null = null;

async function newestNote(): Promise<NoteId | null> {
  const { notes } = await command(page, 'notebook', 'list', { search: '', limit: 1 });
  return notes[0]?.id ?? null;
}

async function makeReport(kind: ReportKind, values: FieldValues): Promise<void> {
  const parents: Partial<Record<ReportKind, ReportKind>> = { statement: 'crime', 'witness-details': 'statement' };
  const parent = parents[kind];
  const parentId = parent === undefined ? null : idOf(parent);
  const { id, revision } = await command(page, 'reports', 'create', { kind, parentId });
  const people = kind === 'crime' ? [victim] : [];
  await command(page, 'reports', 'save', { id, revision, content: { ...emptyReportContent, values, people } });
  reports.set(kind, id);
}

function idOf(kind: ReportKind): ReportId {
  const id = reports.get(kind);
  if (id === undefined) throw new Error(`there is no ${kind} report yet`);
  return id;
}

beforeAll(async () => {
  running = await profile.launch();
  page = running.page;
  await makeVault(page);
  await makeReport('crime', { offence: 'Common assault', 'venue-street': '12 Grove Road' });
  await makeReport('statement', { 'family-name': 'Marsh', 'given-names': 'Wendy', age: 'over-18' });
  await makeReport('witness-details', { of: 'W M', mobile: '07700 900123' });
  await makeReport('collision', { place: 'Forest Road' });
  const made = await command(page, 'teamPosts', 'create', null);
  post = made.id;
});
afterAll(() => profile.remove());

const goToHash = (hash: string): Promise<void> => page.evaluate((to) => void (window.location.hash = to), hash);

async function openSectionOf(kind: ReportKind, section: string): Promise<void> {
  await goToHash('#/reports');
  await heading(page, 'Reports').waitFor();
  await goToHash(`#/reports/${idOf(kind)}`);
  await sections(page).waitFor();
  await openSection(page, section);
}

/** What a form shows at one moment, and whether it says that it is saved. Read in one go: no key comes between the two. */
const shownAs = async (box: Locator): Promise<string | null> => {
  const { saved, text } = await box.evaluate((element) => ({
    saved: document.body.textContent.includes('Saved on this laptop'),
    text: (element as HTMLInputElement).value,
  }));
  return saved ? text : null;
};

interface Form {
  readonly name: string;
  /** To where it is typed, with what is there already in it. */
  readonly open: () => Promise<Locator>;
  /** To where it is typed, ready for the first key of a run. */
  readonly begin: () => Promise<Locator>;
  /** What the form says is safe by now; null where it says nothing, or is still saving. */
  readonly acknowledged: (box: Locator) => Promise<string | null>;
  /** One more than before; the key or keys that say so. */
  readonly press: (number: number) => Promise<void>;
  /** How many were pressed whole to come to this; null where it is not what pressing makes. */
  readonly pressed: (text: string) => number | null;
}

/** "0 1 2 3 ": what is kept of it is its beginning, without a hole. */
const counting = {
  press: (number: number) => page.keyboard.type(`${number} `),
  pressed: (text: string) => {
    const numbers = text.split(' ').slice(0, -1);
    const whole = Array.from({ length: numbers.length + 1 }, (_, number) => `${number} `).join('');
    return whole.startsWith(text) ? numbers.length : null;
  },
};

const cleared = (open: () => Promise<Locator>, acknowledged: Form['acknowledged']) => async () => {
  const box = await open();
  // A form that nobody typed in says nothing of saving.
  for (const words of ['-', '']) {
    await box.fill(words);
    await expect.poll(() => acknowledged(box)).toBe(words);
  }
  await box.focus();
  return box;
};

function formOfReport(name: string, kind: ReportKind, section: string, box: () => Locator): Form {
  const open = async (): Promise<Locator> => {
    await openSectionOf(kind, section);
    return box();
  };
  return { name, open, begin: cleared(open, shownAs), acknowledged: shownAs, ...counting };
}

const sketchPlan: Form = {
  name: 'sketch plan',
  open: async () => {
    await openSectionOf('collision', 'What happened');
    const car = page.getByRole('region', { name: 'Sketch plan', exact: true }).getByRole('button', { name: /^Car/ });
    await car.click();
    return sketchField(page, 'Right of the middle');
  },
  begin: async () => {
    await openSectionOf('collision', 'What happened');
    const car = page.getByRole('region', { name: 'Sketch plan', exact: true }).getByRole('button', { name: /^Car/ });
    if ((await car.count()) === 0) await draw(page, 'Vehicle', 'Car');
    else await car.click();
    const right = sketchField(page, 'Right of the middle');
    await right.fill('0');
    await right.press('Enter');
    await expect.poll(() => shownAs(right)).toBe('0');
    await sheet(page).focus();
    return right;
  },
  acknowledged: shownAs,
  press: () => page.keyboard.press('ArrowRight'),
  // Ten centimetres a key.
  pressed: (text) => {
    const steps = Math.round(Number(text) * 10);
    return Math.abs(Number(text) * 10 - steps) < 0.01 ? steps : null;
  },
};

const openContact = async (): Promise<Locator> => {
  await goToHash(`#/reports/${idOf('crime')}`);
  await sections(page).waitFor();
  await goToHash(`#/reports/${idOf('crime')}/victims`);
  await heading(page, 'Victims').waitFor();
  await page.getByRole('region', { name: /^To be told/ }).waitFor();
  await page.keyboard.press('o');
  return textBox(page.getByRole('dialog').last(), 'What was said');
};
/** The dialog says nothing of its saving while all is well: safe is what the vault gives back. */
const draftInVault = async (): Promise<string | null> => {
  const { victims } = await command(page, 'victims', 'get', { reportId: idOf('crime') });
  const said = victims[0]?.drafts.find(({ form }) => form === 'contact')?.values['said'];
  return typeof said === 'string' ? said : null;
};

const openPost = async (): Promise<Locator> => {
  await goToHash('#/team-posts');
  await heading(page, 'Team posts').waitFor();
  await goToHash(`#/team-posts/${post}`);
  await heading(page, 'Team post').waitFor();
  return textBox(page, /^What people can bring/);
};

const forms: readonly Form[] = [
  formOfReport('crime report', 'crime', 'Incident', () => narrative(page)),
  formOfReport('statement', 'statement', 'Statement', () => textBox(page, 'Statement')),
  formOfReport('witness details', 'witness-details', 'Court', () => field(page, 'Support needed')),
  formOfReport('collision report', 'collision', 'What happened', () => narrative(page)),
  sketchPlan,
  {
    name: 'notebook note',
    open: async () => {
      const newest = await newestNote();
      // The kill came before it was begun: it is as blank as a new one.
      if (newest === lastNote) await jot(page);
      else await goToHash(`#/notebook/${newest}`);
      return noteText(page);
    },
    begin: async () => {
      lastNote = await newestNote();
      await jot(page);
      return noteText(page);
    },
    acknowledged: shownAs,
    ...counting,
  },
  {
    name: 'victim update',
    open: openContact,
    begin: cleared(openContact, draftInVault),
    acknowledged: draftInVault,
    ...counting,
  },
  {
    name: 'team post',
    open: openPost,
    begin: cleared(openPost, shownAs),
    acknowledged: shownAs,
    ...counting,
  },
];

interface Typing {
  /** When each one was in the form, in milliseconds since 1970. */
  readonly at: readonly number[];
  /** The longest that the form said was safe. */
  readonly safe: string;
}

/** Presses one after the other and asks what is safe, both until the program is gone. */
async function typeUntilKilled(form: Form, box: Locator, milliseconds: number): Promise<Typing & { killedAt: number }> {
  const at: number[] = [];
  let safe = '';
  const ending = new AbortController();
  const typing = (async () => {
    for (let number = 0; !ending.signal.aborted; number += 1) {
      await form.press(number);
      at.push(Date.now());
    }
  })().catch(() => undefined);
  const asking = (async () => {
    while (!ending.signal.aborted) safe = (await form.acknowledged(box)) ?? safe;
  })().catch(() => undefined);
  await delay(milliseconds);
  const killedAt = Date.now();
  await running.kill();
  ending.abort();
  await typing;
  await asking;
  return { at, safe, killedAt };
}

/** Every other form is as it was: a kill while one is written damages none. */
async function everything(): Promise<unknown> {
  const kept = [...reports.values()].map((id) => command(page, 'reports', 'get', { id }));
  return {
    reports: (await Promise.all(kept)).map(({ kind, content }) => ({ kind, content })),
    post: (await command(page, 'teamPosts', 'get', { id: post })).content,
    victims: (await command(page, 'victims', 'get', { reportId: idOf('crime') })).victims.map(({ drafts }) => drafts),
  };
}

/** By the name of a form, what of `everything` typing in it changes. */
const unlike = (all: unknown, name: string): string =>
  JSON.stringify(all, (key, value: unknown) => {
    const isReport = typeof value === 'object' && value !== null && 'kind' in value && 'content' in value;
    const written: Record<string, string> = {
      'crime report': 'crime',
      statement: 'statement',
      'witness details': 'witness-details',
      'collision report': 'collision',
      'sketch plan': 'collision',
    };
    if (isReport && value.kind === written[name]) return undefined;
    if (name === 'team post' && key === 'post') return undefined;
    return name === 'victim update' && key === 'victims' ? undefined : value;
  });

test.for(forms)(
  `a $name keeps what it said was saved through ${runs} kills at any moment`,
  { timeout: 60_000 + runs * 60_000 },
  async (form) => {
    for (let run = 1; run <= runs; run += 1) {
      const box = await form.begin();
      const before = await everything();
      // Some kills hit the very first keys, some a long flow of them.
      const { at, safe, killedAt } = await typeUntilKilled(form, box, chance.between(100, 3000));
      running = await profile.launch();
      page = running.page;
      await unlock(page);
      const kept = await (await form.open()).inputValue();
      const about = `run ${run}: ${at.length} typed, “${safe}” safe, “${kept}” kept`;
      const pressed = form.pressed(kept);
      expect(pressed, `whole, ${about}`).not.toBeNull();
      expect(pressed, `all that was safe, ${about}`).toBeGreaterThanOrEqual(form.pressed(safe) ?? Infinity);
      // Half a second, and as long as one save takes on a machine that is busy with tests.
      const due = at.filter((moment) => moment < killedAt - 1000).length;
      expect(pressed, `all but the last second, ${about}`).toBeGreaterThanOrEqual(due);
      expect(unlike(await everything(), form.name)).toBe(unlike(before, form.name));
      await page.keyboard.press('Escape');
    }
    expect((await command(page, 'audit', 'verify', null)).intact).toBe(true);
  },
);
