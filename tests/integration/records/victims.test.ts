// Victim updates in the real encrypted records: duties by the clock, a log that is only added to, and what Today shows.
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { ReportId } from '#contract/ids.ts';
import type { FieldValues, ReportContent } from '#contract/reports.ts';
import type { VictimsOfReport } from '#contract/victims.ts';
import { defaultVictimRules } from '#contract/victims/rules.ts';
import { bankHolidays } from '../../../main/features/victims/bank-holidays.ts';
import type { RecordsWorkerApi } from '../../../main/storage/records/records-worker-api.ts';
import { newRecords } from '../../support/records-kit.ts';
import { codeOf, failureOf } from '../../support/vault-kit.ts';

/** A Friday evening before a bank holiday, and what comes after it. */
const arrested = '2026-08-28T18:40:00.000Z';
const saturday = '2026-08-29T09:00:00.000Z';
const wednesday = '2026-09-02T09:00:00.000Z';

const marsh = randomUUID();
const shop = randomUUID();
const person = (id: string, values: FieldValues) => ({ id, values: { role: 'victim', ...values } });
const wendy = person(marsh, {
  'given-names': 'Wendy',
  'family-name': 'Marsh',
  phone: '07700 900123',
  'enhanced-rights': ['vulnerable'],
  'safe-contact': 'Do not ring after 17:00; partner answers',
});
const store = person(shop, { organisation: 'Hoe Street Stores' });
const contentOf = (...people: ReportContent['people']): ReportContent => ({
  values: { 'offence-class': '', offence: 'Assault', 'venue-street': 'Hoe Street' },
  people,
  property: [],
  vehicles: [],
  casualties: [],
  offences: [],
});

async function newReport(api: RecordsWorkerApi, ...people: ReportContent['people']): Promise<ReportId> {
  const { id } = await api.createReport({ kind: 'crime', parentId: null, at: arrested });
  await api.saveReport({ id, revision: 0, content: contentOf(...people), at: arrested });
  await api.applyVictimRules({ rules: defaultVictimRules, calendar: await bankHolidays([]), at: arrested });
  return id;
}

const arrest = (api: RecordsWorkerApi, reportId: ReportId, happenedAt = arrested) =>
  api.recordInvestigationEvent({ reportId, kind: 'arrest', happenedAt, note: '', at: saturday });
const ofPerson = (shown: VictimsOfReport, id: string) => {
  const found = shown.victims.find(({ personId }) => personId === id);
  if (found === undefined) throw new Error('no such victim');
  return found;
};
const dueDays = (shown: VictimsOfReport, id: string): string[] =>
  ofPerson(shown, id).duties.map(({ dueDay }) => dueDay);
const contact = (shown: VictimsOfReport, id: string) => ({
  reportId: shown.reportId,
  personId: id,
  what: 'update' as const,
  happenedAt: saturday,
  way: 'phone' as const,
  byWhom: 'PC Okafor',
  said: 'He was arrested last night.',
  whyNot: null,
  dutyIds: ofPerson(shown, id).duties.map((duty) => duty.id),
  draft: null,
  at: saturday,
});

test('an arrest on the Friday evening before a bank holiday is told by Tuesday with enhanced rights, else by Monday week', async () => {
  const { api } = await newRecords();
  const id = await newReport(api, wendy, store);
  const shown = await arrest(api, id);
  expect(dueDays(shown, marsh)).toEqual(['2026-09-01']);
  expect(dueDays(shown, shop)).toEqual(['2026-09-07']);
  expect(ofPerson(shown, marsh).duties[0]).toMatchObject({
    isEnhanced: true,
    workingDays: 1,
    workingDaysLeft: 1,
    isCertain: true,
  });
  const { due } = await api.today({ at: wednesday });
  const updates = due.filter((item) => item.kind === 'victim-update');
  expect(updates.map(({ dueDay, label, isEnhanced }) => [dueDay, label, isEnhanced])).toEqual([
    ['2026-09-01', 'Arrest', true],
    ['2026-09-07', 'Arrest', false],
  ]);
  expect(JSON.stringify(updates)).not.toMatch(/Marsh|07700/);
});

