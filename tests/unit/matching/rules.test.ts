// Which report a recording is proposed for, why, and how sure: nothing more than the reasons add up to.
import { describe, expect, it } from 'vitest';
import { recordingId, reportId } from '#contract/ids.ts';
import { groupOf, neighbourWords } from '#contract/matching/groups.ts';
import { confidenceOf } from '#contract/matching/reasons.ts';
import { reportFacts } from '#contract/matching/report-facts.ts';
import { recordingsFor, reportsFor, type MatchableRecording, type MatchableReport } from '#contract/matching/rules.ts';
import { emptyReportContent, type FieldValues } from '#contract/reports.ts';

const measured = { offsetSeconds: -72, source: 'identity-file', measuredAt: '2026-11-22T18:00:00.000Z' } as const;
let made = 0;
const uuid = (): string => `6f1c2a52-0000-4000-8000-${String((made += 1)).padStart(12, '0')}`;

const recording = (
  clock: string | null,
  minutes: number,
  more: Partial<MatchableRecording> = {},
): MatchableRecording => ({
  id: recordingId.parse(uuid()),
  title: '',
  reference: '',
  cameraName: 'CAM 7',
  cameraSerial: 'X60',
  startedAt: clock === null ? null : `2026-11-22T${clock}.000Z`,
  startSource: clock === null ? 'unknown' : 'media',
  clock: measured,
  durationSeconds: minutes * 60,
  trail: [],
  ...more,
});

const report = (values: FieldValues, linked: readonly MatchableRecording[] = []): MatchableReport => ({
  id: reportId.parse(uuid()),
  ...reportFacts({ ...emptyReportContent, values }, 'NE-4417-0093'),
  linked,
});

const at = (time: string): FieldValues => ({ 'committed-from-date': '22/11/2026', 'committed-from-time': time });
const reportedAt = (time: string): FieldValues => ({ 'reported-date': '22/11/2026', 'reported-time': time });
const forestRoad = { 'venue-grid': 'TQ 3746 8905', 'venue-street': '14 Forest Road' };
/** That grid reference on the earth. */
const there = { latitude: 51.583_594, longitude: -0.017_332 };

const words = (one: MatchableRecording, reports: readonly MatchableReport[]): string[][] =>
  reportsFor(one, reports).map(({ confidence, reasons }) => [confidence, ...reasons.map((reason) => reason.words)]);

describe('a recording is proposed for a report', () => {
  it('that it overlaps in time, with the minutes said', () => {
    const stop = report({ ...at('14:00'), 'committed-to-date': '22/11/2026', 'committed-to-time': '14:30' });
    expect(words(recording('14:05:00', 18), [stop])).toEqual([
      ['likely', 'Overlaps when it was committed by 18 min', 'Same officer'],
    ]);
  });

  it('strongly where time and place agree, and says how far away it was made', () => {
    const stop = report({ ...at('14:10'), ...forestRoad });
    const near = recording('14:05:00', 18, { trail: [{ ...there, latitude: there.latitude + 0.001_26 }] });
    expect(words(near, [stop])).toEqual([['strong', 'Running when it was committed', '140 m away', 'Same officer']]);
  });

  it('not at all where it was made kilometres away, and the distance is what is said where more speaks for it', () => {
    const stop = report({ ...at('14:10'), 'cad-reference': 'CAD 4127/22NOV26', ...forestRoad });
    const trail = [{ ...there, latitude: there.latitude + 0.05 }];
    expect(words(recording('14:05:00', 18, { trail }), [stop])).toEqual([]);
    expect(words(recording('14:05:00', 18, { trail, reference: 'cad 4127 22nov26' }), [stop])).toEqual([
      [
        'likely',
        'Same reference, CAD 4127/22NOV26',
        'But it was made 5.6 km away',
        'Running when it was committed',
        'Same officer',
      ],
    ]);
  });

  it('by its reference alone, however it is written, also when nobody knows its time', () => {
    const theft = report({ 'cad-reference': 'CAD 4127/22NOV26' });
    expect(words(recording(null, 5, { reference: '4127 22nov26' }), [theft])).toEqual([
      ['strong', 'Same reference, CAD 4127/22NOV26', 'Same officer'],
    ]);
    expect(words(recording(null, 5, { reference: '12' }), [report({ 'cad-reference': '12' })])).toEqual([]);
    expect(words(recording(null, 5), [theft])).toEqual([]);
  });

  it('as far as its clock can be wrong, and no farther', () => {
    const theft = report(at('14:00'));
    expect(words(recording('14:05:59', 5), [theft])).toHaveLength(1);
    expect(words(recording('14:07:00', 5), [theft])).toHaveLength(0);
    expect(words(recording('14:09:00', 5, { clock: null }), [theft])).toHaveLength(1);
    expect(words(recording('15:00:00', 5, { startSource: 'file-time' }), [theft])).toHaveLength(1);
  });

  it('of the moment it was called to, and only weakly for the job before', () => {
    const [first, second] = [report(reportedAt('14:00')), report(reportedAt('14:20'))];
    expect(words(recording('14:32:00', 10), [first, second])).toEqual([
      ['likely', 'Begins 12 min after it was reported', 'Same officer'],
      ['low', 'Begins 32 min after it was reported', 'Another report lies nearer in time', 'Same officer'],
    ]);
  });

  it('weakly where the report spans a working day, or names only the day', () => {
    const away = report({ ...at('08:00'), 'committed-to-date': '22/11/2026', 'committed-to-time': '17:30' });
    expect(words(recording('14:05:00', 18), [away])[0]?.[0]).toBe('low');
    expect(words(recording('14:05:00', 18), [report({ 'committed-from-date': '22/11/2026' })])[0]?.[0]).toBe('low');
  });

  it('that its neighbour belongs to already', () => {
    const before = recording('14:00:00', 10);
    const scene = report(reportedAt('13:50'), [before]);
    expect(words(recording('14:10:12', 5), [scene])).toEqual([
      [
        'strong',
        'Begins 20 min after it was reported',
        'Begins 12 seconds after the end of one that belongs to it',
        'Same officer',
      ],
    ]);
  });

  it('and the report proposes the same recordings', () => {
    const reports = [report(at('14:00')), report(at('18:00'))];
    const recordings = [recording('14:01:00', 5), recording('18:01:00', 5), recording('11:00:00', 5)];
    for (const { id } of reports) {
      const fromReport = recordingsFor(id, recordings, reports);
      const fromRecordings = recordings.flatMap((one) => reportsFor(one, reports).filter((m) => m.reportId === id));
      expect(fromReport).toEqual(fromRecordings);
      expect(fromReport).toHaveLength(1);
    }
  });
});

