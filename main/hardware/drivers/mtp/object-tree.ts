// Lists the recordings of an MTP camera: storage by storage, folder by folder, bounded in every direction.
import { UsbError } from '../../../ports/usb.ts';
import type { SourceFile } from '../../camera-source.ts';
import { tidy } from '../layout/tidy.ts';
import type { CameraLayout } from '../layout/layout.ts';
import { isIgnoredFolder, isOfInterest, isVideoName } from '../layout/listing.ts';
import { association, objectProperty, operation } from './codes.ts';
import {
  readHandles,
  readObjectInfo,
  readSize,
  readStorageInfo,
  type ObjectInfo,
  type StorageInfo,
} from './datasets.ts';
import { HandlesOutdated, MtpMalformed, MtpRefused } from './mtp-errors.ts';
import type { MtpSession } from './mtp-session.ts';
import { spellName, UniquePaths } from './object-names.ts';

export interface FoundObject extends Pick<SourceFile, 'path' | 'name' | 'bytes' | 'modifiedAt'> {
  readonly handle: number;
  /** Its name as the camera says it. */
  readonly saidName: string;
}

export interface ObjectTree {
  readonly objects: readonly FoundObject[];
  readonly storages: number;
  readonly unreadable: number;
  readonly cutOff: boolean;
  /** The session in which the handles count. */
  readonly generation: number;
}

interface Folder {
  readonly storage: number;
  readonly handle: number;
  readonly name: string;
  readonly path: string;
  readonly depth: number;
}

/** Stands for the top of a storage. */
const root = 0xffff_ffff;
/** In the 32 bits of a size: as large, or larger. */
const sizeInProperty = 0xffff_ffff;
/** A camera that breaks off this often while it is listed is not listed. */
const mostFailures = 3;

/** @throws the signal's reason, or what stopped the talk for good. */
export async function walkObjects(
  session: MtpSession,
  layout: CameraLayout,
  limitMilliseconds: number,
  signal: AbortSignal,
): Promise<ObjectTree> {
  const walk = new Walk(session, layout, performance.now() + limitMilliseconds, signal);
  return walk.run();
}

class Walk {
  readonly #session: MtpSession;
  readonly #layout: CameraLayout;
  readonly #end: number;
  readonly #signal: AbortSignal;
  readonly #objects: FoundObject[] = [];
  readonly #paths = new UniquePaths();
  /** Handles seen: trees that lead back into themselves end here. */
  readonly #seen = new Set<number>();
  #generation = 0;
  #recordings = 0;
  #unreadable = 0;
  #failures = 0;
  #cutOff = false;

  constructor(session: MtpSession, layout: CameraLayout, end: number, signal: AbortSignal) {
    this.#session = session;
    this.#layout = layout;
    this.#end = end;
    this.#signal = signal;
  }