test('a referral is owed in two working days whatever the rights, and is done rather than told', async () => {
  const { api } = await newRecords();
  const id = await newReport(api, wendy, store);
  const support = { reportId: id, kind: 'support', happenedAt: arrested, note: '', at: saturday };
  const shown = await api.recordInvestigationEvent(support);
  expect([...dueDays(shown, marsh), ...dueDays(shown, shop)]).toEqual(['2026-09-02', '2026-09-02']);
  await api.logVictimContact({ ...contact(shown, marsh), said: 'Referred to Victim Support.' });
  const { entries } = await api.listAudit({ before: null, limit: 50, subjectId: id, at: saturday });
  expect(entries.some(({ what }) => what.startsWith('Done for Wendy Marsh: “Referral to support”'))).toBe(true);
});

test('rights that are answered later, and a victim who is added later, change what is owed', async () => {
  const { api } = await newRecords();
  const id = await newReport(api, store);
  await arrest(api, id);
  await api.saveReport({
    id,
    revision: 1,
    content: contentOf(store, person(marsh, { 'family-name': 'Marsh' })),
    at: saturday,
  });
  let shown = await api.getVictims({ reportId: id, at: saturday });
  expect(dueDays(shown, marsh)).toEqual(['2026-09-07']);
  expect(ofPerson(shown, marsh).enhancedRights).toBe('not-asked');
  await api.saveReport({ id, revision: 2, content: contentOf(store, wendy), at: saturday });
  shown = await api.getVictims({ reportId: id, at: saturday });
  expect(dueDays(shown, marsh)).toEqual(['2026-09-01']);
  await api.saveReport({ id, revision: 3, content: contentOf(store), at: saturday });
  shown = await api.getVictims({ reportId: id, at: saturday });
  expect(ofPerson(shown, marsh)).toMatchObject({ name: 'Wendy Marsh', isVictim: false, duties: [{ stands: false }] });
  expect((await api.today({ at: wednesday })).due.filter(({ kind }) => kind === 'victim-update')).toHaveLength(1);
});

test('an update settles what it names, is a disclosure on the audit trail, and is never changed or deleted', async () => {
  const { kit, api } = await newRecords();
  const id = await newReport(api, wendy);
  const shown = await arrest(api, id);
  const after = await api.logVictimContact(contact(shown, marsh));
  expect(ofPerson(after, marsh)).toMatchObject({
    duties: [{ settled: { how: 'told', at: saturday } }],
    contacts: [{ what: 'update', said: 'He was arrested last night.', byWhom: 'PC Okafor', takenBackBy: null }],
  });
  expect((await api.today({ at: wednesday })).due.filter(({ kind }) => kind === 'victim-update')).toEqual([]);
  const { entries } = await api.listAudit({ before: null, limit: 50, subjectId: id, at: saturday });
  expect(entries.find(({ operation }) => operation === 'disclosure')?.what).toContain(
    'Told Wendy Marsh of “Arrest” by phone',
  );
  expect(await codeOf(api.logVictimContact(contact(shown, marsh)))).toBe('invalid-input');
  await api.closeRecords({ at: saturday, because: 'test' });
  kit.behind((db) => {
    expect(() => db.exec('DELETE FROM victim_contacts')).toThrow('never deleted');
    expect(() => db.exec(`UPDATE victim_contacts SET said = ''`)).toThrow('never changed');
    expect(() => db.exec('DELETE FROM victim_duties')).toThrow('settled, not deleted');
    expect(() => db.exec('DELETE FROM investigation_events')).toThrow('withdrawn, not deleted');
    expect(() => db.exec(`UPDATE investigation_events SET happened_at = ''`)).toThrow('withdrawn, not changed');
  });
});

test('what could not be told needs its attempts in the log, and a reason', async () => {
  const { api } = await newRecords();
  const id = await newReport(api, wendy);
  const shown = await arrest(api, id);
  const notTold = {
    ...contact(shown, marsh),
    what: 'not-told' as const,
    whyNot: 'not-reached' as const,
    said: 'Three times.',
  };
  expect((await failureOf(api.logVictimContact(notTold))).message).toContain('log each attempt first');
  const attempt = { ...contact(shown, marsh), what: 'attempt' as const, said: '', dutyIds: [] };
  const tried = await api.logVictimContact(attempt);
  expect(ofPerson(tried, marsh).duties[0]?.settled).toBeNull();
  const after = await api.logVictimContact(notTold);
  expect(ofPerson(after, marsh).duties[0]?.settled?.how).toBe('not-told');
  expect(ofPerson(after, marsh).contacts.map(({ what }) => what)).toEqual(['not-told', 'attempt']);
  const without = { ...notTold, whyNot: null };
  expect(await codeOf(api.logVictimContact(without))).toBe('invalid-input');
});

