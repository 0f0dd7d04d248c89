// One capture session with a U.are.U reader: a finger is awaited, its frames are given, it is lifted, and so on until stopped.
// No picture is held while the session waits to be asked for its next event.
import { setTimeout as delay } from 'node:timers/promises';
import {
  ReaderError,
  type CaptureEvent,
  type CaptureRequest,
  type CaptureSession,
  type FingerprintImage,
} from '../reader.ts';
import { decodeFrame } from './decode-frame.ts';
import type { FramePipe } from './frame-pipe.ts';
import type { Heat } from './heat.ts';
import { word } from './interrupts.ts';
import { fetchKey, type RandomSeed } from './key-exchange.ts';
import { asReaderError } from './reader-problems.ts';
import { mode, register } from './registers.ts';
import { isOver, nextSessionState, type SessionEvent, type SessionState } from './session-state.ts';
import { startUp, type StartUpParts } from './start-up.ts';

/** In a row: then the reader is started anew. */
const mostBadFrames = 4;
/** Without one good frame in between: then it is given up. */
const mostRestarts = 3;
/** The only length of a wait that is not stopped by an event. */
const waitStep = 1000;

export interface UareuCaptureParts extends StartUpParts {
  readonly pipe: FramePipe;
  readonly heat: Heat;
  readonly seed: RandomSeed;
  readonly upsideDown: boolean;
}

type Events = AsyncGenerator<CaptureEvent, void>;

export class UareuCapture implements CaptureSession {
  readonly #parts: UareuCaptureParts;
  readonly #request: CaptureRequest;
  readonly #signal: AbortSignal;
  readonly #ended: () => void;
  #state: SessionState = 'starting';
  #begun = false;
  #enough = false;
  #touch = 0;
  #badFrames = 0;
  #restarts = 0;
  /** Between being asked for an event and giving it. */
  #running = false;
  #ending: Promise<void> | null = null;
  /** Stopped while nobody asks for another event: the light goes out all the same, and the next session may begin. */
  readonly #stopIdle = (): void => {
    if (!this.#running) void this.#end();
  };