  async run(): Promise<ObjectTree> {
    await this.#session.start();
    this.#generation = this.#session.generation;
    const storages = await this.#storages();
    const folders: Folder[] = storages.map(({ id, name }) => ({
      storage: id,
      handle: root,
      name: '',
      path: name,
      depth: 0,
    }));
    for (let folder = folders.shift(); folder && !this.#isFull(); folder = folders.shift()) {
      for (const handle of (await this.#survive(this.#children(folder))) ?? []) {
        if (this.#isFull()) break;
        const found = await this.#look(folder, handle);
        if (found) folders.push(found);
      }
    }
    return {
      objects: this.#objects,
      storages: storages.length,
      unreadable: this.#unreadable,
      cutOff: this.#cutOff,
      generation: this.#generation,
    };
  }

  async #storages(): Promise<{ id: number; name: string }[]> {
    const ids = new Set(readHandles(await this.#session.dataset(operation.getStorageIds, [], this.#generation)));
    const names = new UniquePaths();
    const storages: { id: number; name: string }[] = [];
    // The lower half is nought where a slot is empty. No camera has more slots than this.
    for (const id of [...ids].filter((one) => (one & 0xffff) !== 0).slice(0, 16)) {
      const info = await this.#survive(this.#describeStorage(id));
      const said = [info?.description, info?.volume].map((one) => tidy(one ?? '')).find((one) => one !== '');
      storages.push({ id, name: names.give(spellName(said ?? 'Storage')) });
    }
    return storages;
  }

  async #describeStorage(id: number): Promise<StorageInfo> {
    return readStorageInfo(await this.#session.dataset(operation.getStorageInfo, [id], this.#generation));
  }

  async #children(folder: Folder): Promise<number[]> {
    return readHandles(
      await this.#session.dataset(operation.getObjectHandles, [folder.storage, 0, folder.handle], this.#generation),
    );
  }

  /** @returns the folder that the object is, if it is one to be looked into. */
  async #look(folder: Folder, handle: number): Promise<Folder | null> {
    if (this.#seen.has(handle)) return null;
    this.#seen.add(handle);
    const info = await this.#survive(describeObject(this.#session, handle, this.#generation));
    if (!info) return null;
    const name = spellName(info.name);
    const path = `${folder.path}/${name}`;
    if (info.format === association) {
      if (isIgnoredFolder(info.name, this.#layout)) return null;
      const depth = folder.depth + 1;
      if (depth <= this.#layout.maximumDepth) return { storage: folder.storage, handle, name, path, depth };
      this.#cutOff = true;
    } else if (info.name === '') {
      // The camera could not spell its name, which may have been a recording's.
      this.#unreadable++;
    } else if (isOfInterest(name, folder.name, this.#layout)) {
      const { bytes, modifiedAt } = info;
      if (bytes !== null && isVideoName(name, this.#layout)) this.#recordings++;
      if (bytes === null) this.#unreadable++;
      else this.#objects.push({ handle, path: this.#paths.give(path), name, bytes, modifiedAt, saidName: info.name });
    }
    return null;
  }

  #isFull(): boolean {
    this.#signal.throwIfAborted();
    const { maximumEntries, maximumRecordings } = this.#layout;
    const full =
      this.#seen.size >= maximumEntries || this.#recordings >= maximumRecordings || performance.now() > this.#end;
    if (full) this.#cutOff = true;
    return full;
  }

  /** One object that cannot be described does not hide the others. */
  async #survive<T>(work: Promise<T>): Promise<T | null> {
    try {
      return await work;
    } catch (error) {
      if ((error instanceof UsbError && error.fault === 'disconnected') || error instanceof HandlesOutdated)
        throw error;
      const intact = error instanceof MtpRefused || error instanceof MtpMalformed;
      if (!intact && ++this.#failures > mostFailures) throw error;
      this.#unreadable++;
      return null;
    }
  }
}

/**
 * What the camera says of an object, with its size in 64 bits; null for a size it does not tell. The 64 bits are asked for
 * whatever the 32 say: umtp-responder keeps the lower half there, and a recording of 4 GiB and a bit would lose the 4 GiB. So a camera
 * that has told 64 bits before is not believed the 32 where it fails to.
 */
export async function describeObject(
  session: MtpSession,
  handle: number,
  generation: number,
  listedBytes: number | null = null,
): Promise<ObjectInfo & { readonly bytes: number | null }> {
  const info = readObjectInfo(await session.dataset(operation.getObjectInfo, [handle], generation));
  // Where the 32 bits agree with what was listed before, the others do.
  if (info.format === association || info.size === listedBytes) return { ...info, bytes: info.size };
  const size = await readLargeSize(session, handle, generation);
  if (size === null && session.tellsLargeSizes) return { ...info, bytes: null };
  if (info.size === sizeInProperty) return { ...info, bytes: size !== null && size >= sizeInProperty ? size : null };
  // What does not even share the lower half is the size of something else.
  return { ...info, bytes: size !== null && size % 2 ** 32 === info.size ? size : info.size };
}

async function readLargeSize(session: MtpSession, handle: number, generation: number): Promise<number | null> {
  const code = operation.getObjectPropValue;
  if (!session.supports(code)) return null;
  try {
    const size = readSize(await session.dataset(code, [handle, objectProperty.objectSize], generation));
    session.toldLargeSize();
    return size;
  } catch (error) {
    if (error instanceof MtpRefused || error instanceof MtpMalformed) return null;
    // A camera that stumbles over the question from the first is not asked again.
    if (!(error instanceof HandlesOutdated) && !session.tellsLargeSizes) session.doWithout(code);
    throw error;
  }
}