test('an attempt of before the latest event does not excuse not telling of it', async () => {
  const { api } = await newRecords();
  const id = await newReport(api, wendy);
  const shown = await arrest(api, id);
  await api.logVictimContact({ ...contact(shown, marsh), what: 'attempt', said: '', dutyIds: [] });
  const bailedAt = '2026-08-29T11:00:00.000Z';
  const both = await api.recordInvestigationEvent({
    reportId: id,
    kind: 'bail',
    happenedAt: bailedAt,
    note: '',
    at: wednesday,
  });
  const notTold = {
    ...contact(both, marsh),
    what: 'not-told' as const,
    whyNot: 'not-reached' as const,
    said: 'No answer.',
    happenedAt: wednesday,
    at: wednesday,
  };
  expect(notTold.dutyIds).toHaveLength(2);
  expect((await failureOf(api.logVictimContact(notTold))).message).toContain('log each attempt first');
  await api.logVictimContact({ ...notTold, what: 'attempt', whyNot: null, dutyIds: [], happenedAt: bailedAt });
  const after = await api.logVictimContact(notTold);
  expect(ofPerson(after, marsh).duties.map(({ settled }) => settled?.how)).toEqual(['not-told', 'not-told']);
});

test('the audit trail says when a duty is owed again, and when its day becomes another', async () => {
  const { api } = await newRecords();
  const id = await newReport(api, store);
  await arrest(api, id);
  const plain = person(marsh, { 'family-name': 'Marsh' });
  const said = async (): Promise<string[]> => {
    const { entries } = await api.listAudit({ before: null, limit: 50, subjectId: id, at: saturday });
    return entries.map(({ what }) => what).filter((what) => /owed|day of/.test(what));
  };
  const save = (revision: number, ...people: ReportContent['people']) =>
    api.saveReport({ id, revision, content: contentOf(...people), at: saturday });
  await save(1, store, plain);
  await save(2, store, wendy);
  expect((await said())[0]).toBe(
    'What a victim is owed, “Arrest”, 28 Aug 2026 18:40:00 UTC, has another day: by 2026-09-01, 1 working day, now with enhanced rights; it was 2026-09-07.',
  );
  await save(3, store);
  expect((await said())[0]).toMatch(/no longer owed “Arrest”/);
  await save(4, store, wendy);
  expect((await said())[0]).toBe(
    'A victim is owed “Arrest”, 28 Aug 2026 18:40:00 UTC, again: by 2026-09-01, 1 working day.',
  );
  const before = (await said()).length;
  await save(5, store, person(marsh, { ...wendy.values, phone: '07700 900124' }));
  expect(await said()).toHaveLength(before);
});

test('a line taken back opens its duties again by the same clock, and an event in error is owed no longer', async () => {
  const { api } = await newRecords();
  const id = await newReport(api, wendy);
  const shown = await arrest(api, id);
  const told = await api.logVictimContact(contact(shown, marsh));
  const line = ofPerson(told, marsh).contacts[0];
  if (line === undefined) throw new Error('no line');
  const back = await api.takeBackVictimContact({ id: line.id, because: 'It was her sister', at: saturday });
  expect(ofPerson(back, marsh).duties[0]).toMatchObject({ settled: null, dueDay: '2026-09-01' });
  expect(ofPerson(back, marsh).contacts.find(({ id: one }) => one === line.id)?.takenBackBy).not.toBeNull();
  expect(await codeOf(api.takeBackVictimContact({ id: line.id, because: 'x', at: saturday }))).toBe('invalid-input');
  const event = back.events[0];
  if (event === undefined) throw new Error('no event');
  const withdrawn = await api.withdrawInvestigationEvent({ id: event.id, because: 'Another case', at: saturday });
  expect(withdrawn.events[0]?.withdrawn?.because).toBe('Another case');
  expect(ofPerson(withdrawn, marsh).duties[0]?.stands).toBe(false);
});

test('nothing is written down of the future, of before it happened, of another’s duty, or without words', async () => {
  const { api } = await newRecords();
  const id = await newReport(api, wendy, store);
  const shown = await arrest(api, id);
  const good = contact(shown, marsh);
  const refused = [
    { ...good, happenedAt: wednesday },
    { ...good, happenedAt: '2026-08-28T17:00:00.000Z' },
    { ...good, said: '' },
    { ...good, dutyIds: [] },
  ];
  for (const one of refused) expect(await codeOf(api.logVictimContact(one))).toBe('invalid-input');
  expect(await codeOf(api.logVictimContact({ ...good, dutyIds: contact(shown, shop).dutyIds }))).toBe('not-found');
  expect(await codeOf(api.logVictimContact({ ...good, personId: randomUUID() }))).toBe('not-found');
  expect(await codeOf(arrest(api, id, wednesday))).toBe('invalid-input');
  expect(ofPerson(await api.getVictims({ reportId: id, at: saturday }), marsh).contacts).toEqual([]);
});

