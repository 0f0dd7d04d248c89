// Getting a camera to listen again after a transaction broke off: what it was still saying is stopped and thrown away.
import { setTimeout as delay } from 'node:timers/promises';
import { UsbError, type UsbConnection, type UsbControl } from '../../../ports/usb.ts';
import type { BulkPipe } from './bulk-pipe.ts';
import { classRequest, response } from './codes.ts';
import type { MtpTimes } from './mtp-times.ts';
import type { MtpInterface } from './recognise.ts';

/** What a camera that is not done yet is asked at most, with a pause in between. */
const statusQuestions = 5;
const statusPause = 50;
/** In the request to cancel: the code of the event "transaction cancelled". */
const cancelled = 0x4001;

/**
 * Cancels the transaction, clears what is halted and waits until nothing old arrives. Cameras that know none of these
 * requests refuse them, which does no harm.
 * @throws UsbError `disconnected` only.
 */
export async function stopTalk(
  connection: UsbConnection,
  mtpInterface: MtpInterface,
  pipe: BulkPipe,
  transaction: number,
  times: MtpTimes,
): Promise<void> {
  const request = new Uint8Array(6);
  const view = new DataView(request.buffer);
  view.setUint16(0, cancelled, true);
  view.setUint32(2, transaction, true);
  const patience = times.recoveryStep;
  await attempt(() => connection.controlOut(control(classRequest.cancel, mtpInterface), request, patience));
  await attempt(() => waitUntilIdle(connection, mtpInterface, patience));
  await attempt(() => connection.clearHalt(mtpInterface.bulkIn));
  await attempt(() => connection.clearHalt(mtpInterface.bulkOut));
  await attempt(() => pipe.drain());
}

/** Makes the camera close all sessions and forget what it was doing. */
export async function resetByClass(
  connection: UsbConnection,
  mtpInterface: MtpInterface,
  times: MtpTimes,
): Promise<void> {
  await attempt(() =>
    connection.controlOut(control(classRequest.reset, mtpInterface), new Uint8Array(0), times.recoveryStep),
  );
}

/** As if it had been pulled and put back, where the system lets a program do that. */
export async function resetByBus(connection: UsbConnection): Promise<void> {
  await attempt(() => connection.reset());
}

async function waitUntilIdle(connection: UsbConnection, mtpInterface: MtpInterface, patience: number): Promise<void> {
  for (let asked = 0; asked < statusQuestions; asked++) {
    const status = await connection.controlIn(control(classRequest.status, mtpInterface), 32, patience);
    const code = status.byteLength >= 4 ? (status[2] ?? 0) + (status[3] ?? 0) * 256 : response.ok;
    if (code !== response.deviceBusy) return;
    await delay(statusPause);
  }
}

const control = (request: number, mtpInterface: MtpInterface): UsbControl => ({
  type: 'class',
  recipient: 'interface',
  request,
  value: 0,
  index: mtpInterface.number,
});

async function attempt(step: () => Promise<void>): Promise<void> {
  try {
    await step();
  } catch (error) {
    if (error instanceof UsbError && error.fault === 'disconnected') throw error;
  }
}
