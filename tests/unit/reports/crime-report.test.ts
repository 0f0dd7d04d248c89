// The rules of a crime report: what is missing and when, what looks wrong, what it is called, and that nothing blocks.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  crimeReport,
  crimeReportFields,
  crimeReportSections,
  personFields,
  propertyFields,
} from '#contract/crime-report.ts';
import {
  assessReport,
  clockInstant,
  findOffences,
  missingCountsOf,
  nextChoices,
  offenceClasses,
  readingOf,
  spokenValue,
  type FieldDefinition,
} from '#contract/forms.ts';
import { emptyReportContent, reportContent, type FieldValues, type ReportContent } from '#contract/reports.ts';

const now = '2026-11-22T15:00:00.000Z';
const personId = '6f1c2a52-0000-4000-8000-000000000001';
const itemId = '6f1c2a52-0000-4000-8000-000000000002';
const content = (values: FieldValues, people: FieldValues[] = [], property: FieldValues[] = []): ReportContent => ({
  ...emptyReportContent,
  values,
  people: people.map((entry, index) => ({ id: `${personId.slice(0, -1)}${index}`, values: entry })),
  property: property.map((entry, index) => ({ id: `${itemId.slice(0, -1)}${index}`, values: entry })),
});
const field = (id: string, fields: readonly FieldDefinition[] = crimeReportFields): FieldDefinition => {
  const found = fields.find((candidate) => candidate.id === id);
  if (found === undefined) throw new Error(`no field ${id}`);
  return found;
};
const missingIds = (of: ReportContent, group: 'neededNow' | 'beforeSubmission' | 'optional') =>
  assessReport(crimeReport, of, now).missing[group].map((missed) => missed.fieldId);

const essentials: FieldValues = {
  'reported-date': '22/11/26',
  'reported-time': '1403',
  narrative: 'Rear door forced.',
  offence: 'burglary',
  'venue-description': 'Alley behind the shops',
  'victim-not-named': 'not-known',
};

