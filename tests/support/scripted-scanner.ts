// A reader that shows what a test lays on its glass; it remembers every image that it gave away.
import { ScannerError, type Scanner, type ScannerImage } from '../../main/ports/scanner.ts';
import { ridgeFrame } from './ridge-frames.ts';

export class ScriptedScanner implements Scanner {
  readonly id = 'scripted';
  readonly name = 'Scripted reader';
  readonly fingersAtOnce = 1;
  readonly acquisitionProfile = 45;
  readonly isSimulated = true;
  readonly given: ScannerImage[] = [];
  /** Null: nothing lies on the glass. */
  glass: (() => ScannerImage) | null = null;
  isUnplugged = false;
  isResting = true;

  place(angle: number): void {
    this.glass = () => ridgeFrame({ angle });
  }

  async *frames(signal: AbortSignal): AsyncGenerator<ScannerImage | null, void, undefined> {
    this.isResting = false;
    try {
      while (!signal.aborted) {
        await new Promise((resolve) => setTimeout(resolve, 2));
        if (this.isUnplugged)
          throw new ScannerError('unplugged', 'The reader was unplugged. Plug it in and begin again.');
        const image = this.glass?.() ?? null;
        if (image !== null) this.given.push(image);
        yield image;
      }
    } finally {
      this.isResting = true;
    }
  }
}
