// What a test in the guest has at hand: devices to plug in, and everything unplugged again when it ends.
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { qemuCamera, shared, type PluggableCamera } from './devices.ts';
import { DiskCamera, type FileSystem } from './disk-camera.ts';
import type { MachineControl } from './machine-control.ts';
import { preparedFolder } from './many-recordings.ts';
import { ReaderDevice } from './reader-device.ts';
import { tellHost } from './report.ts';
import { umtpCamera } from './umtp-device.ts';

/** Ids are never used twice: what was pulled may linger in the machine for a moment. */
let made = 0;

export class Lab {
  readonly #control: MachineControl;
  readonly #endings: (() => Promise<void>)[] = [];
  #over = false;

  constructor(control: MachineControl) {
    this.#control = control;
  }

  async qemuCamera(writable = false): Promise<PluggableCamera> {
    // Its folder stays until the machine is off: QEMU 7.2 watches it, and its main thread waits for itself for ever
    // (qemu_file_monitor_remove_watch) where files vanish that a pulled responder still watched.
    const camera = qemuCamera(this.#control, `camera${++made}`, writable);
    await mkdir(camera.folder, { recursive: true });
    return this.#pulledAtEnd(camera);
  }

  /** With what the host has prepared, and keeps. */
  fullQemuCamera(): PluggableCamera {
    const folder = path.join(shared, preparedFolder);
    return this.#pulledAtEnd(qemuCamera(this.#control, `camera${++made}`, false, folder));
  }

  async umtpCamera(): Promise<PluggableCamera> {
    const camera = await umtpCamera(`/tmp/umtp/camera${++made}`);
    await mkdir(camera.folder, { recursive: true });
    this.atEnd(() => rm(camera.folder, { recursive: true, force: true }));
    return this.#pulledAtEnd(camera);
  }

  /** Made, filled and unplugged again. */
  async diskCamera(fileSystem: FileSystem, fill: (folder: string) => Promise<void>): Promise<DiskCamera> {
    const camera = await DiskCamera.make(this.#control, `disk${++made}`, fileSystem, fill);
    this.atEnd(() => camera.discard());
    return camera;
  }

  /** Plugged in and pulled by its own orders. */
  async fingerprintReader(): Promise<ReaderDevice> {
    const reader = await ReaderDevice.make(this.#control);
    this.atEnd(() => reader.discard());
    return reader;
  }

  note(text: string): void {
    tellHost({ kind: 'note', text });
  }

  /** Done when the test ends, however it ends; last come, first done. */
  atEnd(ending: () => Promise<void>): void {
    this.#endings.push(ending);
  }

  /** A part of a test that leaves nothing behind for the next part. */
  async within(work: (lab: Lab) => Promise<void>): Promise<void> {
    const inner = new Lab(this.#control);
    try {
      await work(inner);
    } finally {
      await inner.tidy();
    }
  }

  async tidy(): Promise<void> {
    this.#over = true;
    for (let ending = this.#endings.pop(); ending; ending = this.#endings.pop()) await ending();
  }

  #pulledAtEnd(camera: PluggableCamera): PluggableCamera {
    let plugged = false;
    const pull = async (): Promise<void> => {
      if (!plugged) return;
      plugged = false;
      await camera.pull();
    };
    this.atEnd(pull);
    return {
      folder: camera.folder,
      pull,
      plugIn: async () => {
        // A test that was given up goes on as long as it likes, but gets no device any more.
        if (this.#over) throw new Error('the test is over');
        plugged = true;
        await camera.plugIn();
      },
    };
  }
}
