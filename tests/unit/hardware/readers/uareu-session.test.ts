// A capture session with a U.are.U reader as an officer lives through it, and what is left in memory when it ends.
import { describe, expect, it } from 'vitest';
import type { Clock } from '../../../../main/ports/clock.ts';
import { ReaderError, type CaptureEvent } from '../../../../main/hardware/readers/reader.ts';
import { UsbError } from '../../../../main/ports/usb.ts';
import type { VirtualReaderOptions } from '../../../../native-mocks/devices/virtual-reader/virtual-reader.ts';
import { allEvents, eventsUntil, isZero, kindsOf, openLab, quickTimes, socket, waves } from './reader-lab.ts';

const finger = waves(1);
const one = (framesPerTouch: number) => ({ wish: 'one-finger', framesPerTouch }) as const;

describe('a capture session', () => {
  it('waits for a finger, shows it live, waits for it to go, and waits for the next one', async () => {
    const { virtual, reader } = await openLab();
    const stop = new AbortController();
    let touches = 0;
    const events = await allEvents(reader.capture(one(3), stop.signal), (event) => {
      if (event.kind === 'waiting' && touches++ < 2) virtual.place(() => finger);
      else if (event.kind === 'waiting') stop.abort();
      if (event.kind === 'frame' && event.sequence === 3) setTimeout(() => virtual.lift(), 10);
    });
    const touch = ['waiting', 'finger-on', 'frame', 'frame', 'frame', 'finger-off'];
    expect(kindsOf(events)).toEqual([...touch, ...touch, 'waiting']);
    expect(events.flatMap((event) => (event.kind === 'frame' ? [event.touch] : []))).toEqual([1, 1, 1, 2, 2, 2]);
    expect(virtual.mode).toBe(0x00);
    await reader.close();
    expect(virtual.mode).toBe(0x70);
  });

  it('goes on to the next finger as soon as it is told that the frames suffice', async () => {
    const { virtual, reader } = await openLab();
    const stop = new AbortController();
    virtual.place(() => finger);
    const session = reader.capture(one(1000), stop.signal);
    const events = session[Symbol.asyncIterator]();
    await eventsUntil(events, 'frame');
    session.enough();
    virtual.lift();
    expect(kindsOf(await eventsUntil(events, 'waiting'))).toEqual(['finger-off', 'waiting']);
    stop.abort();
    await reader.close();
  });

  it('notices a finger that is lifted while it captures, where the reader says so', async () => {
    const { virtual, reader } = await openLab({ tellsLiftWhileCapturing: true });
    const stop = new AbortController();
    virtual.place(() => finger);
    const events = reader.capture(one(1000), stop.signal)[Symbol.asyncIterator]();
    await eventsUntil(events, 'frame');
    virtual.lift();
    const after = kindsOf(await eventsUntil(events, 'waiting'));
    expect(after.slice(-2)).toEqual(['finger-off', 'waiting']);
    stop.abort();
    await reader.close();
  });

  it('leaves out the frame of which the reader says that it is likely empty', async () => {
    const { virtual, reader, received } = await openLab();
    const stop = new AbortController();
    virtual.place(() => finger);
    const events = reader.capture(one(4), stop.signal)[Symbol.asyncIterator]();
    await eventsUntil(events, 'finger-on');
    virtual.announceEmptyScan();
    // The word has to have come before the first frame is asked for.
    await new Promise((resolve) => setTimeout(resolve, 20));
    virtual.lift();
    const frames = kindsOf(await eventsUntil(events, 'finger-off')).filter((kind) => kind === 'frame');
    expect(frames).toHaveLength(3);
    expect(received).toHaveLength(4);
    expect(received.every(isZero)).toBe(true);
    stop.abort();
    await reader.close();
  });

  it('is refused while another one has not ended, and for more fingers than the reader takes', async () => {
    const { reader } = await openLab();
    const stop = new AbortController();
    const session = reader.capture(one(1), stop.signal);
    expect(() => reader.capture(one(1), stop.signal)).toThrow(
      expect.objectContaining({ name: 'ReaderError', problem: 'busy' }),
    );
    stop.abort();
    expect(await allEvents(session, () => undefined)).toEqual([]);
    const { signal } = new AbortController();
    expect(() => reader.capture({ wish: 'four-fingers', framesPerTouch: 1 }, signal)).toThrow(
      expect.objectContaining({ problem: 'cannot-capture' }),
    );
    // The first has ended: another one may begin.
    const next = reader.capture(one(1), signal)[Symbol.asyncIterator]();
    expect(kindsOf(await eventsUntil(next, 'waiting'))).toEqual(['waiting']);
    await next.return?.();
    await reader.close();
    expect(() => reader.capture(one(1), signal)).toThrow(ReaderError);
  });

  it('puts out the light when stopped, though nobody asks for another event', async () => {
    const { virtual, reader } = await openLab();
    const stop = new AbortController();
    virtual.place(() => finger);
    const events = reader.capture(one(100), stop.signal)[Symbol.asyncIterator]();
    await eventsUntil(events, 'frame');
    expect(virtual.mode).toBe(0x20);
    stop.abort();
    await expect.poll(() => virtual.mode).toBe(0x00);
    expect((await events.next()).done).toBe(true);
    await reader.close();
  });

  it('rests before it is hot, says so, and goes on by itself', async () => {
    let now = 0;
    const clock: Clock = { now: () => '2026-11-27T00:00:00.000Z', monotonic: () => performance.now() + now };
    const times = { ...quickTimes, workBeforeRest: 60_000, rest: 20 };
    const { virtual, reader } = await openLab({}, { clock, times });
    const stop = new AbortController();
    virtual.place(() => finger);
    const seen = await allEvents(reader.capture(one(100), stop.signal), (event) => {
      if (event.kind === 'frame' && event.sequence === 2) now += 60_000;
      if (event.kind === 'frame' && event.touch === 2) stop.abort();
    });
    expect(kindsOf(seen).join(' ')).toBe('waiting finger-on frame frame resting waiting finger-on frame');
    expect(seen.find((event) => event.kind === 'resting')).toMatchObject({ milliseconds: 20 });
    expect(virtual.modes).toContain(0x70);
    await reader.close();
  });

  it('starts anew when the reader lost its power because it was hot', async () => {
    const { virtual, reader } = await openLab({ hotAfterFrames: 3, coolingMilliseconds: 30 });
    const stop = new AbortController();
    virtual.place(() => finger);
    let frames = 0;
    const seen = await allEvents(reader.capture(one(100), stop.signal), (event) => {
      if (event.kind === 'frame' && ++frames === 5) stop.abort();
    });
    expect(kindsOf(seen).join(' ')).toBe('waiting finger-on frame frame frame waiting finger-on frame frame');
    await reader.close();
  });
});

