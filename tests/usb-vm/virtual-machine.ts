// Runs one program of ours in the guest machine: QEMU without any help of the processor, so that it runs everywhere.
import { spawn, type ChildProcess, type ChildProcessByStdio } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import type { GuestImage } from './guest-image.ts';
import { guestLine, type GuestLine } from './guest-lines.ts';
import { project } from './project.ts';

export interface MachineOrder {
  readonly image: GuestImage;
  /** Of the bundle, relative to the checkout. */
  readonly program: string;
  /** After this long the machine is ended, whatever it does. */
  readonly limitSeconds: number;
  /** Given to the program as its environment. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Fills the folder that the guest may write, before it starts. */
  readonly prepare?: (shared: string) => Promise<void>;
  readonly onLine: (line: GuestLine) => void;
}

export interface VirtualMachine {
  /** Settles when the machine is off; answers the end of its console. */
  readonly ended: Promise<string>;
  consoleTail(): Promise<string>;
  stop(): Promise<void>;
}

/** Enough for where each thread of the program stands (guest/start.sh). */
const tailLines = 150;

export async function startMachine(order: MachineOrder): Promise<VirtualMachine> {
  // Addresses of sockets are at most 107 bytes long, too few for a checkout that lies deep.
  const folder = await mkdtemp(path.join(tmpdir(), 'kerbdesk-guest-'));
  const shared = path.join(folder, 'shared');
  const consoleFile = path.join(folder, 'console.log');
  await writeSettings(shared, order);
  await order.prepare?.(shared);
  const server = await listenForLines(path.join(folder, 'lines'), order.onLine);
  // It goes with whoever started it, also where that one was killed.
  const keeper = ['--pdeathsig', 'TERM', 'timeout', '--kill-after=5', String(order.limitSeconds)];
  const child = spawn('setpriv', [...keeper, ...command(order.image, folder)], { stdio: ['ignore', 'ignore', 'pipe'] });
  const reader = startReader(path.join(folder, 'reader'), path.join(folder, 'orders'));
  let complaints = '';
  for (const { stderr } of [child, reader]) {
    stderr.setEncoding('utf8').on('data', (text: string) => {
      complaints = (complaints + text).slice(-4000);
    });
  }
  const consoleTail = async (): Promise<string> => {
    const lines = (await readFile(consoleFile, 'utf8').catch(() => '')).split('\n').slice(-tailLines);
    return [...lines, complaints].join('\n').trim();
  };
  const ended = whenGone(child).then(async () => {
    const tail = await consoleTail();
    reader.kill();
    server.close();
    await rm(folder, { recursive: true, force: true });
    return tail;
  });
  return {
    ended,
    consoleTail,
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/** It waits for the machine's sockets, and ends with them. */
function startReader(usb: string, orders: string): ChildProcessByStdio<null, null, Readable> {
  const entry = path.join(project, 'native-mocks/processes/redirected-reader.ts');
  return spawn(process.execPath, [entry, `--usb=${usb}`, `--orders=${orders}`], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
}

const whenGone = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    child.once('close', () => resolve());
    child.once('error', () => resolve());
  });

async function writeSettings(shared: string, order: MachineOrder): Promise<void> {
  await mkdir(shared);
  const settings = { ...order.settings, KERBDESK_PROGRAM: order.program, KERBDESK_SHARED_ON_HOST: shared };
  const lines = Object.entries(settings).map(([name, value]) => `export ${name}='${value.replaceAll("'", "'\\''")}'\n`);
  await writeFile(path.join(shared, 'settings'), lines.join(''));
}

async function listenForLines(address: string, onLine: (line: GuestLine) => void): Promise<Server> {
  const server = createServer((connection) => {
    createInterface({ input: connection }).on('line', (text) => onLine(guestLine.parse(JSON.parse(text))));
    connection.on('error', () => connection.destroy());
  });
  await new Promise<void>((resolve) => server.listen(address, resolve));
  return server;
}

function command(image: GuestImage, folder: string): string[] {
  const share = (tag: string, place: string, readOnly: boolean): string[] => [
    '-virtfs',
    `local,path=${place},mount_tag=${tag},security_model=none,multidevs=remap${readOnly ? ',readonly=on' : ''}`,
  ];
  const socket = (name: string): string => path.join(folder, name);
  const options: string[][] = [
    ['-nodefaults', '-no-user-config', '-no-reboot', '-display', 'none'],
    ['-machine', 'q35', '-accel', 'tcg,thread=multi,tb-size=512', '-cpu', 'max', '-smp', '2', '-m', '2560'],
    ['-kernel', image.kernel, '-initrd', image.initialFiles],
    ['-append', `console=ttyS0 quiet loglevel=4 panic=-1 oops=panic mitigations=off nokaslr ${quickStart}`],
    ['-chardev', `file,id=console,path=${path.join(folder, 'console.log')}`, '-serial', 'chardev:console'],
    ['-device', 'virtio-serial-pci'],
    ['-chardev', `socket,id=lines,path=${socket('lines')}`],
    ['-device', 'virtserialport,chardev=lines,name=kerbdesk.lines'],
    // The machine's own control, connected back into the machine: a test in the guest plugs and pulls by itself.
    ['-chardev', `socket,id=control,path=${socket('control')},server=on,wait=off`],
    ['-mon', 'chardev=control,mode=control'],
    ['-chardev', `socket,id=hands,path=${socket('control')}`],
    ['-device', 'virtserialport,chardev=hands,name=kerbdesk.control'],
    // The fingerprint reader of a process on this side, and what that is told from within the machine.
    ['-chardev', `socket,id=reader,path=${socket('reader')},server=on,wait=off`],
    ['-chardev', `socket,id=orders,path=${socket('orders')},server=on,wait=off`],
    ['-device', 'virtserialport,chardev=orders,name=kerbdesk.reader'],
    share('debian', image.root, true),
    share('checkout', project, true),
    share('shared', path.join(folder, 'shared'), false),
    ['-device', 'qemu-xhci,id=usb,p2=8,p3=8'],
  ];
  return ['qemu-system-x86_64', ...options.flat()];
}

/** Nothing that this machine is for needs the checks and searches that these leave out. */
const quickStart = 'audit=0 apparmor=0 nowatchdog no_timer_check tsc=reliable raid=noautodetect cryptomgr.notests';