  constructor(parts: UareuCaptureParts, request: CaptureRequest, signal: AbortSignal, ended: () => void) {
    this.#parts = parts;
    this.#request = request;
    this.#signal = signal;
    this.#ended = ended;
    if (signal.aborted) this.#stopIdle();
    else signal.addEventListener('abort', this.#stopIdle, { once: true });
  }

  enough(): void {
    this.#enough = true;
  }

  [Symbol.asyncIterator](): AsyncIterator<CaptureEvent, void> {
    if (this.#begun) throw new TypeError('a capture session is iterated once');
    this.#begun = true;
    const events = this.#run();
    const within = async <T>(work: () => Promise<T>): Promise<T> => {
      this.#running = true;
      try {
        return await work();
      } finally {
        this.#running = false;
        if (this.#signal.aborted) await this.#end();
      }
    };
    return {
      next: () => within(() => events.next()),
      return: () =>
        within(async () => {
          const result = await events.return();
          // One that was never begun runs none of its ends.
          await this.#end();
          return result;
        }),
    };
  }

  async *#run(): Events {
    try {
      while (!isOver(this.#state)) {
        this.#signal.throwIfAborted();
        yield* this.#live();
      }
    } catch (error) {
      const last = this.#lastEvent(error);
      if (last) yield last;
    } finally {
      if (!isOver(this.#state)) this.#step('stop');
      await this.#end();
    }
  }

  #lastEvent(error: unknown): CaptureEvent | null {
    if (this.#signal.aborted) return null;
    const { problem, message } = asReaderError(error);
    const unplugged = problem === 'unplugged';
    this.#step(unplugged ? 'unplug' : 'give-up');
    return unplugged ? { kind: 'unplugged', message } : { kind: 'failed', problem, message };
  }

  /** What belongs to the state it is in; returns when that has changed. */
  #live(): Events {
    switch (this.#state) {
      case 'starting':
        return this.#start();
      case 'waiting':
        return this.#awaitFinger();
      case 'capturing':
        return this.#captureTouch();
      case 'lifting':
        return this.#awaitLifting();
      case 'resting':
        return this.#rest();
      case 'stopped':
      case 'unplugged':
      case 'failed':
        throw new TypeError('the session is over');
    }
  }

  // eslint-disable-next-line require-yield -- the same kind of function for every state
  async *#start(): Events {
    const { pipe } = this.#parts;
    if (this.#restarts > 0) await this.#tell(mode.init);
    // What is left of an old frame would be taken for a new one's beginning, or the finger before for this one.
    await pipe.drain();
    await startUp(this.#parts, this.#signal);
    this.#step('started');
  }

  async *#awaitFinger(): Events {
    // A picture of the empty glass that nobody fetched would be the first of the next finger, and end it.
    if (this.#touch > 0) await this.#parts.pipe.drain();
    await this.#tell(mode.awaitFingerOn);
    yield { kind: 'waiting' };
    for (;;) {
      const heard = await this.#parts.interrupts.next(waitStep, this.#signal);
      if (heard === word.powerOn) return this.#restart();
      if (heard !== word.fingerOn) continue;
      this.#step('finger-on');
      this.#touch++;
      yield { kind: 'finger-on' };
      return;
    }
  }

  async *#captureTouch(): Events {
    this.#enough = false;
    let begun = false;
    let sequence = 0;
    let skip = false;
    // Skipped frames count too: a touch is bounded whatever the reader says.
    for (let frames = 0; frames < this.#request.framesPerTouch; frames++) {
      const heard = this.#hear();
      if (heard === 'finger-off') {
        this.#step('finger-off');
        yield { kind: 'finger-off' };
        return;
      }
      if (heard === 'restart') return this.#restart();
      skip ||= heard === 'skip';
      if (this.#parts.heat.mustRest) return this.#step('warm');
      if (this.#enough) break;
      const image = await this.#nextFrame(!begun);
      begun = true;
      if (image === null) {
        if (this.#badFrames < mostBadFrames) continue;
        return this.#restart();
      }
      if (skip) {
        image.pixels.fill(0);
        skip = false;
        continue;
      }
      this.#step('frame');
      yield { kind: 'frame', image, touch: this.#touch, sequence: ++sequence };
      // Whoever asks for the next event may have stopped the session meanwhile.
      this.#signal.throwIfAborted();
    }
    this.#step('enough');
  }

  /** What came by the interrupt endpoint since it was last asked. */
  #hear(): 'finger-off' | 'restart' | 'skip' | null {
    let skip = false;
    for (let heard = this.#parts.interrupts.take(); heard !== null; heard = this.#parts.interrupts.take()) {
      if (heard === word.fingerOff) return 'finger-off';
      if (heard === word.powerOn) return 'restart';
      if (heard === word.nextLikelyEmpty) skip = true;
    }
    return skip ? 'skip' : null;
  }

  /** Null for a bad one. @throws whatever trying again does not help against */
  async #nextFrame(first: boolean): Promise<FingerprintImage | null> {
    const { pipe, registers, seed, upsideDown, times } = this.#parts;
    let raw: Uint8Array | null = null;
    try {
      raw = await pipe.next(() => (first ? this.#tell(mode.capture) : Promise.resolve()), this.#signal);
      const image = await decodeFrame(raw, (number) => fetchKey(registers, number, seed), upsideDown);
      if (this.#signal.aborted) {
        image.pixels.fill(0);
        this.#signal.throwIfAborted();
      }
      this.#badFrames = 0;
      this.#restarts = 0;
      return image;
    } catch (error) {
      this.#signal.throwIfAborted();
      const { problem } = asReaderError(error);
      if (problem !== 'garbled' && problem !== 'silent' && problem !== 'refused') throw error;
      this.#badFrames++;
      if (problem === 'refused') await pipe.clearHalt();
      await delay(times.pause, undefined, { signal: this.#signal });
      return null;
    } finally {
      raw?.fill(0);
    }
  }

  async *#awaitLifting(): Events {
    const { interrupts, times, clock } = this.#parts;
    for (;;) {
      await this.#tell(mode.awaitFingerOff);
      const end = clock.monotonic() + times.lift;
      // Told again after that, in case its word was lost.
      while (clock.monotonic() < end) {
        const heard = await interrupts.next(Math.min(waitStep, times.lift), this.#signal);
        if (heard === word.powerOn) return this.#restart();
        if (heard !== word.fingerOff) continue;
        this.#step('finger-off');
        yield { kind: 'finger-off' };
        return;
      }
    }
  }

  /** Off, and started anew afterwards: the one way back of which all steps are known. */
  async *#rest(): Events {
    const { times } = this.#parts;
    await this.#tell(mode.off);
    yield {
      kind: 'resting',
      milliseconds: times.rest,
      message: 'The fingerprint reader is warm and rests for a moment. It goes on by itself.',
    };
    await delay(times.rest, undefined, { signal: this.#signal });
    this.#step('rested');
  }

  /** @throws ReaderError `silent` where it was started anew often enough */
  #restart(): void {
    this.#badFrames = 0;
    if (this.#restarts++ === mostRestarts) {
      throw new ReaderError(
        'silent',
        'The fingerprint reader gives no picture. Pull its plug, wait a moment, plug it in again.',
      );
    }
    this.#step('restart');
  }

  #step(event: SessionEvent): void {
    this.#state = nextSessionState(this.#state, event);
  }

  /** The reader's work is reckoned from what it was told. */
  async #tell(value: number): Promise<void> {
    const { registers, heat } = this.#parts;
    await registers.writeByte(register.mode, value);
    heat.working = value === mode.capture;
  }

  /** Best effort: a reader that is gone needs no light put out. */
  #end(): Promise<void> {
    this.#ending ??= this.#tell(mode.init)
      .catch(() => undefined)
      .finally(() => {
        this.#signal.removeEventListener('abort', this.#stopIdle);
        this.#ended();
      });
    return this.#ending;
  }
}
