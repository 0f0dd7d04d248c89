// Gives a U.are.U reader power: the dance with its hardware status, then the word that its scanner has power.
import { setTimeout as delay } from 'node:timers/promises';
import type { Clock } from '../../../ports/clock.ts';
import { ReaderError } from '../reader.ts';
import { word, type Interrupts } from './interrupts.ts';
import { register, type Registers } from './registers.ts';
import type { UareuTimes } from './uareu-times.ts';

/** It ran without being told to stop: it has to be started anew. */
const leftRunning = 0x84;
const ready = 0x01;
const asleep = 0x80;
const lowBits = 0x0f;

const mostPolls = 100;
const mostStarts = 3;
const infoBytes = 16;

export interface StartUpParts {
  readonly registers: Registers;
  readonly interrupts: Interrupts;
  readonly times: UareuTimes;
  readonly clock: Clock;
}

/** @throws ReaderError `silent` after three attempts, UsbError, the signal's reason */
export async function startUp(parts: StartUpParts, signal: AbortSignal): Promise<void> {
  for (let start = 0; start < mostStarts; start++) {
    // The word may come while the reader is still being told to wake up: what is from before is forgotten now, not then.
    parts.interrupts.forget();
    if ((await wake(parts, signal)) && (await hasPower(parts, signal))) {
      await parts.registers.read(register.deviceInfo, infoBytes);
      return;
    }
  }
  throw new ReaderError(
    'silent',
    'The fingerprint reader does not start. Pull its plug, wait a moment, plug it in again.',
  );
}

async function wake({ registers, times }: StartUpParts, signal: AbortSignal): Promise<boolean> {
  let status = await registers.readByte(register.hardwareStatus);
  if ((status & leftRunning) === leftRunning) {
    const restarted = await restart({ registers, times }, status, signal);
    if (restarted === null) return false;
    status = restarted;
  }
  if ((status & asleep) === 0) {
    status |= asleep;
    await registers.writeByte(register.hardwareStatus, status);
  }
  for (let poll = 0; poll < mostPolls; poll++) {
    await registers.writeByte(register.hardwareStatus, status & lowBits);
    status = await registers.readByte(register.hardwareStatus);
    if ((status & asleep) === 0) return true;
    await delay(times.poll, undefined, { signal });
  }
  return false;
}

/** The status once it is ready; null if it never was. */
async function restart(
  { registers, times }: Pick<StartUpParts, 'registers' | 'times'>,
  status: number,
  signal: AbortSignal,
): Promise<number | null> {
  await registers.writeByte(register.hardwareStatus, status & lowBits);
  for (let poll = 0; poll < mostPolls; poll++) {
    const now = await registers.readByte(register.hardwareStatus);
    if ((now & ready) !== 0) return now;
    await delay(times.poll, undefined, { signal });
  }
  return null;
}

async function hasPower({ interrupts, times, clock }: StartUpParts, signal: AbortSignal): Promise<boolean> {
  const end = clock.monotonic() + times.powerOn;
  for (;;) {
    const left = end - clock.monotonic();
    if (left <= 0) return false;
    if ((await interrupts.next(left, signal)) === word.powerOn) return true;
  }
}
