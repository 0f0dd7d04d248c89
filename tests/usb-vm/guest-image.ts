// Prepares the machine that tests of real USB devices run in: Debian's kernel and packages, taken from its own archive.
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  access,
  chmod,
  copyFile,
  mkdir,
  mkdtemp,
  open,
  readFile,
  readdir,
  rename,
  rm,
  writeFile,
} from 'node:fs/promises';
import { symlinkSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { project } from './project.ts';

const run = promisify(execFile);

export interface GuestImage {
  readonly kernel: string;
  readonly initialFiles: string;
  /** The guest's root folder, which it mounts and does not change. */
  readonly root: string;
}

/** What the guest runs besides our own Node; the libraries they need come with them. */
const programs = ['busybox-static', 'udev', 'umtp-responder', 'dosfstools', 'exfatprogs', 'libstdc++6'];

/** Parts of the kernel's package that a machine with disks, USB and shared folders can have a use for. */
const kernelFolders = ['arch', 'block', 'crypto', 'drivers/block', 'drivers/char', 'drivers/scsi', 'drivers/usb'];
const moreKernelFolders = ['drivers/virtio', 'fs', 'lib', 'net/9p'];

/** Loaded before the root folder can be mounted; everything else is loaded from there. */
const earlyModules = ['virtio_pci', '9pnet_virtio', '9p'];

const cache = path.join(project, '.cache', 'usb-vm');
const firstProgram = path.join(import.meta.dirname, 'guest', 'init.sh');
const mountPoints = ['dev', 'proc', 'sys', 'tmp', 'run', 'mnt', 'root', 'checkout', 'shared', 'etc'];

/** Makes the image, or answers the one of an earlier run: about half a minute, once. */
export async function prepareGuestImage(): Promise<GuestImage> {
  const mark = createHash('sha256')
    .update(await readFile(import.meta.filename))
    .update(await readFile(firstProgram))
    .digest('hex')
    .slice(0, 16);
  const folder = path.join(cache, `image-${mark}`);
  const image: GuestImage = {
    kernel: path.join(folder, 'kernel'),
    initialFiles: path.join(folder, 'initial-files'),
    root: path.join(folder, 'root'),
  };
  if (await exists(folder)) return image;
  await mkdir(cache, { recursive: true });
  for (const old of await readdir(cache)) {
    if (/^(?:image|making)-/.test(old)) await rm(path.join(cache, old), { recursive: true, force: true });
  }
  const making = await mkdtemp(path.join(cache, 'making-'));
  await makeImage(making);
  await rename(making, folder);
  return image;
}

async function makeImage(folder: string): Promise<void> {
  const packages = path.join(folder, 'packages');
  const root = path.join(folder, 'root');
  await mkdir(packages);
  const kernelPackage = await newestKernel();
  await run('apt-get', ['-qq', 'download', kernelPackage, ...(await withLibraries(programs))], { cwd: packages });
  await makeRoot(root);
  for (const file of await readdir(packages)) {
    await unpack(path.join(packages, file), root, file.startsWith('linux-image-') ? kernelFiles() : []);
  }
  await writeSystemFiles(root);
  const release = kernelPackage.replace('linux-image-', '');
  await unpackModules(root);
  await run(path.join(root, 'bin/busybox'), ['depmod', '-b', root, release]);
  await unpackKernel(path.join(root, 'boot', `vmlinuz-${release}`), path.join(folder, 'kernel'));
  await makeInitialFiles(folder, root, release);
  await rm(packages, { recursive: true });
}

async function newestKernel(): Promise<string> {
  const ask = async (): Promise<string | undefined> => {
    const { stdout } = await run('apt-cache', ['depends', 'linux-image-amd64']).catch(() => ({ stdout: '' }));
    return /Depends: (?<name>linux-image-\S+)/.exec(stdout)?.groups?.['name'];
  };
  const known = await ask();
  if (known !== undefined) return known;
  // Small systems come without Debian's lists of packages.
  await run('apt-get', ['-qq', 'update']);
  const name = await ask();
  if (name === undefined) throw new Error('Debian names no kernel (apt-cache depends linux-image-amd64)');
  return name;
}

/** The programs' libraries differ in name from one Debian to the next, so Debian is asked for them. */
async function withLibraries(names: readonly string[]): Promise<string[]> {
  const only = ['recommends', 'suggests', 'conflicts', 'breaks', 'replaces', 'enhances'].map((kind) => `--no-${kind}`);
  const { stdout } = await run('apt-cache', ['depends', '--recurse', ...only, ...names]);
  const libraries = stdout.split('\n').filter((line) => /^(?:lib|zlib)\S+$/.test(line));
  return [...new Set([...names, ...libraries])];
}

/** Debian keeps programs and libraries below /usr, and links to them where they used to be. */
async function makeRoot(root: string): Promise<void> {
  for (const name of ['bin', 'sbin', 'lib', 'lib64']) {
    await mkdir(path.join(root, 'usr', name), { recursive: true });
    symlinkSync(`usr/${name}`, path.join(root, name));
  }
  for (const name of mountPoints) await mkdir(path.join(root, name), { recursive: true });
}

const kernelFiles = (): string[] => [
  './boot/vmlinuz-*',
  './lib/modules/*/modules.*',
  ...[...kernelFolders, ...moreKernelFolders].map((name) => `./lib/modules/*/kernel/${name}/*`),
];

async function unpack(file: string, root: string, only: readonly string[]): Promise<void> {
  const tar = ['tar', '-x', '--keep-directory-symlink', '--no-same-owner', '--wildcards', '-C', root, ...only];
  const script = 'set -o pipefail; file=$1; shift; dpkg-deb --fsys-tarfile "$file" | "$@"';
  await run('bash', ['-c', script, 'unpack', file, ...tar]);
}

async function writeSystemFiles(root: string): Promise<void> {
  const { stdout } = await run(path.join(root, 'bin/busybox'), ['--list']);
  for (const applet of stdout.split('\n').filter((name) => name !== '')) {
    const place = path.join(root, 'bin', applet);
    // What Debian brings itself (udevadm, mkfs.vfat) is better than the applet of that name.
    if (!(await exists(place)) && !(await exists(path.join(root, 'sbin', applet)))) symlinkSync('busybox', place);
  }
  await writeFile(path.join(root, 'etc/passwd'), 'root:x:0:0:root:/root:/bin/sh\n');
  // Groups that udev's rules name; it complains of each that is not there.
  const groups = ['root', 'tty', 'disk', 'lp', 'dialout', 'cdrom', 'floppy', 'tape', 'audio', 'video', 'plugdev'];
  const more = ['kmem', 'input', 'sgx', 'kvm', 'render'];
  const lines = [...groups, ...more].map((name, id) => `${name}:x:${id}:\n`);
  await writeFile(path.join(root, 'etc/group'), lines.join(''));
}

/** Newer Debians compress the modules, which busybox does not undo. */
async function unpackModules(root: string): Promise<void> {
  await run('find', [path.join(root, 'lib/modules/'), '-name', '*.ko.xz', '-exec', 'xz', '-d', '{}', '+']);
}

/** Without a processor of its own, the guest would take longer to unpack its kernel than to do all the rest of its start. */
async function unpackKernel(compressed: string, kernel: string): Promise<void> {
  const bytes = await readFile(compressed);
  const start = bytes.indexOf(Buffer.from([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]));
  if (start >= 0) {
    // xz ends with an error, for what follows the stream is not of its kind; its output tells whether it went well.
    const script = 'tail -c +$(($2 + 1)) "$1" | xz -dc --single-stream >"$3" 2>/dev/null; true';
    await run('bash', ['-c', script, 'unpack', compressed, String(start), kernel]);
    const file = await open(kernel);
    const { buffer } = await file.read(Buffer.alloc(4), 0, 4, 0);
    await file.close();
    if (buffer.equals(Buffer.from('\u007FELF', 'latin1'))) return;
  }
  await copyFile(compressed, kernel);
}

/** A file system of busybox, the modules that reach the real root, and the script that goes there. */
async function makeInitialFiles(folder: string, root: string, release: string): Promise<void> {
  const files = path.join(folder, 'first');
  for (const name of ['bin', 'dev', 'proc', 'sys', 'system', 'modules']) {
    await mkdir(path.join(files, name), { recursive: true });
  }
  await copyFile(path.join(root, 'bin/busybox'), path.join(files, 'bin/busybox'));
  await copyFile(firstProgram, path.join(files, 'init'));
  await chmod(path.join(files, 'init'), 0o755);
  const modules = await inLoadingOrder(path.join(root, 'lib/modules', release), earlyModules);
  for (const [index, module] of modules.entries()) {
    const name = `${String(index).padStart(2, '0')}-${path.basename(module)}`;
    await copyFile(path.join(root, 'lib/modules', release, module), path.join(files, 'modules', name));
  }
  const script = 'cd "$1" && find . | "$2" cpio -o -H newc >"$3" 2>/dev/null';
  await run('bash', ['-c', script, 'pack', files, path.join(root, 'bin/busybox'), path.join(folder, 'initial-files')]);
  await rm(files, { recursive: true });
}

/** Modules and what they depend on, each after what it needs; a name that has no file is part of the kernel itself. */
async function inLoadingOrder(folder: string, names: readonly string[]): Promise<string[]> {
  const needs = new Map<string, string[]>();
  for (const line of (await readFile(path.join(folder, 'modules.dep'), 'utf8')).split('\n')) {
    const [module, rest = ''] = line.split(':');
    if (module !== undefined && module !== '')
      needs.set(
        module,
        rest.split(' ').filter((one) => one !== ''),
      );
  }
  const ordered = new Set<string>();
  const visit = (module: string): void => {
    for (const needed of needs.get(module) ?? []) if (!ordered.has(needed)) visit(needed);
    ordered.add(module);
  };
  for (const name of names) {
    const module = [...needs.keys()].find((one) => path.basename(one, '.ko').replaceAll('-', '_') === name);
    if (module !== undefined) visit(module);
  }
  return [...ordered];
}

async function exists(place: string): Promise<boolean> {
  try {
    await access(place);
    return true;
  } catch {
    return false;
  }
}