describe('what a crime report needs', () => {
  it('needs six things now and no more', () => {
    expect(missingIds(emptyReportContent, 'neededNow')).toEqual([
      'reported-date',
      'reported-time',
      'narrative',
      'venue-street',
      'offence',
      'victim-not-named',
    ]);
    expect(missingIds(content(essentials), 'neededNow')).toEqual([]);
  });

  it('takes any way of saying where as where', () => {
    for (const id of ['venue-name', 'venue-town', 'venue-postcode', 'venue-uprn', 'venue-what3words', 'venue-grid']) {
      expect(missingIds(content({ [id]: 'x' }), 'neededNow')).not.toContain('venue-street');
    }
    expect(missingIds(content({ 'venue-kind': 'shop' }), 'neededNow')).toContain('venue-street');
  });

  it('takes a person entered as victim for the victim, and a witness not', () => {
    expect(missingIds(content({}, [{ role: 'victim' }]), 'neededNow')).not.toContain('victim-not-named');
    expect(missingIds(content({}, [{ role: 'witness' }]), 'neededNow')).toContain('victim-not-named');
  });

  it('asks for the class once the offence is named in words', () => {
    expect(missingIds(emptyReportContent, 'beforeSubmission')).not.toContain('offence-class');
    expect(missingIds(content({ offence: 'shed job' }), 'beforeSubmission')).toContain('offence-class');
    expect(missingIds(content({ offence: 'x', 'offence-class': '28M' }), 'beforeSubmission')).not.toContain(
      'offence-class',
    );
  });

  it('asks for the point of entry of a burglary and for the weapon of a robbery', () => {
    const ofClass = (code: string) => missingIds(content({ offence: 'x', 'offence-class': code }), 'beforeSubmission');
    expect(ofClass('28I')).toContain('entry-point');
    expect(ofClass('28I')).not.toContain('weapon');
    expect(ofClass('34B')).toContain('weapon');
    expect(ofClass('34B')).not.toContain('entry-point');
  });

  it('asks a victim only where there is one to ask', () => {
    expect(missingIds(content({}, [{ role: 'victim' }]), 'beforeSubmission')).toContain('vps-offered');
    expect(missingIds(content({ 'victim-not-named': 'state' }), 'beforeSubmission')).not.toContain('vps-offered');
  });

  it('names the person or item that lacks something', () => {
    const missing = assessReport(
      crimeReport,
      content(
        {},
        [{ role: 'victim', 'family-name': 'Hale', 'given-names': 'Denise' }],
        [{ description: 'Watch', status: 'stolen' }],
      ),
      now,
    ).missing.beforeSubmission;
    expect(missing).toContainEqual({
      fieldId: 'value',
      section: 'property',
      label: 'Value of stolen property: Watch',
      entryId: `${itemId.slice(0, -1)}0`,
    });
    expect(missing.find(({ fieldId }) => fieldId === 'enhanced-rights')?.label).toBe('Enhanced rights: Denise Hale');
  });

  it('does not ask for the age of a business, nor for the name of a suspect who is described', () => {
    const missing = missingIds(
      content({}, [
        { role: 'victim', organisation: 'Tesco' },
        { role: 'suspect', description: 'tall' },
      ]),
      'beforeSubmission',
    );
    expect(missing).not.toContain('date-of-birth');
    expect(missing).not.toContain('family-name');
    expect(missing).not.toContain('enhanced-rights');
  });

  it('counts what it lists, for any content', () => {
    const value = fc.oneof(fc.string(), fc.array(fc.string({ maxLength: 20 }), { maxLength: 4 }));
    const valuesOf = (fields: readonly FieldDefinition[]) =>
      fc.dictionary(fc.constantFrom(...fields.map(({ id }) => id)), value, { maxKeys: 25 });
    const entries = (fields: readonly FieldDefinition[]) =>
      fc.array(fc.record({ id: fc.uuid(), values: valuesOf(fields) }), { maxLength: 3 });
    const anyContent = fc
      .record({
        values: valuesOf(crimeReportFields),
        people: entries(personFields),
        property: entries(propertyFields),
      })
      .map((typed): ReportContent => ({ ...emptyReportContent, ...typed }));
    fc.assert(
      fc.property(anyContent, (draft) => {
        expect(reportContent.safeParse(draft).success).toBe(true);
        const before = structuredClone(draft);
        const { missing } = assessReport(crimeReport, draft, now);
        expect(missingCountsOf(crimeReport, draft)).toEqual({
          neededNow: missing.neededNow.length,
          beforeSubmission: missing.beforeSubmission.length,
          optional: missing.optional.length,
        });
        expect(crimeReport.titleOf(draft).length).toBeGreaterThan(0);
        const reported = clockInstant(crimeReport, draft);
        expect(reported === null || new Date(reported).toISOString() === reported).toBe(true);
        expect(draft).toEqual(before);
      }),
    );
  });
});

