// The program that the guest runs for `npm run bench -- usb`: our driver and a bare transfer loop, in turn, on one device.
import { truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { BareTransfer } from './bare-transfer.ts';
import { Lab } from './lab.ts';
import { MachineControl } from './machine-control.ts';
import { tellHost } from './report.ts';
import { listFiles, openDevice, responders, theDevice } from './suites/responders.ts';

/** As long as a recording of some minutes: the first, smaller part that the driver asks for counts as little as it does there. */
const bytes = 192 * 1024 * 1024;
const rounds = Number(process.env['KERBDESK_BENCH_RUNS'] ?? 5);
const blockBytes = 4 * 1024 * 1024;

const control = await MachineControl.connect();
for (const responder of responders) {
  const lab = new Lab(control);
  const camera = await responder.make(lab);
  const clip = path.join(camera.folder, 'clip.mp4');
  await writeFile(clip, '');
  await truncate(clip, bytes);
  await camera.plugIn();
  const device = await theDevice();
  const driver: number[] = [];
  const bare: number[] = [];
  // The first round warms what can be warmed, and does not count.
  for (let round = 0; round <= rounds; round++) {
    const times = [await measureBare(device.vendorId), await measureDriver()];
    if (round > 0) [bare, driver].forEach((list, index) => list.push(times[index] ?? 0));
  }
  tellHost({ kind: 'measured', name: `${responder.title}, bare`, values: bare });
  tellHost({ kind: 'measured', name: `${responder.title}, driver`, values: driver });
  await lab.tidy();
}
tellHost({ kind: 'measured', name: 'bytes', values: [bytes] });
tellHost({ kind: 'finished' });
process.exit(0);

async function measureBare(vendorId: number): Promise<number> {
  const transfer = await BareTransfer.open(vendorId);
  const begun = performance.now();
  const received = await transfer.readOnlyFile();
  const taken = performance.now() - begun;
  await transfer.close();
  if (received < bytes) throw new Error(`only ${received} bytes came`);
  return taken;
}

async function measureDriver(): Promise<number> {
  const source = await openDevice(await theDevice());
  const [file] = await listFiles(source);
  if (!file) throw new Error('the file is not listed');
  const begun = performance.now();
  const reader = await source.open(file, 'copy');
  const into = new Uint8Array(blockBytes);
  let position = 0;
  while (position < bytes) position += await reader.read(into, position);
  await reader.close();
  const taken = performance.now() - begun;
  await source.close?.();
  return taken;
}
