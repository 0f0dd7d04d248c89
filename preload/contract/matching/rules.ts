// Which report a recording may belong to, with the reasons in plain words. Pure, and never more than a proposal (docs/adr/0012).
import type { RecordingSummary } from '../footage.ts';
import type { RecordingId, ReportId } from '../ids.ts';
import { metresBetween, type Coordinates, type GridPlace } from '../facts/grid.ts';
import { confidenceOf, confidenceRank, orderedReasons, type Confidence, type Reason } from './reasons.ts';
import { neighbourWords } from './groups.ts';
import { distanceInTime, recordedTime, timeReasons, type RecordedTime, type ReportTimes } from './time-evidence.ts';

export type MatchableRecording = Pick<
  RecordingSummary,
  | 'id'
  | 'title'
  | 'reference'
  | 'cameraName'
  | 'cameraSerial'
  | 'startedAt'
  | 'startSource'
  | 'clock'
  | 'durationSeconds'
> & {
  /** Where it was made, as far as known. */
  readonly trail: readonly Coordinates[];
};

export interface MatchableReport {
  readonly id: ReportId;
  readonly times: ReportTimes;
  /** References by which the matter is known: CAD number, the report's own local one. */
  readonly references: readonly string[];
  readonly place: GridPlace | null;
  /** Name of the street or the place, as a title would say it. */
  readonly placeName: string | null;
  /** Recordings that belong to it already. */
  readonly linked: readonly MatchableRecording[];
}

export interface Match {
  readonly reportId: ReportId;
  readonly recordingId: RecordingId;
  readonly confidence: Confidence;
  readonly reasons: readonly Reason[];
}

/** Letters and digits alone: "CAD 4127/22NOV26" and "cad4127-22nov26" are the same. */
export const plainReference = (text: string): string => text.toUpperCase().replaceAll(/[^\p{L}\p{N}]/gu, '');

/** Shorter ones ("12") are the same by chance. */
const shortestReference = 4;

function referenceReason(recording: MatchableRecording, report: MatchableReport): Reason | null {
  const own = plainReference(recording.reference);
  if (own.length < shortestReference) return null;
  const same = report.references.find((reference) => sameReference(own, plainReference(reference)));
  return same === undefined ? null : { kind: 'reference', weight: 'certain', words: `Same reference, ${same.trim()}` };
}

/** Some write "CAD" before the number and some do not. */
const sameReference = (a: string, b: string): boolean =>
  b.length >= shortestReference && a.replace(/^CAD/, '') === b.replace(/^CAD/, '');

const nearMetres = 250;
const areaMetres = 1000;
const elsewhereMetres = 3000;

/** "140 m away", "5.2 km away". */
export function distanceWords(metres: number): string {
  if (metres < 10) return 'less than 10 m away';
  return metres < 1000 ? `${Math.round(metres / 10) * 10} m away` : `${(metres / 1000).toFixed(1)} km away`;
}

function placeReason({ trail }: MatchableRecording, { place }: MatchableReport): Reason | null {
  if (place === null || trail.length === 0) return null;
  const nearest = Math.min(...trail.map((point) => metresBetween(point, place)));
  // A reference of four figures is a square of a kilometre: what lies within it is not far.
  const surely = Math.max(0, nearest - place.withinMetres);
  const words = distanceWords(nearest);
  if (surely <= nearMetres) {
    return { kind: 'place', weight: place.withinMetres <= nearMetres ? 'good' : 'weak', words };
  }
  if (surely <= areaMetres) return { kind: 'place', weight: 'weak', words };
  return surely > elsewhereMetres ? { kind: 'place', weight: 'against', words: `But it was made ${words}` } : null;
}

function titleReason({ title }: MatchableRecording, { placeName }: MatchableReport): Reason | null {
  if (placeName === null || placeName.length < shortestReference) return null;
  return title.toLowerCase().includes(placeName.toLowerCase())
    ? { kind: 'title', weight: 'weak', words: `Its title names ${placeName}` }
    : null;
}

function neighbourReason(recording: MatchableRecording, { linked }: MatchableReport): Reason | null {
  for (const other of linked) {
    const words = other.id === recording.id ? null : neighbourWords(recording, other);
    if (words !== null) return { kind: 'neighbour', weight: 'good', words: `${words} one that belongs to it` };
  }
  return null;
}

function reasonsFor(recording: MatchableRecording, time: RecordedTime | null, report: MatchableReport): Reason[] {
  return [
    referenceReason(recording, report),
    ...timeReasons(time, report.times),
    placeReason(recording, report),
    neighbourReason(recording, report),
    titleReason(recording, report),
  ].filter((reason) => reason !== null);
}

/** A vault is one officer's, so this is true of every pair in it: it is said, and tells no two reports apart. */
const sameOfficer: Reason = { kind: 'officer', weight: 'context', words: 'Same officer' };

/**
 * Reports in the order in which the recording may belong to them, the likeliest first. Where times alone speak and another report
 * lies nearer in time, the farther ones only keep a weak reason: an officer goes from one job to the next.
 */
export function reportsFor(recording: MatchableRecording, reports: readonly MatchableReport[]): Match[] {
  const time = recordedTime(recording);
  const nearest = Math.min(...reports.map(({ times }) => distanceInTime(time, times) ?? Number.POSITIVE_INFINITY));
  const matches = reports.flatMap((report): (Match & { readonly distance: number })[] => {
    const distance = distanceInTime(time, report.times) ?? Number.POSITIVE_INFINITY;
    const reasons = inCompetition(reasonsFor(recording, time, report), distance, nearest);
    const confidence = confidenceOf(reasons);
    if (confidence === null) return [];
    return [
      {
        reportId: report.id,
        recordingId: recording.id,
        confidence,
        reasons: orderedReasons([...reasons, sameOfficer]),
        distance,
      },
    ];
  });
  return matches
    .toSorted((a, b) => confidenceRank[b.confidence] - confidenceRank[a.confidence] || a.distance - b.distance)
    .map(({ reportId, recordingId, confidence, reasons }) => ({ reportId, recordingId, confidence, reasons }));
}

const aMinute = 60_000;

function inCompetition(reasons: readonly Reason[], distance: number, nearest: number): readonly Reason[] {
  if (distance - nearest < aMinute) return reasons;
  const weakened = reasons.map((reason): Reason =>
    reason.kind === 'time' && reason.weight === 'good' ? { ...reason, weight: 'weak' } : reason,
  );
  return weakened.some(({ kind }) => kind === 'time')
    ? [...weakened, { kind: 'other-report', weight: 'context', words: 'Another report lies nearer in time' }]
    : weakened;
}

/** The same from the report's side: the recordings that may belong to it, judged against all the other reports too. */
export function recordingsFor(
  reportId: ReportId,
  recordings: readonly MatchableRecording[],
  reports: readonly MatchableReport[],
): Match[] {
  return recordings
    .flatMap((recording) => reportsFor(recording, reports).filter((match) => match.reportId === reportId))
    .toSorted((a, b) => confidenceRank[b.confidence] - confidenceRank[a.confidence]);
}
