// The one process in which prints are, from the glass of the reader to the gateway. It keeps nothing, and ends with each identification.
import { createScanners } from '../hardware/readers/reader-registry.ts';
import { createNodeUsbBus } from '../hardware/usb/node-usb-bus.ts';
import { serveIdentifyHost } from './serving/serve-identify-host.ts';

serveIdentifyHost(() => createScanners(createNodeUsbBus()));
