// Several offences: what the guidance tells follows from the answers and the classes, claims nothing that they leave open, and never
// changes what the officer decided.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { adviseRecording, recordingGuidance } from '#contract/crime-report/recording-guidance.ts';
import { assessReport, formOf, offenceClasses, offenceClassOf } from '#contract/forms.ts';
import { greatestSentenceOf, sentenceWords } from '#contract/offences/greatest-sentences.ts';
import { emptyReportContent, type ReportContent } from '#contract/reports.ts';

type Values = ReportContent['values'];
const entry = (values: Values) => ({ id: crypto.randomUUID(), values });
const ofClass = (code: string): Values => ({ offence: offenceClassOf(code)?.title ?? '', 'offence-class': code });
const together: Values = { 'same-victim': 'same', 'same-offender': 'same', when: 'same' };

function report(main: string, others: readonly Values[], victims = 1): ReportContent {
  return {
    ...emptyReportContent,
    values: ofClass(main),
    offences: others.map(entry),
    people: Array.from({ length: victims }, () => entry({ role: 'victim' })),
  };
}

describe('how many crimes', () => {
  test('one offence and one victim need no guidance', () => {
    expect(recordingGuidance(report('28I', []))).toBeNull();
    expect(recordingGuidance(emptyReportContent)).toBeNull();
  });

  test('several offences in one incident, same victim, same offender: one crime, the most serious of them', () => {
    const guidance = recordingGuidance(report('28I', [{ ...ofClass('34B'), ...together }]));
    expect(guidance?.crimes).toEqual({ least: 1, most: 1, words: 'one crime' });
    expect(guidance?.principal).toMatchObject({
      known: true,
      offence: { name: 'Robbery' },
      why: 'By the greatest sentence of its class. Burglary: 14 years and Robbery: life.',
    });
  });

  test('earlier occasions that are told together are one incident; after police knew of it there is a new crime', () => {
    const when = (answer: string) => recordingGuidance(report('46', [{ ...ofClass('46'), ...together, when: answer }]));
    expect(when('earlier')?.crimes.words).toBe('one crime');
    expect(when('later')?.crimes.words).toBe('2 crimes');
    expect(when('later')?.principal).toBeNull();
    expect(when('')?.crimes.words).toBe('between 1 and 2 crimes');
  });

  test('each victim is a crime of their own', () => {
    expect(recordingGuidance(report('34B', [], 2))?.crimes.words).toBe('between 1 and 2 crimes');
    const other = { ...ofClass('39'), ...together, 'same-victim': 'other' };
    expect(recordingGuidance(report('34B', [other]))?.crimes.words).toBe('2 crimes');
  });

  test('an offence against the state is left open: its own counting rules say it', () => {
    const guidance = recordingGuidance(report('8N', [{ ...ofClass('92D'), ...together, 'same-victim': 'state' }]));
    expect(guidance?.crimes.words).toBe('between 1 and 2 crimes');
  });
});

describe('the principal crime', () => {
  test('is not told where the classes leave it open', () => {
    const of = (main: string, other: Values) => recordingGuidance(report(main, [{ ...other, ...together }]))?.principal;
    expect(of('28I', ofClass('8N'))).toEqual({
      known: false,
      why: expect.stringContaining('cannot tell which is the more serious (Burglary: 14 years and'),
    });
    expect(of('46', ofClass('39'))?.known).toBe(false);
    expect(of('46', { offence: 'took it' })?.why).toContain('choose a recording class');
  });

  test('every class of the list has its greatest sentence', () => {
    for (const { code } of offenceClasses) {
      const span = greatestSentenceOf(code);
      expect({ code, isRight: span !== null && span.least <= span.most }).toEqual({ code, isRight: true });
    }
    expect(greatestSentenceOf('999')).toBeNull();
    expect(
      ['1', '49', '28I', '8N', '126'].map((code) => sentenceWords(greatestSentenceOf(code) ?? { least: 0, most: 0 })),
    ).toEqual(['life', '6 months to 7 years', '14 years', 'a fine to 14 years', 'a fine to 3 months']);
  });
});

