// Promise: the sentence about the cable is calm and never says "safe" while bytes are on their way.
import { describe, expect, it } from 'vitest';
import { cameraState, type Camera, type CameraRecording } from '#contract/cameras.ts';
import { cameraId, jobId } from '#contract/ids.ts';
import type { JobProgress } from '#contract/jobs.ts';
import {
  cameraBadge,
  cameraPill,
  cameraSentence,
  countRecordings,
  recordingStart,
  recordingStateWords,
} from '../../../renderer/src/features/cameras/camera-words.ts';

const recording = (state: CameraRecording['state'], over: Partial<CameraRecording> = {}): CameraRecording => ({
  path: `DCIM/${state}.MP4`,
  name: `${state}.MP4`,
  bytes: 1000,
  startByFile: '2026-11-22T14:03:22.000Z',
  segment: null,
  sideOf: null,
  media: {
    playability: 'playable',
    container: 'mp4',
    videoCodec: 'h264',
    audioCodec: 'aac',
    width: 1280,
    height: 720,
    frameRate: 25,
    durationSeconds: 60,
    startByMedia: '2026-11-22T14:03:22.000Z',
    remark: null,
  },
  state,
  bytesDone: 0,
  recordingId: null,
  problem: null,
  ...over,
});

const job = jobId.parse('00000009-0000-4000-8000-000000000000');

const camera = (state: Camera['state'], states: readonly CameraRecording['state'][]): Camera => ({
  id: cameraId.parse('X60-118842'),
  name: 'CAM 7',
  serial: 'X60-118842',
  make: null,
  kind: 'volume',
  state,
  recordings: states.map((each) => recording(each)),
  bytesTotal: states.length * 1000,
  bytesKept: 620,
  jobId: job,
  connectedAt: '2026-11-22T14:00:00.000Z',
  safeToUnplug: state !== 'offloading',
  problem: null,
  owner: null,
  vaultOf: null,
  queue: null,
  firstPath: null,
  clock: null,
  estimate: null,
  slowedFrom: null,
  canErase: true,
});

const progress = (secondsLeft: number | null): JobProgress => ({
  jobId: job,
  kind: 'offload',
  sequence: 1,
  phase: 'running',
  cameraId: cameraId.parse('X60-118842'),
  bytesDone: 620,
  bytesTotal: 1000,
  itemsDone: 1,
  itemsTotal: 2,
  bytesPerSecond: 38_000_000,
  secondsLeft,
  error: null,
  updatedAt: '2026-11-22T14:05:00.000Z',
});

describe('the sentence', () => {
  it('says when the cable may be pulled, or not yet', () => {
    const busy = camera('offloading', ['kept', 'copying', 'waiting']);
    expect(cameraSentence(busy, progress(118)).text).toBe('You can unplug CAM 7 in about 2 min');
    expect(cameraSentence(busy, progress(null)).text).toBe('Do not unplug yet');
    expect(cameraSentence(busy, undefined).text).toBe('Do not unplug yet');
  });

  it('calls nothing safe that is being copied, in any state', () => {
    const sentences = cameraState.options.map((state) => cameraSentence(camera(state, ['copying']), progress(10)).text);
    expect(sentences.filter((text) => text === '')).toEqual([]);
    expect(cameraSentence(camera('offloading', ['copying']), progress(10)).text).not.toMatch(/safe/i);
    expect(cameraSentence(camera('offloading', ['kept', 'verifying']), progress(0)).text).not.toMatch(/safe/i);
  });

  it('does not call a camera done that holds recordings that are nowhere else', () => {
    expect(cameraSentence(camera('ready', ['on-camera', 'kept']), undefined).text).not.toMatch(/everything/i);
    expect(cameraSentence(camera('ready', ['kept']), undefined).text).toMatch(/everything on it is in the vault/);
    expect(cameraSentence(camera('unplugged', ['failed', 'kept']), undefined).text).toMatch(/plug it in again/);
  });
});

it('counts every recording once', () => {
  const { total, kept, inHand, waiting, onCamera, failed } = countRecordings(
    camera('offloading', ['kept', 'copying', 'verifying', 'waiting', 'on-camera', 'failed']).recordings,
  );
  expect(kept + inHand + waiting + onCamera + failed).toBe(total);
});

it('numbers the recording in hand', () => {
  const states = ['kept', 'kept', 'kept', 'kept', 'copying', 'waiting', 'waiting', 'waiting'] as const;
  expect(cameraBadge(camera('offloading', states)).label).toBe('Offloading 5 of 8');
  expect(cameraBadge(camera('offloading', ['kept', 'kept'])).label).toBe('Offloading 2 of 2');
});

it('says of a paused offload how much was copied, in bytes, as the bar below does', () => {
  const whole = { bytes: 555_000_000, bytesDone: 403_000_000 };
  const paused = { ...camera('paused', []), recordings: [recording('copying', whole)], bytesTotal: 555_000_000 };
  expect(cameraBadge(paused).label).toBe('Paused at 403 of 555 MB');
  const job = { ...progress(null), bytesDone: 404_000_000, bytesTotal: 555_000_000 };
  expect(cameraBadge(paused, job).label).toBe('Paused at 404 of 555 MB');
  expect(cameraPill([paused], [job])?.label).toBe('CAM 7 · paused at 404 of 555 MB');
});

it('puts the working camera into the pill', () => {
  const waiting = camera('ready', ['on-camera', 'on-camera']);
  expect(cameraPill([], [])).toBeNull();
  expect(cameraPill([waiting], [])?.label).toBe('CAM 7 · 2 to offload');
  expect(cameraPill([waiting, { ...camera('offloading', ['copying']), name: 'CAM 8' }], [])?.label).toBe(
    'CAM 8 · 62 %',
  );
  const further = { ...progress(10), bytesDone: 900 };
  expect(cameraPill([camera('offloading', ['copying'])], [further])?.label).toBe('CAM 7 · 90 %');
  expect(cameraPill([camera('unplugged', ['kept'])], [])).toBeNull();
});

it('shows both starts where file and media disagree, and one where they agree', () => {
  const { media } = recording('kept');
  const byMedia = (startByMedia: string | null) => recording('kept', { media: { ...media, startByMedia } });
  expect(recordingStart(byMedia('2026-11-22T14:03:24.000Z')).kind).toBe('one');
  expect(recordingStart(byMedia('2026-11-22T14:02:10.000Z'))).toEqual({
    kind: 'differ',
    byFile: '2026-11-22T14:03:22.000Z',
    byMedia: '2026-11-22T14:02:10.000Z',
  });
  expect(recordingStart(byMedia(null))).toEqual({ kind: 'one', at: '2026-11-22T14:03:22.000Z' });
  expect(recordingStart({ ...byMedia(null), startByFile: null })).toEqual({ kind: 'unknown' });
});

it('says verified only of what was kept', () => {
  expect(recordingStateWords(recording('kept'), 'finished').label).toMatch(/Verified/);
  expect(recordingStateWords(recording('verifying'), 'offloading').label).not.toMatch(/Verified/);
  const half = recording('copying', { bytesDone: 480 });
  expect(recordingStateWords(half, 'offloading').label).toBe('Copying 48 %');
  expect(recordingStateWords(half, 'paused').label).toBe('Paused at 48 %');
});