describe('starting', () => {
  const starts: readonly [string, VirtualReaderOptions][] = [
    ['was asleep', { hardwareStatus: 0x81 }],
    ['was awake', { hardwareStatus: 0x01 }],
    ['was left running by another program', { hardwareStatus: 0x85 }],
    ['says often that it sleeps still', { sleepyReads: 30 }],
    ['gives no word of its power twice', { silentStarts: 2 }],
  ];
  it.each(starts)('succeeds with a reader that %s', async (_name, options) => {
    const { reader } = await openLab(options);
    const events = reader.capture(one(1), new AbortController().signal)[Symbol.asyncIterator]();
    expect(kindsOf(await eventsUntil(events, 'waiting'))).toEqual(['waiting']);
    await events.return?.();
    await reader.close();
  });

  it('is given up after three times without a word, with a sentence for the officer', async () => {
    const { reader } = await openLab({ silentStarts: 3 });
    const seen = await allEvents(reader.capture(one(1), new AbortController().signal), () => undefined);
    expect(seen).toEqual([
      { kind: 'failed', problem: 'silent', message: expect.stringContaining('does not start') as string },
    ]);
    await reader.close();
  });

  it('says that another program has the reader', async () => {
    await expect(openLab({ busy: true })).rejects.toMatchObject({ name: 'ReaderError', problem: 'busy' });
  });

  it('takes no other device for such a reader, whatever its numbers say', async () => {
    const lab = openLab({ bulkPacketBytes: 4096 });
    await expect(lab).rejects.toMatchObject({ problem: 'garbled' });
  });
});

