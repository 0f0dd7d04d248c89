// The cable itself: a socket that a machine listens on. A machine that talks no usb-redir is let go, and so is one that goes away.
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { VirtualReader } from '../../../../native-mocks/devices/virtual-reader.ts';
import { speed } from '../../../../native-mocks/usb/redirect/numbers.ts';
import { plugInto, type Plug } from '../../../../native-mocks/usb/redirect/plug.ts';
import { VirtualBus } from '../../../../native-mocks/usb/virtual-bus.ts';
import { asBytes, Ear, greeting } from '../../../support/redirect-machine.ts';

const endings: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0).toReversed()) await end();
});

async function cable(): Promise<{ readonly plug: Plug; readonly machine: Socket; readonly ear: Ear }> {
  const folder = await mkdtemp(path.join(tmpdir(), 'kerbdesk-plug-'));
  endings.push(() => rm(folder, { recursive: true, force: true }));
  const address = path.join(folder, 'usb');
  const server = createServer().listen(address);
  await once(server, 'listening');
  endings.push(async () => server.close());
  const coming = once(server, 'connection');
  const bus = new VirtualBus();
  const device = bus.plugIn('1-1', new VirtualReader().options());
  endings.push(async () => bus.unplug('1-1'));
  const plug = await plugInto(address, device, speed.full);
  const [machine] = (await coming) as [Socket];
  const ear = new Ear();
  machine.on('data', (bytes: Buffer) => ear.hear(bytes)).on('error', () => undefined);
  return { plug, machine, ear };
}

test('a machine that greets is told of the device, and that its cable is pulled before the socket ends', async () => {
  const { plug, machine, ear } = await cable();
  machine.write(greeting());
  await ear.next(1);
  plug.pull();
  await ear.next(2);
  await expect(plug.out).resolves.toBeUndefined();
});

test('a machine that talks something else is let go', async () => {
  const { plug, machine } = await cable();
  machine.write(asBytes('47455420 2f204854 54502f31 2e310d0a'));
  await expect(plug.out).resolves.toBeUndefined();
});

test('a machine that goes away leaves nothing behind', async () => {
  const { plug, machine, ear } = await cable();
  machine.write(greeting());
  await ear.next(1);
  machine.destroy();
  await expect(plug.out).resolves.toBeUndefined();
});

test('where nobody listens nothing is plugged in', async () => {
  const device = new VirtualBus().plugIn('1-1', new VirtualReader().options());
  await expect(plugInto('/nowhere/usb', device, speed.full)).rejects.toThrow('ENOENT');
});
