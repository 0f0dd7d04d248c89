// Offload speed through the real device host, against dd and against what a careful person would do by hand.
import { execFileSync, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, mkdirSync, openSync, rmSync, truncateSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { jobId, officerId, type JobId } from '#contract/ids.ts';
import type { CameraHead } from '#contract/cameras.ts';
import { isTerminal, type JobProgress } from '#contract/jobs.ts';
import type { DeviceHostApi, DeviceHostEvents, DeviceHostStart } from '../../main/ports/device-host.ts';
import { hostedChannel } from '../../main/rpc/hosted-channel.ts';
import { connectRpc } from '../../main/rpc/rpc.ts';
import { startHostProcess } from '../support/hosted-process.ts';
import { figure, median, megabytesPerSecond, rate, type Figure } from './report.ts';

const megabyte = 1024 * 1024;

interface Offload {
  /** From the command to the moment the last byte is sealed and durable. */
  readonly sealedMilliseconds: number;
  /** To the end: read back from disk, decrypted and compared. */
  readonly verifiedMilliseconds: number;
  readonly peakMebibytes: number;
}

/** Offloads what is on the camera under `volumes` with a fresh vault folder, in a process of its own. */
async function offloadOnce(folder: string, volumes: string): Promise<Offload> {
  const evidence = join(folder, 'evidence');
  rmSync(evidence, { recursive: true, force: true });
  const hosted = startHostProcess('device-host');
  const client = connectRpc<DeviceHostApi, DeviceHostEvents>(hostedChannel(hosted));
  try {
    const ready = new Promise<CameraHead>((resolve) => {
      client.on('cameras', (cameras) => {
        const camera = cameras.find((one) => one.state === 'ready');
        if (camera) resolve(camera);
      });
    });
    const start: DeviceHostStart = {
      extraVolumeFolders: [volumes],
      systemVolumes: false,
      pollMilliseconds: 100,
      cameraLayouts: [],
      cameraPlugIns: null,
    };
    hosted.post({ start });
    const officer = officerId.parse(crypto.randomUUID());
    await client.api.setDesk({
      targets: [
        {
          officerId: officer,
          evidenceFolder: evidence,
          // Any point of the curve will do: nobody opens these recordings.
          officerPublicKey: new Uint8Array(32).fill(9),
          escrowPublicKey: null,
          resumeKey: new Uint8Array(randomBytes(32)),
        },
      ],
      current: officer,
      owners: [],
    });
    const camera = await ready;
    const id = jobId.parse(crypto.randomUUID());
    const begun = performance.now();
    const { sealed, ended } = await follow(client, id, () =>
      client.api.offload({ cameraId: camera.id, jobId: id, officerId: officer, first: null }),
    );
    if (ended.progress.phase !== 'done') throw new Error(`the offload ended ${JSON.stringify(ended.progress)}`);
    return {
      sealedMilliseconds: sealed - begun,
      verifiedMilliseconds: ended.at - begun,
      peakMebibytes: peakMemory(hosted.child.pid),
    };
  } finally {
    hosted.kill();
  }
}

async function follow(
  client: { on(name: 'progress', listener: (progress: JobProgress) => void): void },
  id: JobId,
  start: () => Promise<void>,
): Promise<{ sealed: number; ended: { at: number; progress: JobProgress } }> {
  let sealed = 0;
  const end = new Promise<{ at: number; progress: JobProgress }>((resolve) => {
    client.on('progress', (progress) => {
      if (progress.jobId !== id) return;
      if (sealed === 0 && progress.phase === 'verifying') sealed = performance.now();
      if (isTerminal(progress.phase)) resolve({ at: performance.now(), progress });
    });
  });
  await start();
  const ended = await end;
  return { sealed: sealed === 0 ? ended.at : sealed, ended };
}

/** The operating system's own high-water mark of resident memory. */
function peakMemory(pid: number | undefined): number {
  const status = execFileSync('cat', [`/proc/${pid}/status`], { encoding: 'utf8' });
  return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? 0) / 1024;
}

function makeCamera(folder: string): string {
  const root = join(folder, 'volumes', 'CAM7');
  mkdirSync(join(root, 'DCIM', '100MEDIA'), { recursive: true });
  writeFileSync(join(root, 'camera.json'), JSON.stringify({ name: 'CAM 7', serial: 'X60-118842', make: 'Kerb' }));
  return join(root, 'DCIM', '100MEDIA', '20261122_140322_0001.MP4');
}

