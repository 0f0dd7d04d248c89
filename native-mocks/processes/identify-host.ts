// The identify host of the demonstration: the product's own, with a simulated reader on its USB bus besides the real ones, and somebody
// before it who lays the finger that is asked for.
import { setTimeout as delay } from 'node:timers/promises';
import { createScanners } from '../../main/hardware/readers/reader-registry.ts';
import { createNodeUsbBus } from '../../main/hardware/usb/node-usb-bus.ts';
import { serveIdentifyHost } from '../../main/processes/serving/serve-identify-host.ts';
import type { Scanner, Scanners } from '../../main/ports/scanner.ts';
import { demonstratedReader } from '../demonstration-start.ts';
import { Glass, PersonAtTheGlass } from '../devices/person-at-the-glass.ts';
import { VirtualReader } from '../devices/virtual-reader.ts';
import { createWideReaders } from '../devices/wide-readers.ts';
import { VirtualBus } from '../usb/virtual-bus.ts';

const lookMilliseconds = 200;
/** A simulated reader has no wire that takes its time. */
const frameMilliseconds = 60;

serveIdentifyHost((start) => {
  const { glassFile, systemUsb } = demonstratedReader.parse(start);
  const [simulated, reader] = [new VirtualBus(), new VirtualReader()];
  const glass = new Glass(glassFile);
  const person = new PersonAtTheGlass(reader, glass);
  let isPluggedIn = false;
  const look = (): void => {
    const { isPluggedIn: isAnyPluggedIn, reader: which } = glass.now();
    const wanted = isAnyPluggedIn && (which ?? 'u-are-u') === 'u-are-u';
    if (wanted === isPluggedIn) return;
    isPluggedIn = wanted;
    if (wanted) simulated.plugIn('simulated', reader.options());
    else simulated.unplug('simulated');
  };
  look();
  setInterval(look, lookMilliseconds);
  const wide = createWideReaders(() => glass.now());
  const ours = [withPerson(createScanners(simulated), person), wide];
  return together(systemUsb ? [createScanners(createNodeUsbBus()), ...ours] : ours);
});

/** The simulated reader calls itself one, and has a person before it. */
function withPerson(scanners: Scanners, person: PersonAtTheGlass): Scanners {
  const demonstrated = (scanner: Scanner): Scanner => ({
    ...scanner,
    name: `${scanner.name}, simulated`,
    isSimulated: true,
    async *frames(signal, position) {
      person.asked(position);
      try {
        for await (const image of scanner.frames(signal, position)) {
          await delay(frameMilliseconds);
          person.seen();
          yield image;
        }
      } finally {
        person.read();
      }
    },
  });
  return {
    list: async () => (await scanners.list()).map(demonstrated),
    watch: (changed) => scanners.watch(changed),
  };
}

const together = (all: readonly Scanners[]): Scanners => ({
  list: async () => (await Promise.all(all.map((one) => one.list()))).flat(),
  watch(changed) {
    const stops = all.map((one) => one.watch(changed));
    return () => {
      for (const stop of stops) stop();
    };
  },
});
