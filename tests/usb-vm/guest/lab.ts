// What a test in the guest has at hand: devices to plug in, and everything unplugged again when it ends.
import { mkdir } from 'node:fs/promises';
import { emptyFolder, qemuCamera, type PluggableCamera } from './devices.ts';
import { DiskCamera, type FileSystem } from './disk-camera.ts';
import type { MachineControl } from './machine-control.ts';
import { tellHost } from './report.ts';
import { umtpCamera } from './umtp-device.ts';

/** Ids are never used twice: what was pulled may linger in the machine for a moment. */
let made = 0;

export class Lab {
  readonly #control: MachineControl;
  readonly #endings: (() => Promise<void>)[] = [];

  constructor(control: MachineControl) {
    this.#control = control;
  }

  async qemuCamera(writable = false): Promise<PluggableCamera> {
    return this.#pulledAtEnd(qemuCamera(this.#control, `camera${++made}`, writable));
  }

  async umtpCamera(): Promise<PluggableCamera> {
    return this.#pulledAtEnd(await umtpCamera(`/tmp/umtp/camera${++made}`));
  }

  /** Made, filled and unplugged again. */
  async diskCamera(fileSystem: FileSystem, fill: (folder: string) => Promise<void>): Promise<DiskCamera> {
    const camera = await DiskCamera.make(this.#control, `disk${++made}`, fileSystem, fill);
    this.atEnd(() => camera.discard());
    return camera;
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
    for (let ending = this.#endings.pop(); ending; ending = this.#endings.pop()) await ending();
  }

  async #pulledAtEnd(camera: PluggableCamera): Promise<PluggableCamera> {
    let plugged = false;
    await mkdir(camera.folder, { recursive: true });
    const pull = async (): Promise<void> => {
      if (!plugged) return;
      plugged = false;
      await camera.pull();
    };
    this.atEnd(async () => {
      await pull();
      await emptyFolder(camera.folder);
    });
    return {
      folder: camera.folder,
      pull,
      async plugIn() {
        await camera.plugIn();
        plugged = true;
      },
    };
  }
}
