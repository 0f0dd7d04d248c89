// Cameras that appear as a disk: a mounted folder tree, read and never written.
import path from 'node:path';
import { cameraId, type Instant } from '#contract/ids.ts';
import { systemClock, type Clock } from '../../../ports/clock.ts';
import type { Volume } from '../../../ports/volumes.ts';
import type {
  CameraDriver,
  CameraIdentity,
  CameraSource,
  Listing,
  SourceEraser,
  SourceFile,
  SourceReader,
} from '../../camera-source.ts';
import { readFileName, readFolderName } from '../layout/file-names.ts';
import { tidy } from '../layout/tidy.ts';
import { IdentityClocks, type WrittenClock } from './identity-clock.ts';
import { identityFileLimit, readIdentityFile, type IdentityFacts } from './identity-file.ts';
import { cameraLayout, type CameraLayout, type SplitRule } from '../layout/layout.ts';
import { describeFiles, describeGaps, isVideoName } from '../layout/listing.ts';
import { eraseFromVolume } from './volume-eraser.ts';
import { holdsVideo, listFolder, openUntouched, spell, walkVolume, type FoundFile } from './walk.ts';

export const volumeDriver = createVolumeDriver(cameraLayout);

export function createVolumeDriver(layout: CameraLayout, clock: Clock = systemClock): CameraDriver {
  const clocks = new IdentityClocks(clock, layout.clockFields);
  return {
    id: 'volume',
    async matches(place) {
      if (place.kind !== 'volume') return false;
      const { volume } = place;
      try {
        if ((await findIdentity(volume.root, layout)) !== null) return true;
        for (const entry of await listFolder(volume.root)) {
          const name = spell(entry.name);
          if (!entry.isDirectory() || !layout.folders.includes(name.toUpperCase())) continue;
          if (await holdsVideo(path.join(volume.root, name), layout)) return true;
        }
      } catch {
        // A volume that cannot be looked into is no camera yet; the next poll looks again.
      }
      return false;
    },
    async open(place) {
      if (place.kind !== 'volume') throw new Error('not a volume');
      const { volume } = place;
      return new VolumeCamera(volume.root, layout, await describe(volume, layout, clocks));
    },
  };
}

/**
 * The identity file's serial number first; then the volume's own identity; then the serial in file names, which can
 * come and go with the files; last its label and place.
 */
async function describe(volume: Volume, layout: CameraLayout, clocks: IdentityClocks): Promise<CameraIdentity> {
  const facts = await findIdentity(volume.root, layout);
  const label = volume.label === null ? '' : tidy(volume.label);
  const serial = facts?.serial ?? (await findSerialInNames(volume.root, layout));
  const key =
    facts?.serial != null
      ? `serial:${facts.make ?? ''}:${facts.serial}`
      : volume.identity !== null
        ? `volume:${volume.identity}`
        : serial !== null
          ? `serial:${serial}`
          : `place:${label}:${path.basename(volume.root)}`;
  return {
    id: cameraId.parse(key.slice(0, 200)),
    name: facts?.name ?? (label !== '' ? label : serial !== null ? `Camera ${serial}` : 'Camera'),
    serial,
    make: facts?.make ?? null,
    kind: 'volume',
    clock: facts && clocks.measure(key, facts),
  };
}

/** What the camera says of itself in a file, and when it wrote that. */
export async function findIdentity(root: string, layout: CameraLayout): Promise<(IdentityFacts & WrittenClock) | null> {
  for (const entry of await listFolder(root)) {
    const name = spell(entry.name);
    if (!entry.isFile() || !layout.identityFiles.includes(name.toUpperCase())) continue;
    try {
      const handle = await openUntouched(path.join(root, name));
      try {
        const { size, mtimeMs } = await handle.stat();
        if (size > identityFileLimit) continue;
        const { buffer, bytesRead } = await handle.read(Buffer.alloc(identityFileLimit), 0, identityFileLimit, 0);
        const facts = readIdentityFile(buffer.subarray(0, bytesRead).toString('utf8'));
        if (facts !== null) return { ...facts, modifiedMilliseconds: mtimeMs };
      } finally {
        await handle.close();
      }
    } catch {
      // An identity file that cannot be read identifies nothing; the camera is known by other facts.
    }
  }
  return null;
}

/** Only where every name that carries a serial number carries the same one. */
async function findSerialInNames(root: string, layout: CameraLayout): Promise<string | null> {
  const few = { ...layout, maximumRecordings: 200 };
  const { files } = await walkVolume(root, few, AbortSignal.timeout(10_000), 'stop');
  const recordings = files.filter(({ name }) => isVideoName(name, layout));
  const serials = new Set(recordings.map((file) => serialOf(file, layout)).filter((one) => one !== null));
  const [only] = serials;
  return serials.size === 1 ? (only ?? null) : null;
}

function serialOf(file: FoundFile, layout: CameraLayout): string | null {
  const folder = readFolderName(path.posix.basename(path.posix.dirname(file.path)), layout.recordingFolders);
  return folder?.serial ?? readFileName(file.name, layout.names)?.serial ?? null;
}

const instantOf = (milliseconds: number): Instant | null => {
  const date = new Date(milliseconds);
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
};

export class VolumeCamera implements CameraSource {
  readonly identity: CameraIdentity;
  /** A mounted camera is otherwise never written to, and a folder that the officer chose not even by this. */
  readonly eraser: SourceEraser | null;
  readonly splits: SplitRule;
  readonly #root: string;
  readonly #layout: CameraLayout;
  #rawPaths = new Map<string, Buffer>();

  constructor(root: string, layout: CameraLayout, identity: CameraIdentity) {
    this.#root = root;
    this.#layout = layout;
    this.splits = layout.splits;
    this.identity = identity;
    this.eraser = identity.kind === 'folder' ? null : { erase: (file) => this.#erase(file) };
  }

  async list(signal: AbortSignal): Promise<Listing> {
    const walk = await walkVolume(this.#root, this.#layout, signal);
    this.#rawPaths = new Map(walk.files.map((file) => [file.path, file.raw]));
    const held = walk.files.map((file) => ({ ...file, modifiedAt: instantOf(file.modifiedMilliseconds) }));
    return { files: describeFiles(held, this.#layout), problem: describeGaps(walk.unreadable, walk.cutOff) };
  }

  async open(file: SourceFile): Promise<SourceReader> {
    const raw = this.#rawPaths.get(file.path);
    if (raw === undefined) throw Object.assign(new Error(`${file.path} was not listed`), { code: 'ENOENT' });
    const handle = await openUntouched(raw);
    return {
      async read(into, position) {
        return (await handle.read(into, 0, into.byteLength, position)).bytesRead;
      },
      async facts() {
        const { size, mtimeMs } = await handle.stat();
        return { bytes: size, modifiedAt: instantOf(Math.floor(mtimeMs)) };
      },
      close: () => handle.close(),
    };
  }

  async #erase(file: SourceFile): Promise<void> {
    const raw = this.#rawPaths.get(file.path);
    if (raw === undefined) throw Object.assign(new Error(`${file.path} was not listed`), { code: 'ENOENT' });
    await eraseFromVolume(raw, file);
  }

  /** A pulled disk often still answers, with an empty folder: that is no camera. */
  async present(): Promise<boolean> {
    try {
      return (await listFolder(this.#root)).length > 0;
    } catch {
      return false;
    }
  }
}
