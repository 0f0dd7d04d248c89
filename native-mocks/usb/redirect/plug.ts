// The cable of a virtual device to a machine: a socket that QEMU listens on (`-chardev socket,server=on` and `-device usb-redir`).
import { connect, type Socket } from 'node:net';
import type { UsbDevice } from '../../../main/ports/usb.ts';
import type { Speed } from './numbers.ts';
import { RedirectedDevice } from './redirected-device.ts';
import { RedirectProtocolError } from './requests.ts';

export interface Plug {
  /** Settles when it is out, by whomever. */
  readonly out: Promise<void>;
  pull(): void;
}

/** @param address of the machine's socket. @throws where nobody listens there. */
export async function plugInto(address: string, device: UsbDevice, speed: Speed): Promise<Plug> {
  const socket = connect(address);
  await new Promise((resolve, reject) => socket.once('connect', resolve).once('error', reject));
  const out = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  const redirected = await RedirectedDevice.begin({
    device,
    speed,
    send: (bytes) => write(socket, bytes),
    ended: () => socket.end(),
  });
  socket.on('error', () => socket.destroy());
  socket.on('end', () => socket.end());
  socket.once('close', () => redirected.end());
  socket.on('data', (bytes) => {
    try {
      redirected.receive(bytes);
    } catch (error) {
      if (!(error instanceof RedirectProtocolError)) throw error;
      // Nothing of what follows could be understood.
      redirected.end();
      socket.destroy();
    }
  });
  return { out, pull: () => redirected.unplug() };
}

/** Settles when the socket takes more, or is gone. */
function write(socket: Socket, bytes: Uint8Array): Promise<void> {
  if (socket.destroyed || !socket.writable || socket.write(bytes)) return Promise.resolve();
  return new Promise((resolve) => {
    const settle = (): void => {
      socket.off('drain', settle).off('close', settle);
      resolve();
    };
    socket.on('drain', settle).on('close', settle);
  });
}
