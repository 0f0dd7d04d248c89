// The one process in which prints are, from the glass of the reader to the gateway. It keeps nothing, and ends with each identification.
import { serveIdentifyHost } from './serving/serve-identify-host.ts';

serveIdentifyHost(() => ({ list: () => Promise.resolve([]), watch: () => () => undefined }));