describe('advice on what was typed', () => {
  const problems = (values: FieldValues, people: FieldValues[] = []) =>
    assessReport(crimeReport, content(values, people), now).problems.map(({ fieldId }) => fieldId);

  it.each([
    ['venue-uprn', '1234567890123', '100023336956'],
    ['venue-postcode', 'E17', 'e174qr'],
    ['venue-grid', 'TQ 123', 'TQ 3746 8905'],
    ['venue-what3words', 'filled.count', '///filled.count.soap'],
    ['reported-date', '30/2/26', '20/11/26'],
    ['reported-time', '2503', '0203'],
  ])('%s: %s is questioned, %s is not', (id, odd, plain) => {
    expect(problems({ [id]: odd })).toEqual([id]);
    expect(problems({ [id]: plain })).toEqual([]);
  });

  it('questions times out of order and times that have not come', () => {
    const committed = { 'committed-from-date': '21/11/26', 'committed-from-time': '2300' };
    expect(problems({ ...committed, 'committed-to-date': '21/11/26', 'committed-to-time': '2200' })).toEqual([
      'committed-to-date',
    ]);
    expect(problems({ ...committed, 'reported-date': '21/11/26', 'reported-time': '2259' })).toEqual([
      'committed-from-date',
    ]);
    expect(problems({ 'reported-date': '22/11/26', 'reported-time': '1501' })).toEqual(['reported-time']);
    expect(problems({ 'reported-date': '23/11/26', 'reported-time': '0900' })).toEqual(['reported-date']);
  });

  it('questions a time that happened twice, until it is said which', () => {
    const night = { 'committed-from-date': '25/10/26' };
    expect(problems({ ...night, 'committed-from-time': '0130' })).toEqual(['committed-from-time']);
    expect(problems({ ...night, 'committed-from-time': '0130 gmt' })).toEqual([]);
  });

  it('questions answers that the people and items entered contradict', () => {
    const answers = { 'victim-not-named': 'state', 'suspect-known': 'not-known', 'property-involved': 'no' };
    const found = assessReport(
      crimeReport,
      content(answers, [{ role: 'victim' }, { role: 'suspect' }], [{ status: 'stolen' }]),
      now,
    );
    expect(found.problems.map(({ fieldId }) => fieldId)).toEqual(Object.keys(answers));
    expect(problems(answers)).toEqual([]);
  });

  it('questions registrations, phone numbers and births that cannot be, and keeps them', () => {
    const odd = { phone: '07911 22334', 'date-of-birth': '1/1/1896' };
    const { problems: found } = assessReport(
      crimeReport,
      content(
        {},
        [odd, { phone: '+33 6 12 34 56 78', 'date-of-birth': '1/1/1926' }],
        [{ kind: 'vehicle', vrm: 'ABO5 CDE' }],
      ),
      now,
    );
    expect(found.map(({ fieldId }) => fieldId).toSorted()).toEqual(['date-of-birth', 'phone', 'vrm']);
  });

  it('questions a birth in the future, and says which person', () => {
    const { problems: found } = assessReport(crimeReport, content({}, [{ 'date-of-birth': '1/1/2027' }]), now);
    expect(found).toMatchObject([
      { fieldId: 'date-of-birth', section: 'people', entryId: `${personId.slice(0, -1)}0` },
    ]);
  });
});

