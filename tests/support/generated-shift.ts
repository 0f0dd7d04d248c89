// A shift made up by chance, with the truth of it: which job each recording was made at. For judging proposals.
import { recordingId, reportId, type ReportId } from '#contract/ids.ts';
import { confidenceRank, type Confidence } from '#contract/matching/reasons.ts';
import { reportsFor, type Match, type MatchableRecording, type MatchableReport } from '#contract/matching/rules.ts';
import { placeOfGridReference } from '#contract/facts/grid.ts';
import type { Chance } from './random.ts';

export interface GeneratedShift {
  readonly recordings: readonly MatchableRecording[];
  readonly reports: readonly MatchableReport[];
  /** The report a recording belongs to; null for the patrols, meals and mistakes that belong to none. */
  readonly truth: ReadonlyMap<MatchableRecording['id'], ReportId | null>;
}

const minute = 60_000;
const incidents = 12;
const recordingsMade = 40;
/** Of forty, those of nothing that was reported. */
const ofNothing = 6;
const shiftStart = Date.parse('2026-11-22T06:00:00.000Z');

const uuid = (chance: Chance): string => {
  const hex = Buffer.from(chance.bytes(16)).toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
};

interface Incident {
  readonly id: ReportId;
  readonly arrived: number;
  readonly left: number;
  readonly report: MatchableReport;
  readonly latitude: number;
  readonly longitude: number;
}

const digits = (chance: Chance, count: number): string =>
  Array.from({ length: count }, () => String(chance.between(0, 9))).join('');

/**
 * The next job of an officer who is free. A quarter they come upon themselves; of the others most were reported minutes ago, three in
 * ten have waited, up to two hours. Seven in ten reports say how it was reported. Two in three
 * reports say when it was committed (three in ten the day before), half of them where by a grid reference of 100 m.
 */
function incident(chance: Chance, free: number): Incident {
  const sent = free + chance.between(0, 15) * minute;
  const isFound = chance.next() < 0.25;
  const waited = chance.next() < 0.3 ? chance.between(10, 120) : chance.between(0, 5);
  const arrived = sent + chance.between(3, 12) * minute;
  const reported = isFound ? arrived + chance.between(0, 4) * minute : sent - waited * minute;
  const id = reportId.parse(uuid(chance));
  const place = placeOfGridReference(`TQ ${digits(chance, 3)} ${digits(chance, 3)}`);
  const { latitude, longitude } = place ?? { latitude: 51.5, longitude: 0 };
  const ago = isFound ? 0 : chance.next() < 0.3 ? chance.between(300, 1500) : chance.between(0, 25);
  const committed = reported - ago * minute;
  const span = !isFound && chance.next() < 0.3 ? chance.between(30, 480) * minute : 0;
  const saysWhen = chance.next() < 0.67;
  const report: MatchableReport = {
    id,
    times: {
      reported,
      committed: saysWhen ? { from: committed - span, to: committed, precise: true } : null,
      toOfficer: chance.next() < 0.3 ? null : isFound,
    },
    references: [`CAD ${digits(chance, 5)}/22NOV26`],
    place: chance.next() < 0.5 ? place : null,
    placeName: null,
    linked: [],
  };
  return { id, arrived, left: arrived + chance.between(8, 35) * minute, report, latitude, longitude };
}

/** One camera is measured, the other drifts up to four minutes either way; one in twelve recordings has lost its time. */
function recording(
  chance: Chance,
  at: number,
  where: { latitude: number; longitude: number } | null,
): MatchableRecording {
  const isMeasured = chance.next() < 0.6;
  const drift = isMeasured ? 0 : chance.between(-240, 240) * 1000;
  const isTimeless = chance.next() < 1 / 12;
  const hasTrail = where !== null && chance.next() < 0.3;
  return {
    id: recordingId.parse(uuid(chance)),
    title: '',
    reference: '',
    cameraName: isMeasured ? 'CAM 7' : 'CAM 9',
    cameraSerial: null,
    startedAt: isTimeless ? null : new Date(at + drift).toISOString(),
    startSource: isTimeless ? 'unknown' : 'media',
    clock: isMeasured ? { offsetSeconds: 0, source: 'identity-file', measuredAt: '2026-11-22T18:00:00.000Z' } : null,
    durationSeconds: chance.between(1, 14) * 60,
    trail: hasTrail ? [{ latitude: where.latitude + (chance.next() - 0.5) / 500, longitude: where.longitude }] : [],
  };
}

export function generateShift(chance: Chance): GeneratedShift {
  const happened: Incident[] = [];
  for (let free = shiftStart; happened.length < incidents; free = happened.at(-1)?.left ?? free) {
    happened.push(incident(chance, free));
  }
  const truth = new Map<MatchableRecording['id'], ReportId | null>();
  const recordings: MatchableRecording[] = [];
  const add = (made: MatchableRecording, of: ReportId | null): void => {
    recordings.push(made);
    truth.set(made.id, of);
  };
  for (let count = 0; count < recordingsMade - ofNothing; count += 1) {
    const job = happened[count < incidents ? count : chance.between(0, incidents - 1)];
    if (job === undefined) continue;
    // The first on arrival, the others while the job lasts.
    const at = count < incidents ? job.arrived : job.arrived + chance.next() * (job.left - job.arrived);
    add(recording(chance, at, job), job.id);
  }
  const end = happened.at(-1)?.arrived ?? shiftStart;
  for (let count = 0; count < ofNothing; count += 1) {
    add(recording(chance, shiftStart + chance.next() * (end - shiftStart), null), null);
  }
  return { recordings, reports: happened.map(({ report }) => report), truth };
}

export interface Quality {
  /** Of what was proposed first, how much was right. */
  readonly precision: number;
  /** Of what belongs to a report, how much was proposed right. */
  readonly recall: number;
}

/** What the panel shows first for each recording, at this confidence or above, against the truth. */
export function qualityOf(shifts: readonly GeneratedShift[], least: Confidence): Quality {
  let [proposed, right, belonging] = [0, 0, 0];
  for (const { recordings, reports, truth } of shifts) {
    for (const made of recordings) {
      const of = truth.get(made.id) ?? null;
      const first: Match | undefined = reportsFor(made, reports)[0];
      const isProposed = first !== undefined && confidenceRank[first.confidence] >= confidenceRank[least];
      if (of !== null) belonging += 1;
      if (isProposed) proposed += 1;
      if (isProposed && first.reportId === of) right += 1;
    }
  }
  return { precision: proposed === 0 ? 1 : right / proposed, recall: belonging === 0 ? 1 : right / belonging };
}
