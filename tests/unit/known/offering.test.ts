// Promise: taking an offer fills what is empty and says where it is from, never writes over what was typed, and can be taken back whole.
import { describe, expect, it } from 'vitest';
import { formOf, type FieldDefinition } from '#contract/forms.ts';
import { entityId, reportId } from '#contract/ids.ts';
import { knownSummary } from '#contract/known.ts';
import { differing } from '#contract/known/conflicts.ts';
import { factsAsked, fieldsOfList, filledFromOf, offeringSource, taking, untaking } from '#contract/known/offering.ts';
import { mentionSources, type MentionSource } from '#contract/known/sources.ts';
import { reportKind, type EntryListId, type FieldValues } from '#contract/reports.ts';

const now = '2026-11-27T12:00:00.000Z';
const id = entityId.parse('6f1c2a52-0000-4000-8000-00000000000a');
const source = {
  reportId: reportId.parse('6f1c2a52-0000-4000-8000-00000000000b'),
  localReference: 'NE-4417-0001',
  crimeNumber: '',
  reportTitle: 'Burglary, Gloucester Road',
  kind: 'crime' as const,
  by: 'Ada Okafor',
  role: 'Victim',
  at: '2026-11-12T10:00:00.000Z',
};
const known = (facts: Readonly<Record<string, string>>) =>
  knownSummary.pick({ id: true, facts: true }).parse({
    id,
    facts: Object.entries(facts).map(([fact, value]) => ({ fact, label: fact, value, source })),
  });
const jane = known({
  'given-names': 'Jane',
  'family-name': 'Marlow',
  'date-of-birth': '1990-04-03',
  phone: '07700 900123',
  sex: 'Female',
  description: 'Grey coat',
});

function sourceOf(kind: 'crime' | 'collision' | 'statement', list: EntryListId | null, field: string): MentionSource {
  const found = fieldsOfList(formOf(kind), list).find((one) => one.id === field);
  const offers = found === undefined ? null : offeringSource(list, found);
  if (offers === null) throw new Error(`${field} offers nothing`);
  return offers;
}

const take = (
  kind: 'crime' | 'collision' | 'statement',
  list: EntryListId | null,
  chosenIn: string,
  values: FieldValues,
  report: FieldValues = {},
): FieldValues => ({
  ...values,
  ...taking({
    source: sourceOf(kind, list, chosenIn),
    fields: fieldsOfList(formOf(kind), list),
    values,
    report,
    chosenIn,
    known: jane,
    now,
  }),
});

/** Of what is filled, without the notes beside it. */
const plain = (values: FieldValues): FieldValues =>
  Object.fromEntries(Object.entries(values).filter(([key]) => !key.includes('.')));

describe('what the forms say', () => {
  const all = reportKind.options.flatMap((kind) => {
    const form = formOf(kind);
    const lists: readonly (EntryListId | null)[] = [null, ...form.lists.map((list) => list.id)];
    return lists.map((list) => [form, list] as const);
  });

  it('a field that offers has a source that reads it', () => {
    const offering = all.flatMap(([form, list]) =>
      fieldsOfList(form, list)
        .filter((field) => field.offers !== undefined)
        .map((field): [string, FieldDefinition, EntryListId | null] => [`${form.name}: ${field.id}`, field, list]),
    );
    expect(offering.length).toBeGreaterThan(15);
    expect(offering.filter(([, field, list]) => offeringSource(list, field) === null).map(([name]) => name)).toEqual(
      [],
    );
  });

  it('a source reads and fills fields that a form has', () => {
    const fieldsIn = (list: EntryListId | null) =>
      new Set(
        all.filter(([, one]) => one === list).flatMap(([form]) => fieldsOfList(form, list).map((field) => field.id)),
      );
    const strange = mentionSources.flatMap(({ id: name, list, facts, alsoFills = [] }) =>
      [...facts, ...alsoFills]
        .filter(({ field }) => list !== null && !fieldsIn(list as EntryListId).has(field))
        .map(({ field }) => `${name}: ${field}`),
    );
    expect(strange).toEqual([]);
  });

  it('asks of a field only what its form offers: a statement’s name is the witness’s', () => {
    const asked = factsAsked(formOf('statement'), null, 'family-name').map(([{ id: name }]) => name);
    expect(asked).toEqual(['witness']);
    expect(factsAsked(formOf('crime'), 'people', 'postcode').map(([{ id: name }]) => name)).toEqual([
      'person',
      'address',
    ]);
    expect(factsAsked(formOf('crime'), 'people', 'description')).toEqual([]);
  });
});