test('what was drafted is logged once as drafted, settles nothing, and what is being typed outlives the program', async () => {
  const { kit, api } = await newRecords();
  const id = await newReport(api, wendy);
  const shown = await arrest(api, id);
  const { dutyIds } = contact(shown, marsh);
  const draft = { reportId: id, personId: marsh, way: 'text' as const, text: 'Please ring me.', dutyIds, at: saturday };
  await api.noteVictimDrafted(draft);
  const after = await api.noteVictimDrafted(draft);
  expect(ofPerson(after, marsh)).toMatchObject({ contacts: [{ what: 'drafted' }], duties: [{ settled: null }] });
  const [duty = ''] = dutyIds;
  const update = { form: 'update' as const, about: '' };
  const attempt = { form: 'attempt' as const, about: '' };
  const notTold = { form: 'not-told' as const, about: duty };
  const of = { reportId: id, personId: marsh };
  await api.saveVictimDraft({ ...of, ...update, values: { said: 'She said 👍 "yes"', dutyIds } });
  await api.saveVictimDraft({ ...of, ...attempt, values: { said: 'Rang, no answer' } });
  await api.saveVictimDraft({ ...of, ...notTold, values: { whyNot: 'would-harm' } });
  await api.saveVictimDraft({ ...of, personId: null, form: 'event', about: '', values: { note: 'Bailed to' } });
  await api.closeRecords({ at: saturday, because: 'test' });
  const again = await kit.open();
  const later = await again.getVictims({ reportId: id, at: saturday });
  const drafts = [
    { ...attempt, values: { said: 'Rang, no answer' } },
    { ...notTold, values: { whyNot: 'would-harm' } },
    { ...update, values: { said: 'She said 👍 "yes"', dutyIds } },
  ];
  expect(ofPerson(later, marsh).drafts.toSorted((a, b) => a.form.localeCompare(b.form))).toEqual(drafts);
  expect(later.eventDraft).toEqual({ note: 'Bailed to' });
  const told = await again.logVictimContact({ ...contact(later, marsh), draft: update });
  expect(ofPerson(told, marsh).drafts).toHaveLength(2);
  expect(ofPerson(told, marsh).drafts).not.toContainEqual(expect.objectContaining(update));
  expect((await arrest(again, id)).eventDraft).toBeNull();
});

test('new rules of the force reckon anew what is open, and leave what is settled as it was', async () => {
  const { api } = await newRecords();
  const id = await newReport(api, wendy, store);
  const shown = await arrest(api, id);
  await api.logVictimContact(contact(shown, marsh));
  const events = defaultVictimRules.events.map((kind) => ({ ...kind, workingDays: 10, enhancedWorkingDays: 10 }));
  const calendar = await bankHolidays([]);
  const rules = { ...defaultVictimRules, events };
  expect(await api.applyVictimRules({ rules, calendar, at: saturday })).toBe(true);
  expect(await api.applyVictimRules({ rules, calendar, at: saturday })).toBe(false);
  const after = await api.getVictims({ reportId: id, at: saturday });
  expect(dueDays(after, marsh)).toEqual(['2026-09-01']);
  expect(dueDays(after, shop)).toEqual(['2026-09-14']);
});

test('before bank holidays are read, days are marked as not certain and never later than the true ones', async () => {
  const { api } = await newRecords();
  const { id } = await api.createReport({ kind: 'crime', parentId: null, at: arrested });
  await api.saveReport({ id, revision: 0, content: contentOf(wendy), at: arrested });
  const shown = await arrest(api, id);
  expect(ofPerson(shown, marsh).duties[0]).toMatchObject({ dueDay: '2026-08-31', isCertain: false });
  await api.applyVictimRules({ rules: defaultVictimRules, calendar: await bankHolidays([]), at: saturday });
  const after = await api.getVictims({ reportId: id, at: saturday });
  expect(ofPerson(after, marsh).duties[0]).toMatchObject({ dueDay: '2026-09-01', isCertain: true });
});