describe('the cable', () => {
  /** One touch of two frames, from opening to the end, pulled at that step. */
  async function live(pullAt: number): Promise<{ steps: number; seen: CaptureEvent[]; clean: boolean }> {
    let steps = 0;
    let pull = (): void => undefined;
    const lab = await openLab({ step: (step) => ((steps = step), step === pullAt && pull()) });
    pull = () => lab.bus.unplug(socket);
    const { virtual, reader, received } = lab;
    const stop = new AbortController();
    const seen = await allEvents(reader.capture(one(2), stop.signal), (event) => {
      if (event.kind === 'waiting' && virtual.modes.length < 3) virtual.place(() => finger);
      else if (event.kind === 'waiting') stop.abort();
      if (event.kind === 'frame' && event.sequence === 2) setTimeout(() => virtual.lift(), 5);
    });
    await reader.close();
    return { steps, seen, clean: received.every(isZero) };
  }

  it('may be pulled at every single step: the session ends with a word about it, and no picture is left', async () => {
    const whole = await live(0);
    expect(kindsOf(whole.seen)).toEqual(['waiting', 'finger-on', 'frame', 'frame', 'finger-off', 'waiting']);
    expect(whole.steps).toBeGreaterThan(20);
    // The last two steps put out the light, after the session has ended.
    const ends = new Map<string, number>();
    for (let step = 1; step <= whole.steps - 2; step++) {
      const { seen, clean } = await live(step);
      const last = seen.at(-1)?.kind ?? 'nothing';
      ends.set(last, (ends.get(last) ?? 0) + 1);
      expect(clean).toBe(true);
      if (last !== 'unplugged') throw new Error(`pulled at step ${step}: ${kindsOf(seen).join(' ')}`);
    }
    expect([...ends.keys()]).toEqual(['unplugged']);
  });

  it('may be pulled while nothing happens at all', async () => {
    const { bus, reader } = await openLab();
    const events = reader.capture(one(1), new AbortController().signal)[Symbol.asyncIterator]();
    await eventsUntil(events, 'waiting');
    setTimeout(() => bus.unplug(socket), 10);
    const last = (await eventsUntil(events, 'unplugged')).at(-1);
    expect(last).toEqual({
      kind: 'unplugged',
      message: 'The fingerprint reader was unplugged. Plug it in and begin again.',
    });
    await reader.close();
  });
});

describe('every buffer of a picture that the driver keeps', () => {
  it('is overwritten when the session is stopped in the middle of a frame', async () => {
    for (const wait of [0, 2, 8, 21]) {
      const { virtual, reader, received } = await openLab({ millisecondsPerFrame: 3 });
      const stop = new AbortController();
      virtual.place(() => finger);
      setTimeout(() => stop.abort(), 60 + wait);
      await allEvents(reader.capture(one(1000), stop.signal), () => undefined);
      await reader.close();
      expect(received.length).toBeGreaterThan(0);
      expect(received.every(isZero)).toBe(true);
    }
  });

  it('is overwritten when it comes after the session was stopped', async () => {
    const { virtual, reader, received } = await openLab({ millisecondsPerFrame: 10_000 });
    const stop = new AbortController();
    virtual.place(() => finger);
    const events = reader.capture(one(10), stop.signal)[Symbol.asyncIterator]();
    await eventsUntil(events, 'frame');
    // The next transfer is under way, and waits.
    const next = events.next();
    await new Promise((resolve) => setTimeout(resolve, 20));
    stop.abort();
    await virtual.sendStrayFrame();
    expect((await next).done).toBe(true);
    await reader.close();
    expect(received).toHaveLength(2);
    expect(received.every(isZero)).toBe(true);
  });

  it('is overwritten when the key cannot be had', async () => {
    const { virtual, reader, received } = await openLab({
      controlDeed: ({ value }) => {
        if (value === 0x34) throw new UsbError('failed', 'on purpose');
        return undefined;
      },
    });
    virtual.place(() => finger);
    const seen = await allEvents(reader.capture(one(3), new AbortController().signal), () => undefined);
    expect(kindsOf(seen)).toEqual(['waiting', 'finger-on', 'failed']);
    expect(received.length).toBe(1);
    expect(received.every(isZero)).toBe(true);
    await reader.close();
  });

  it('is overwritten when whoever takes the events goes away', async () => {
    const { virtual, reader, received } = await openLab();
    virtual.place(() => finger);
    for await (const event of reader.capture(one(100), new AbortController().signal)) {
      if (event.kind === 'frame' && event.sequence === 2) break;
    }
    expect(virtual.mode).toBe(0x00);
    expect(received.length).toBe(2);
    expect(received.every(isZero)).toBe(true);
    await reader.close();
  });
});