describe('taking an offer', () => {
  it('completes the field in hand, fills what is empty, and keeps what was typed beside it', () => {
    const taken = take('collision', 'casualties', 'family-name', { 'family-name': 'Marl', phone: '07700 900999' });
    expect(plain(taken)).toEqual({
      entityId: id,
      'family-name': 'Marlow',
      'given-names': 'Jane',
      'date-of-birth': '3/4/1990',
      phone: '07700 900999',
      sex: '2',
      age: '36',
    });
    expect(filledFromOf(taken, 'date-of-birth')).toMatchObject({ reference: 'NE-4417-0001', by: 'Ada Okafor' });
    expect(filledFromOf(taken, 'phone')).toBeNull();
    expect(taken['date-of-birth.typed-on']).toBe('2026-11-27');
  });

  it('works an age out for the day of the collision', () => {
    const age = (day: string) =>
      take(
        'collision',
        'casualties',
        'family-name',
        {},
        { 'collision-date': day, 'collision-date.typed-on': '2026-11-27' },
      );
    expect(age('2/4/2026')['age']).toBe('35');
    expect(age('3/4/2026')['age']).toBe('36');
  });

  it('gives a driver the whole name, and a witness the group of age', () => {
    expect(take('collision', 'vehicles', 'driver-name', { 'driver-name': 'marl' })['driver-name']).toBe('Jane Marlow');
    expect(take('statement', null, 'family-name', { 'family-name': 'marl' })).toMatchObject({
      'family-name': 'Marlow',
      age: 'over-18',
    });
  });

  it('does not put what somebody wore that day into another report', () => {
    expect(take('crime', 'people', 'family-name', { role: 'suspect' })).not.toHaveProperty('description');
  });

  it('says where a value is from only as long as it is that value', () => {
    const taken = take('crime', 'people', 'family-name', { role: 'victim' });
    expect(filledFromOf(taken, 'phone')).not.toBeNull();
    expect(filledFromOf({ ...taken, phone: '07700 900124' }, 'phone')).toBeNull();
    expect(filledFromOf({ ...taken, 'phone.from': '{"reference":' }, 'phone')).toBeNull();
  });

  it('is taken back with what it brought, and without what was typed or changed since', () => {
    const taken = { ...take('crime', 'people', 'family-name', { role: 'victim', email: 'j@example.org' }), phone: '1' };
    const left = { ...taken, ...untaking(sourceOf('crime', 'people', 'family-name'), taken) };
    const kept = Object.entries(plain(left)).filter(([, value]) => value !== '');
    expect(Object.fromEntries(kept)).toEqual({ role: 'victim', email: 'j@example.org', phone: '1' });
  });
});

describe('a conflict', () => {
  it('is what differs, however it is written, and is not asked again until a source says yet another', () => {
    const others = ['07700 900123', '07700 900777'];
    expect(differing('phone', '+44 7700 900123', others, null)).toEqual(['07700 900777']);
    expect(differing('phone', '', others, null)).toEqual([]);
    const settled = { value: '07700 900123', over: ['07700 900777'] };
    expect(differing('phone', '07700 900123', others, settled)).toEqual([]);
    expect(differing('phone', '07700 900777', others, settled)).toEqual([]);
    expect(differing('phone', '07700 900123', [...others, '07700 900888'], settled)).toHaveLength(2);
  });
});
