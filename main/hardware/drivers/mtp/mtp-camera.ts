// A camera that speaks MTP: connected when it is asked for something, listed, read, and given back when it is pulled.
import { KerbdeskError } from '#contract/errors.ts';
import type { Clock } from '../../../ports/clock.ts';
import { UsbError, type UsbConnection, type UsbDevice } from '../../../ports/usb.ts';
import type {
  CameraIdentity,
  CameraSource,
  Listing,
  ReaderUse,
  SourceEraser,
  SourceFile,
  SourceReader,
} from '../../camera-source.ts';
import type { CameraLayout, SplitRule } from '../layout/layout.ts';
import { describeFiles, describeGaps } from '../layout/listing.ts';
import { operation } from './codes.ts';
import { EventListener } from './event-listener.ts';
import { identify } from './identify.ts';
import { HandlesOutdated } from './mtp-errors.ts';
import { MtpSession } from './mtp-session.ts';
import type { MtpTimes } from './mtp-times.ts';
import { eraseObject } from './object-eraser.ts';
import { openObject } from './object-reader.ts';
import { walkObjects, type FoundObject, type ObjectTree } from './object-tree.ts';
import type { MtpInterface } from './recognise.ts';

export interface MtpCameraParts {
  readonly device: UsbDevice;
  readonly mtpInterface: MtpInterface;
  readonly identity: CameraIdentity;
  readonly layout: CameraLayout;
  readonly times: MtpTimes;
  readonly clock: Clock;
}

interface Talk {
  readonly connection: UsbConnection;
  readonly session: MtpSession;
  readonly listener: EventListener | null;
}

export class MtpCamera implements CameraSource {
  /** One request: long enough that asking costs nothing, short enough that a pause takes hold soon. */
  readonly blockBytes = 4 * 1024 * 1024;
  readonly #parts: MtpCameraParts;
  readonly #watchers = new Set<() => void>();
  #identity: CameraIdentity;
  #talk: Talk | null = null;
  #connecting: Promise<MtpSession> | null = null;
  #objects = new Map<string, FoundObject>();
  #generation = 0;
  #gone = false;

  get splits(): SplitRule {
    return this.#parts.layout.splits;
  }

  constructor(parts: MtpCameraParts) {
    this.#parts = parts;
    this.#identity = parts.identity;
  }

  get identity(): CameraIdentity {
    return this.#identity;
  }

  get eraser(): SourceEraser | null {
    return this.#talk?.session.supports(operation.deleteObject) ? { erase: (file) => this.#erase(file) } : null;
  }

  /** @throws KerbdeskError in words for an officer; UsbError `disconnected` where the camera was pulled meanwhile. */
  connect(): Promise<MtpSession> {
    this.#connecting ??= this.#connect().catch((error: unknown) => {
      this.#connecting = null;
      throw error;
    });
    return this.#connecting;
  }

  async list(signal: AbortSignal): Promise<Listing> {
    const session = await this.connect();
    const tree = await this.#walk(session, signal);
    const files = describeFiles(tree.objects, this.#parts.layout);
    const gaps = describeGaps(tree.unreadable, tree.cutOff);
    return { files, problem: tree.storages === 0 ? describeEmpty(this.#identity.name) : gaps };
  }

  async open(file: SourceFile, use: ReaderUse): Promise<SourceReader> {
    const session = await this.connect();
    const object = await this.#find(session, file);
    return openObject(session, object, this.#generation, use);
  }

  async present(): Promise<boolean> {
    if (this.#gone) return false;
    return this.#talk ? this.#talk.session.answers() : true;
  }

  async close(): Promise<void> {
    this.#gone = true;
    await this.#connecting?.catch(() => undefined);
    const talk = this.#talk;
    this.#talk = null;
    talk?.listener?.stop();
    await talk?.session.close();
    await talk?.connection.close();
  }

  watch(changed: () => void): () => void {
    this.#watchers.add(changed);
    return () => this.#watchers.delete(changed);
  }

  async #connect(): Promise<MtpSession> {
    if (this.#gone) throw new UsbError('disconnected', 'the camera was given back');
    const { device, mtpInterface, times } = this.#parts;
    let connection: UsbConnection | null = null;
    try {
      connection = await device.open();
      await connection.claim(mtpInterface.number);
      const session = new MtpSession(connection, mtpInterface, times);
      const info = await session.start();
      this.#identity = await identify(this.#identity, info, session, this.#parts.clock);
      this.#talk = { connection, session, listener: this.#listen(connection, session) };
      return session;
    } catch (error) {
      await connection?.close();
      if (error instanceof UsbError && error.fault === 'disconnected') {
        this.#gone = true;
        throw error;
      }
      throw describeRefusal(this.#identity.name, error);
    }
  }

  #listen(connection: UsbConnection, session: MtpSession): EventListener | null {
    const { mtpInterface, times } = this.#parts;
    if (!mtpInterface.interruptIn) return null;
    return new EventListener(connection, mtpInterface.interruptIn, times.event, {
      changed: () => {
        for (const changed of this.#watchers) changed();
      },
      lost: () => session.lose(),
    });
  }

  /** A talk that had to be begun anew in the middle makes all handles void: once more from the top. */
  async #walk(session: MtpSession, signal: AbortSignal): Promise<ObjectTree> {
    const walk = (): Promise<ObjectTree> => walkObjects(session, this.#parts.layout, this.#parts.times.listing, signal);
    let tree: ObjectTree;
    try {
      tree = await walk();
    } catch (error) {
      if (!(error instanceof HandlesOutdated)) throw error;
      tree = await walk();
    }
    this.#objects = new Map(tree.objects.map((object) => [object.path, object]));
    this.#generation = tree.generation;
    return tree;
  }

  async #find(session: MtpSession, file: SourceFile): Promise<FoundObject> {
    await session.start();
    if (session.generation !== this.#generation)
      await this.#walk(session, AbortSignal.timeout(this.#parts.times.listing));
    const object = this.#objects.get(file.path);
    if (!object) throw Object.assign(new Error(`${file.path} is not listed`), { code: 'ENOENT' });
    return object;
  }

  async #erase(file: SourceFile): Promise<void> {
    const session = await this.connect();
    const object = await this.#find(session, file);
    await eraseObject(session, object, file, this.#generation);
    this.#objects.delete(file.path);
  }
}

const describeEmpty = (name: string): string =>
  `${name} shows no memory. It may be recording, locked or only charging: set it to transfer files, then look again.`;

function describeRefusal(name: string, error: unknown): KerbdeskError {
  const fault = error instanceof UsbError ? error.fault : null;
  if (fault === 'busy') {
    return new KerbdeskError(
      'camera-read-error',
      `Another program on this laptop is using ${name}. Close it, or eject the camera there, then look again.`,
      { cause: error },
    );
  }
  if (fault === 'not-allowed') {
    return new KerbdeskError('camera-read-error', `This laptop does not let Kerbdesk use ${name}. Tell IT.`, {
      cause: error,
    });
  }
  return new KerbdeskError(
    'camera-read-error',
    `${name} is plugged in but does not answer. Unplug it, switch it off and on, and plug it in again.`,
    { cause: error },
  );
}