function writeRandom(path: string, bytes: number): void {
  const file = openSync(path, 'w');
  for (let written = 0; written < bytes; written += megabyte) writeSync(file, randomBytes(megabyte));
  fsyncSync(file);
  closeSync(file);
}

function timed(command: string, args: string[], input?: string): number {
  const begun = performance.now();
  const { status, stderr } = spawnSync(command, args, { encoding: 'utf8', input });
  if (status !== 0) throw new Error(`${command} ended with ${status}: ${stderr}`);
  return performance.now() - begun;
}

/** What an officer of care does without Kerbdesk: copy, hash both, compare, encrypt. */
function byHand(source: string, folder: string, recipient: string): number {
  const copy = join(folder, 'copy.mp4');
  const script = `cp "$1" "$2" && sync "$2" && a=$(sha256sum < "$1") && b=$(sha256sum < "$2") && [ "$a" = "$b" ] && age -r "$3" -o "$2.age" "$2" && sync "$2.age"`;
  const taken = timed('sh', ['-c', script, 'sh', source, copy, recipient]);
  rmSync(copy);
  rmSync(`${copy}.age`);
  return taken;
}

export async function benchOffload(folder: string, mebibytes: number, runs: number): Promise<Figure[]> {
  const source = makeCamera(folder);
  const bytes = mebibytes * megabyte;
  writeRandom(source, bytes);
  const keygen = spawnSync('age-keygen', [], { encoding: 'utf8' });
  const recipient = /public key: (\S+)/.exec(`${keygen.stdout}${keygen.stderr}`)?.[1];
  const kerbdesk: Offload[] = [];
  const dd: number[] = [];
  const hand: number[] = [];
  // In turn, so that a machine that slows down slows all of them.
  for (let run = 0; run <= runs; run++) {
    const ddTime = timed('dd', [`if=${source}`, `of=${join(folder, 'dd.out')}`, 'bs=16M', 'conv=fsync']);
    rmSync(join(folder, 'dd.out'));
    const offload = await offloadOnce(folder, join(folder, 'volumes'));
    const handTime = recipient === undefined ? null : byHand(source, folder, recipient);
    // The first round warms the page cache and the disk, and does not count.
    if (run === 0) continue;
    dd.push(ddTime);
    kerbdesk.push(offload);
    if (handTime !== null) hand.push(handTime);
  }
  const speed = (ms: readonly number[]): number => median(ms.map((one) => megabytesPerSecond(bytes, one)));
  const sealed = kerbdesk.map((one) => one.sealedMilliseconds);
  const verified = kerbdesk.map((one) => one.verifiedMilliseconds);
  const against = (ours: readonly number[], theirs: readonly number[]): number =>
    median(ours.map((one, at) => (theirs[at] ?? one) / one));
  const size = `${mebibytes} MiB`;
  const ddRatio = against(sealed, dd);
  const figures = [
    figure(`offload of ${size}, until sealed and durable`, rate(speed(sealed)), {
      baseline: `dd conv=fsync: ${rate(speed(dd))}`,
      ratio: ddRatio,
      target: 'at least 0.8',
      met: ddRatio >= 0.8,
    }),
    figure(`offload of ${size}, read back and compared as well`, rate(speed(verified)), {
      baseline: `dd conv=fsync: ${rate(speed(dd))}`,
      ratio: against(verified, dd),
    }),
  ];
  if (hand.length === 0) return figures;
  const handRatio = against(verified, hand);
  return [
    ...figures,
    figure(`offload of ${size}, all of it, against doing it by hand`, rate(speed(verified)), {
      baseline: `cp + 2 × sha256sum + age: ${rate(speed(hand))}`,
      ratio: handRatio,
      target: 'at least 3',
      met: handRatio >= 3,
    }),
  ];
}

export async function benchMemory(folder: string, gigabytes: number): Promise<Figure[]> {
  const source = makeCamera(folder);
  rmSync(source, { force: true });
  closeSync(openSync(source, 'w'));
  truncateSync(source, gigabytes * 1e9);
  const { peakMebibytes, verifiedMilliseconds } = await offloadOnce(folder, join(folder, 'volumes'));
  return [
    figure(`peak memory of the device host, offload of ${gigabytes} GB`, `${Math.round(peakMebibytes)} MiB`, {
      baseline: `took ${(verifiedMilliseconds / 1000).toFixed(0)} s, read back as well`,
      target: 'at most 256 MiB',
      met: peakMebibytes <= 256,
    }),
  ];
}
