// A plug-in as a driver like any other: its answers are parsed, and one that does not answer is a camera that went away.
import { cameraId } from '#contract/ids.ts';
import { z } from 'zod';
import type { CameraPlace } from '../camera-places.ts';
import type { CameraDriver, CameraSource, Listing, SourceFile, SourceReader } from '../camera-source.ts';
import {
  plugInCameraShape,
  plugInFacts,
  plugInListing,
  type PlugIn,
  type PlugInCamera,
  type PlugInContext,
  type PlugInPlace,
} from './plug-in-contract.ts';

/** Vendors' kits are slow; none of them is so slow that a person would go on waiting. */
const longestAnswer = 30_000;

export function createPlugInDriver(plugIn: PlugIn, context: PlugInContext): CameraDriver {
  return {
    id: `plug-in:${plugIn.id}`,
    async matches(place) {
      const seen = placeFor(place);
      if (seen === null) return false;
      try {
        return (await answer(() => plugIn.recognises(seen, context))) === true;
      } catch {
        return false;
      }
    },
    async open(place) {
      const seen = placeFor(place);
      if (seen === null) throw new Error('not a place that plug-ins are shown');
      const offered = plugInCameraShape.parse(await answer(() => plugIn.open(seen, context)));
      return new PlugInSource(plugIn, seen, boundCamera(offered));
    },
  };
}

function placeFor(place: CameraPlace): PlugInPlace | null {
  if (place.kind === 'volume') {
    const { root, label, identity } = place.volume;
    return Object.freeze({ kind: 'volume', root, label, identity });
  }
  return place.kind === 'folder'
    ? Object.freeze({ kind: 'folder', root: place.root, label: null, identity: null })
    : null;
}

function boundCamera(offered: z.infer<typeof plugInCameraShape>): PlugInCamera {
  const { name, serial } = offered;
  const bound = (method: 'list' | 'stat' | 'read' | 'present' | 'close') => offered[method].bind(offered);
  return {
    name,
    serial,
    list: bound('list'),
    stat: bound('stat'),
    read: bound('read'),
    present: bound('present'),
    close: bound('close'),
  };
}

class PlugInSource implements CameraSource {
  readonly identity: CameraSource['identity'];
  /** What a vendor locks is only ever read. */
  readonly eraser = null;
  /** A plug-in says itself which files are one recording. */
  readonly splits = { bytes: [], seconds: [] };
  readonly #camera: PlugInCamera;

  constructor(plugIn: PlugIn, place: PlugInPlace, camera: PlugInCamera) {
    this.#camera = camera;
    const key = camera.serial ?? place.identity ?? place.root;
    this.identity = {
      id: cameraId.parse(`plug-in:${plugIn.id}:${key}`.slice(0, 200)),
      name: camera.name,
      serial: camera.serial,
      make: plugIn.make,
      kind: 'plug-in',
      clock: null,
    };
  }

  async list(): Promise<Listing> {
    const listed = plugInListing.parse(await answer(() => this.#camera.list()));
    const paths = new Set(listed.map((file) => file.path));
    if (paths.size < listed.length) throw new Error('the plug-in lists a file twice');
    const files = listed.map((file): SourceFile => ({
      path: file.path,
      name: file.path.slice(file.path.lastIndexOf('/') + 1),
      bytes: file.bytes,
      modifiedAt: file.modifiedAt,
      startByFile: file.startedAt ?? file.modifiedAt,
      startByFileSource: file.startedAt !== null ? 'file-name' : file.modifiedAt === null ? null : 'file-time',
      part: file.part,
      // What belongs to nothing that is listed is a file of its own.
      sideOf: file.sideOf !== null && paths.has(file.sideOf) && file.sideOf !== file.path ? file.sideOf : null,
    }));
    return { files, problem: null };
  }

  open(file: SourceFile): Promise<SourceReader> {
    const camera = this.#camera;
    return Promise.resolve({
      async read(into, position) {
        const bytes = z
          .instanceof(Uint8Array)
          .parse(await answer(() => camera.read(file.path, position, into.byteLength)));
        if (bytes.byteLength > into.byteLength) throw new Error('the plug-in gave more than it was asked for');
        into.set(bytes);
        return bytes.byteLength;
      },
      facts: async () => plugInFacts.parse(await answer(() => camera.stat(file.path))),
      close: () => Promise.resolve(),
    });
  }

  async present(): Promise<boolean> {
    try {
      return (await answer(() => this.#camera.present())) === true;
    } catch {
      return false;
    }
  }

  async close(): Promise<void> {
    await answer(() => this.#camera.close()).catch(() => undefined);
  }
}

/** Rejects, as a pulled camera does, where the plug-in says nothing for too long. */
function answer(ask: () => unknown): Promise<unknown> {
  const { promise, resolve, reject } = Promise.withResolvers<unknown>();
  const timer = setTimeout(
    () => reject(Object.assign(new Error('the plug-in does not answer'), { code: 'ENODEV' })),
    longestAnswer,
  );
  Promise.resolve().then(ask).then(resolve, reject);
  return promise.finally(() => clearTimeout(timer));
}
