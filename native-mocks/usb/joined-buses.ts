// Several buses as one: what is really plugged into this machine, and what is only simulated.
import type { UsbBus } from '../../main/ports/usb.ts';

/** One that cannot be used does not hide the others; where none can, the last one says why. */
export const joinBuses = (buses: readonly UsbBus[]): UsbBus => ({
  async list() {
    const lists = await Promise.allSettled(buses.map((bus) => bus.list()));
    if (lists.every(({ status }) => status === 'rejected')) return (await buses.at(-1)?.list()) ?? [];
    return lists.flatMap((list) => (list.status === 'fulfilled' ? list.value : []));
  },
  watch(changed) {
    const stops = buses.map((bus) => bus.watch(changed));
    return () => {
      for (const stop of stops) stop();
    };
  },
});