test('the rules come with their sources, and a registrar’s own words replace them', () => {
  const content = report('28I', [{ ...ofClass('34B'), ...together }]);
  const sources = recordingGuidance(content)?.rules.map(({ source }) => source) ?? [];
  expect(sources).toEqual([
    'Home Office Crime Recording Rules, General Rules, section D',
    'Home Office Crime Recording Rules, General Rules, section E',
    'Home Office Crime Recording Rules, General Rules, section F and annex C',
  ]);
  const own = { principalCrime: { text: 'Ask first.', source: 'Registrar, 3' } };
  expect(recordingGuidance(content, own)?.rules.at(-1)).toEqual({ title: 'Principal crime', ...own.principalCrime });
});

test('the decision and its reason are asked of the officer, and only contradictions are told', () => {
  const missing = (values: Values) =>
    assessReport(formOf('crime'), report('28I', [values]))
      .missing.beforeSubmission.filter(({ entryId }) => entryId !== undefined)
      .map(({ fieldId }) => fieldId);
  expect(missing({})).toEqual(
    expect.arrayContaining(['offence', 'same-victim', 'same-offender', 'when', 'recorded-as']),
  );
  expect(missing({})).not.toContain('recorded-why');
  expect(missing({})).not.toContain('offence-class');
  expect(missing({ offence: 'x', 'recorded-as': 'own' })).toEqual(
    expect.arrayContaining(['offence-class', 'recorded-why']),
  );
  const advice = (...others: Values[]) => adviseRecording(report('28I', others)).map(({ message }) => message);
  expect(advice({ 'recorded-as': 'principal' }, { 'recorded-as': 'principal' })).toHaveLength(1);
  expect(advice({ ...together, 'recorded-as': 'within', when: 'later' })[0]).toContain('within the principal crime');
  expect(advice({ ...together, 'recorded-as': 'within' }, { 'recorded-as': 'own' })).toEqual([]);
});

const answer = (...ids: string[]) => fc.constantFrom('', ...ids);
const other = fc.record({
  'offence-class': fc.constantFrom('', '999', ...offenceClasses.map(({ code }) => code)),
  'same-victim': answer('same', 'other', 'state'),
  'same-offender': answer('same', 'other', 'not-known'),
  when: answer('same', 'earlier', 'later'),
  'recorded-as': answer('own', 'within', 'principal', 'ask'),
});

test('whatever is answered: the bounds hold, an answer more never widens them, and nobody’s decision counts', () => {
  fc.assert(
    fc.property(fc.array(other, { minLength: 1, maxLength: 6 }), fc.integer({ min: 0, max: 4 }), (others, victims) => {
      const content = report('28I', others, victims);
      const guidance = recordingGuidance(content);
      if (guidance === null) throw new Error('several offences always have guidance');
      const { least, most } = guidance.crimes;
      expect(least).toBeGreaterThanOrEqual(1);
      expect(most).toBeGreaterThanOrEqual(least);
      expect(most).toBeLessThanOrEqual(Math.max(1, victims) + others.length);
      const undecided = {
        ...content,
        offences: content.offences.map(({ id, values }) => ({ id, values: { ...values, 'recorded-as': '' } })),
      };
      expect(recordingGuidance(undecided)).toEqual(guidance);
      if (guidance.principal?.known !== true) return;
      const { offence } = guidance.principal;
      const rivals = others.filter(
        (one) => one['same-victim'] !== 'other' && one['same-offender'] !== 'other' && one.when !== 'later',
      );
      for (const rival of rivals) {
        const span = greatestSentenceOf(rival['offence-class']);
        expect(offence.sentence?.least ?? 0).toBeGreaterThanOrEqual(span?.least ?? Number.NaN);
      }
    }),
  );
});