describe('what is shown back', () => {
  it('reads date and time in one line, as an officer writes them', () => {
    expect(readingOf(field('reported-date'), { 'reported-date': '22/11/26', 'reported-time': '2.03pm' }, now)).toBe(
      'Sunday 22 Nov 2026, 14:03',
    );
    expect(readingOf(field('date-of-birth', personFields), { 'date-of-birth': '4/3/1961' }, now)).toBe(
      'Saturday 4 Mar 1961, aged 65',
    );
    expect(readingOf(field('vrm', propertyFields), { vrm: 'ab12cde' }, now)).toBe(
      'AB12 CDE, issued Mar to Aug 2012, Peterborough',
    );
    expect(readingOf(field('phone', personFields), { phone: '+447911223344' }, now)).toBe('07911 223344, UK mobile');
    expect(readingOf(field('venue-postcode'), { 'venue-postcode': 'e174qr' }, now)).toBe('E17 4QR, London E');
    expect(readingOf(field('venue-grid'), { 'venue-grid': 'tq37468905' }, now)).toBe(
      'TQ 3746 8905, a square of 10 m at 51.58359, -0.01733',
    );
    expect(readingOf(field('value', propertyFields), { value: '1.2k' }, now)).toBe('£1,200');
    expect(readingOf(field('value', propertyFields), { value: 'a lot' }, now)).toBeNull();
    expect(readingOf(field('value', propertyFields), { value: '£1,200.50' }, now)).toBe('£1,200.50');
  });

  it('says choices in words and keeps a choice that the list no longer has', () => {
    expect(spokenValue(field('flags'), { flags: ['knife', 'since-removed'] })).toBe('Knife or blade, since-removed');
  });

  it('is called by offence and street, never by a person', () => {
    const title = (values: FieldValues) =>
      crimeReport.titleOf(content(values, [{ 'family-name': 'Hale', role: 'victim' }]));
    expect(title({})).toBe('Crime report');
    expect(title({ 'offence-class': '28I', offence: 'x', 'venue-street': 'Flat 2, 14a Gloucester Rd' })).toBe(
      'Burglary, Gloucester Rd',
    );
    expect(title({ offence: 'shed broken into', 'venue-postcode': 'e174qr' })).toBe('Shed broken into, E17 4QR');
    expect(title({ 'venue-name': 'Tesco Express', 'venue-town': 'Leyton' })).toBe('Crime report, Tesco Express');
  });

  it('knows when it was reported only when both date and time can be read', () => {
    expect(clockInstant(crimeReport, content({ 'reported-date': '1/7/26', 'reported-time': '0030' }))).toBe(
      '2026-06-30T23:30:00.000Z',
    );
    expect(clockInstant(crimeReport, content({ 'reported-date': '1/7/26' }))).toBeNull();
    expect(clockInstant(crimeReport, content({ 'reported-date': 'today', 'reported-time': '0030' }))).toBeNull();
    expect(
      clockInstant(
        crimeReport,
        content({ 'reported-date': 'today', 'reported-date.typed-on': '2026-11-22', 'reported-time': '0030' }),
      ),
    ).toBe('2026-11-22T00:30:00.000Z');
  });
});

describe('offences', () => {
  it.each([
    ['shed', '28M'],
    ['bilking', '49A'],
    ['s47', '8N'],
    ['8n', '8N'],
    ['gbh s18', '5D'],
    ['catalytic', '45'],
    ['shoplifting', '46'],
    ['mugging', '34B'],
    ['46', '46'],
  ])('are found by what an officer calls them: %s', (typed, code) => {
    expect(findOffences(typed)[0]?.code).toBe(code);
  });

  it('have each code once', () => {
    const codes = offenceClasses.map(({ code }) => code);
    expect(new Set(codes).size).toBe(codes.length);
    expect(findOffences('zzz')).toEqual([]);
  });
});

describe('the definition itself', () => {
  const lists = [crimeReportFields, personFields, propertyFields];

  it('has each field once, in a known section, with a list where one is to choose from', () => {
    const sections = new Set(crimeReportSections.map(({ id }) => id));
    for (const fields of lists) {
      expect(new Set(fields.map(({ id }) => id)).size).toBe(fields.length);
      for (const definition of fields) {
        expect(sections.has(definition.section)).toBe(true);
        expect((definition.options ?? []).length > 0).toBe(['choice', 'multi-choice'].includes(definition.kind));
      }
    }
  });

  it('refers only to fields that it has', () => {
    for (const fields of lists) {
      const ids = new Set(fields.map(({ id }) => id));
      for (const { satisfiedBy = [], timeField, focusField, appliesWhen = [] } of fields) {
        const named = [
          ...satisfiedBy,
          timeField ?? null,
          focusField ?? null,
          ...appliesWhen.map((when) => ('field' in when ? when.field : null)),
        ];
        expect(named.filter((id) => id !== null && !ids.has(id))).toEqual([]);
      }
    }
  });

  it('fits the contract: ids are short enough to be kept', () => {
    expect(lists.flat().filter(({ id }) => `${id}.typed-on`.length > 60)).toEqual([]);
  });

  it('lets "none of these" stand alone', () => {
    expect(nextChoices(['knife', 'hate'], ['knife', 'hate', 'none'])).toEqual(['none']);
    expect(nextChoices(['none'], ['none', 'knife'])).toEqual(['knife']);
    expect(nextChoices(['knife'], [])).toEqual([]);
  });
});
