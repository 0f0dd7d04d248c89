// Debian's umtp-responder, as it runs on small Linux devices, behind the kernel's own USB gadget on a virtual socket.
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdir, readdir, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { PluggableCamera } from './devices.ts';
import { eventually, shell } from './shell.ts';

const gadget = '/sys/kernel/config/usb_gadget/camera';
const endpoints = '/dev/ffs-camera';
const settingsFolder = '/etc/umtprd';

/** One at a time: there is one virtual socket. */
export async function umtpCamera(folder: string): Promise<PluggableCamera> {
  await prepareGadget();
  await writeSettings(folder);
  const [socket] = await readdir('/sys/class/udc');
  if (socket === undefined) throw new Error('the kernel offers no virtual USB socket');
  const plug = path.join(gadget, 'UDC');
  let responder: ChildProcess | null = null;
  const start = async (): Promise<void> => {
    // A camera that was away starts anew: no session and no handle of before means anything to it.
    const started = spawn('umtprd', [], { stdio: ['ignore', 'ignore', 'ignore'] });
    responder = started;
    started.once('exit', () => {
      // It ends when the bus is reset; whoever keeps it running starts it again.
      if (responder === started) start().catch(() => undefined);
    });
    // Its endpoints appear once it has described itself; before that the gadget cannot be bound.
    await eventually('umtprd to describe itself', async () => (await readdir(endpoints)).includes('ep1'));
    await writeFile(plug, socket);
  };
  return {
    folder,
    plugIn: start,
    async pull() {
      const running = responder;
      responder = null;
      try {
        await writeFile(plug, '\n');
      } catch {
        // Its end has unplugged it already.
      }
      if (!running || running.exitCode !== null) return;
      const ended = new Promise<void>((resolve) => running.once('exit', () => resolve()));
      running.kill('SIGKILL');
      await ended;
    },
  };
}

let prepared: Promise<void> | null = null;
const prepareGadget = (): Promise<void> => (prepared ??= makeGadget());

async function makeGadget(): Promise<void> {
  await shell('modprobe', '-a', 'dummy_hcd', 'libcomposite', 'usb_f_fs');
  await shell('mount', '-t', 'configfs', 'configfs', '/sys/kernel/config');
  const facts: Record<string, string> = {
    idVendor: '0x1d6b',
    idProduct: '0x0100',
    bcdUSB: '0x0200',
    'strings/0x409/serialnumber': 'UMTP-0007',
    'strings/0x409/manufacturer': 'Viveris',
    'strings/0x409/product': 'Body camera',
    'configs/c.1/strings/0x409/configuration': 'mtp',
  };
  for (const name of ['strings/0x409', 'configs/c.1/strings/0x409', 'functions/ffs.camera']) {
    await mkdir(path.join(gadget, name), { recursive: true });
  }
  for (const [name, value] of Object.entries(facts)) await writeFile(path.join(gadget, name), value);
  await symlink(path.join(gadget, 'functions/ffs.camera'), path.join(gadget, 'configs/c.1/ffs.camera'));
  await mkdir(endpoints, { recursive: true });
  await shell('mount', '-t', 'functionfs', 'camera', endpoints);
  // Its settings have a fixed place, in a folder that this machine does not change.
  await shell('mount', '-t', 'tmpfs', 'settings', settingsFolder);
}

async function writeSettings(folder: string): Promise<void> {
  const lines = [
    'loop_on_disconnect 0',
    `storage "${folder}" "Card" "rw"`,
    'manufacturer "Viveris"',
    'product "Body camera"',
    'serial "UMTP-0007"',
    'firmware_version "1"',
    'interface "MTP"',
    'usb_vendor_id 0x1D6B',
    'usb_product_id 0x0100',
    'usb_class 0x6',
    'usb_subclass 0x1',
    'usb_protocol 0x1',
    'usb_dev_version 0x3008',
    'usb_functionfs_mode 0x1',
    `usb_dev_path "${endpoints}/ep0"`,
    `usb_epin_path "${endpoints}/ep1"`,
    `usb_epout_path "${endpoints}/ep2"`,
    `usb_epint_path "${endpoints}/ep3"`,
    'usb_max_packet_size 0x200',
  ];
  await writeFile(path.join(settingsFolder, 'umtprd.conf'), `${lines.join('\n')}\n`);
}
