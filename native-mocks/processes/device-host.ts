// The device host of the demonstration: the product's own, with simulated cameras on its USB bus besides the real ones.
import { createNodeUsbBus } from '../../main/hardware/usb/node-usb-bus.ts';
import { serveDeviceHost } from '../../main/processes/serving/serve-device-host.ts';
import { demonstrationStart } from '../demonstration-start.ts';
import { createFolderBus } from '../usb/folder-bus.ts';
import { joinBuses } from '../usb/joined-buses.ts';

serveDeviceHost({
  usb: (start) => {
    const { virtualUsbFolder, systemUsb } = demonstrationStart.parse(start);
    const simulated = createFolderBus(virtualUsbFolder);
    return systemUsb ? joinBuses([createNodeUsbBus(), simulated]) : simulated;
  },
  // Built, this file lies where the product's own would.
  workerEntry: new URL('part-cipher-worker.js', import.meta.url),
});