describe('confidence', () => {
  it('counts each kind of evidence once', () => {
    const time = { kind: 'time', weight: 'good', words: '' } as const;
    const place = { kind: 'place', weight: 'good', words: '' } as const;
    expect(confidenceOf([time, time, time])).toBe('likely');
    expect(confidenceOf([time, place])).toBe('strong');
    expect(confidenceOf([{ ...time, weight: 'weak' }])).toBe('low');
    expect(
      confidenceOf([
        { ...time, weight: 'weak' },
        { ...place, weight: 'weak' },
      ]),
    ).toBe('likely');
    expect(confidenceOf([{ ...time, weight: 'context' }])).toBeNull();
    expect(confidenceOf([time, { ...place, weight: 'against' }])).toBeNull();
    expect(confidenceOf([])).toBeNull();
  });
});

describe('recordings belong together', () => {
  it('where they begin within a minute, go on from each other or run at once', () => {
    const first = recording('14:00:00', 10);
    expect(neighbourWords(recording('14:00:40', 2), first)).toBe('Begins within 40 seconds of');
    expect(neighbourWords(recording('14:10:12', 2), first)).toBe('Begins 12 seconds after the end of');
    expect(neighbourWords(recording('14:05:00', 2), first)).toBe('Runs at the same time as');
    expect(neighbourWords(recording('13:57:30', 2), first)).toBe('Ends 30 seconds before the start of');
    expect(neighbourWords(recording('14:11:30', 2), first)).toBeNull();
    expect(neighbourWords(recording(null, 2), first)).toBeNull();
  });

  it('of one camera however its times are known, of two only by times that can be compared', () => {
    const dated = { startSource: 'file-time', cameraName: 'CAM 7' } as const;
    expect(neighbourWords(recording('14:00:40', 2, dated), recording('14:00:00', 2, dated))).not.toBeNull();
    const other = recording('14:00:00', 2, { cameraName: 'CAM 9' });
    expect(neighbourWords(recording('14:00:40', 2, dated), other)).toBeNull();
    expect(neighbourWords(recording('14:00:40', 2), other)).not.toBeNull();
  });

  it('as a chain, in the order they were made', () => {
    const [a, b, c, apart] = [
      recording('14:00:00', 10),
      recording('14:10:20', 10),
      recording('14:20:50', 10),
      recording('15:00:00', 5),
    ];
    expect(groupOf(b, [c, apart, a, b])).toEqual([a, b, c]);
    expect(groupOf(apart, [a, b, c, apart])).toEqual([apart]);
  });
});
