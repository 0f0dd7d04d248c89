// The process that talks to cameras and writes evidence. It holds public keys only, and works while the vault is locked.
import { createNodeUsbBus } from '../hardware/usb/node-usb-bus.ts';
import { serveDeviceHost } from './serving/serve-device-host.ts';

serveDeviceHost({
  usb: () => createNodeUsbBus(),
  // The worker lies beside this file, in source as in the built program.
  workerEntry: new URL(`part-cipher-worker${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`, import.meta.url),
});
