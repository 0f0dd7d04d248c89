// What stands in small words under a camera: whose it is, its clock, what an offload would take, and what is in the way. Pure.
import type { Camera, CameraEstimate, CameraLink } from '#contract/cameras.ts';
import type { CameraClock } from '#contract/footage.ts';
import type { OfficerId } from '#contract/ids.ts';
import type { Officer } from '#contract/session.ts';
import { formatBytes, formatRate, formatSpan } from '../../format/index.ts';
import type { Tone } from '../../ui/index.ts';

export interface CameraWarning {
  readonly tone: Extract<Tone, 'warn' | 'bad'>;
  readonly title: string;
  readonly text: string;
}

/** "PC Ada Okafor". */
export const officerName = ({ rank, name }: Officer): string => `${rank} ${name}`;

const span = (seconds: number): string => (seconds < 120 ? `${Math.round(seconds)} s` : formatSpan(seconds));

/** Within this a clock is as right as it can be told. */
const sameClockSeconds = 2;

/** "Clock 72 s slow, times are corrected". Null where the camera does not tell the time. */
export function clockWords(clock: CameraClock | null): string | null {
  if (clock === null) return null;
  const { offsetSeconds, source } = clock;
  const off = Math.abs(offsetSeconds);
  if (off < sameClockSeconds) return 'Clock is right';
  const words = `${span(off)} ${offsetSeconds < 0 ? 'slow' : 'fast'}`;
  return source === 'files-from-the-future'
    ? `Clock at least ${words}, times are as the camera said`
    : `Clock ${words}, times are corrected`;
}

const linkName = ({ generation }: CameraLink): string => `USB ${generation}`;

/** "12.4 GB, about 9 min: connected by USB 2". What is not known is not said. */
export function estimateWords({ bytesToCopy, seconds, atLeast, link }: CameraEstimate): string {
  const time =
    seconds === null
      ? 'time not known yet'
      : seconds < 45
        ? 'less than a minute'
        : `${atLeast ? 'at least' : 'about'} ${formatSpan(Math.max(60, Math.round(seconds / 60) * 60))}`;
  const by = link === null ? '' : link.generation < 3 ? `: connected by ${linkName(link)}` : ', by USB 3';
  return `${formatBytes(bytesToCopy)}, ${time}${by}`;
}

/** Whose vault the recordings go to, where that needs saying: several officers have one, or the camera is another's. */
export function vaultWords(
  camera: Pick<Camera, 'owner' | 'vaultOf'>,
  officers: readonly Officer[],
  unlocked: OfficerId | null,
): string | null {
  const find = (id: OfficerId | null): Officer | undefined => officers.find((officer) => officer.id === id);
  const owner = find(camera.owner);
  const vault = find(camera.vaultOf);
  if (owner === undefined) return officers.length > 1 ? 'Nobody’s camera yet' : null;
  if (vault !== undefined && vault.id !== owner.id) {
    return `${officerName(owner)}’s camera; this time recordings go to ${officerName(vault)}’s vault`;
  }
  if (unlocked !== null && owner.id !== unlocked) {
    return `${officerName(owner)}’s camera: recordings go to their vault, not yours`;
  }
  return officers.length > 1 ? `${officerName(owner)}’s camera` : null;
}

/** What to know before starting, and while it runs. The worst first. */
export function cameraWarnings({ estimate, slowedFrom, name }: Camera): CameraWarning[] {
  const warnings: CameraWarning[] = [];
  if (estimate?.space === 'short') {
    warnings.push({
      tone: 'bad',
      title: 'There is too little space on this laptop',
      text: `The recordings on ${name} need ${formatBytes(estimate.bytesToCopy)}, and ${formatBytes(Math.max(0, estimate.bytesFree ?? 0))} are free. Free some space first; nothing is lost, they stay on the camera.`,
    });
  }
  if (estimate?.space === 'tight') {
    warnings.push({
      tone: 'warn',
      title: 'This laptop will be nearly full',
      text: `They fit, and ${formatBytes(Math.max(0, (estimate.bytesFree ?? 0) - estimate.bytesToCopy))} will be left.`,
    });
  }
  if (estimate?.hotDisk !== null && estimate?.hotDisk !== undefined) {
    warnings.push({
      tone: 'warn',
      title: `This laptop’s disk is hot: ${estimate.hotDisk} °C`,
      text: 'It may slow down. Put the laptop where air can reach it; copying is safe.',
    });
  }
  if (estimate?.link?.couldBeFaster === true) {
    warnings.push({
      tone: 'warn',
      title: `This port is ${linkName(estimate.link)}, and the camera can do better`,
      text: 'Another port or cable, often one that is blue inside, is several times faster.',
    });
  }
  if (slowedFrom !== null) {
    warnings.push({
      tone: 'warn',
      title: 'Copying has become much slower',
      text: `It went at ${formatRate(slowedFrom)} before. The camera or this laptop’s disk may be hot; it goes on, and nothing is lost.`,
    });
  }
  return warnings;
}
