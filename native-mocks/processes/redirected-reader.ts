// The virtual fingerprint reader as a process of its own, plugged into a machine by usb-redir:
// `node native-mocks/processes/redirected-reader.ts --usb=<socket> --orders=<socket>`, both of which the machine listens on. It ends with
// the orders' socket.
import { connect } from 'node:net';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { readerOrder, RedirectedReader } from '../devices/redirected-reader.ts';

const { values } = parseArgs({ options: { usb: { type: 'string' }, orders: { type: 'string' } } });
const wanted = z.object({ usb: z.string(), orders: z.string() }).safeParse(values);
if (!wanted.success) {
  process.stderr.write('The redirected reader needs --usb=<socket> and --orders=<socket>.\n');
  process.exit(2);
}
const reader = new RedirectedReader(wanted.data.usb);
const orders = connect(wanted.data.orders);
orders.on('error', (error) => {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
});
for await (const line of createInterface({ input: orders })) orders.write(`${await answerTo(line)}\n`);
process.exit(0);

async function answerTo(line: string): Promise<string> {
  try {
    return JSON.stringify(await reader.obey(readerOrder.parse(JSON.parse(line))));
  } catch (error) {
    return JSON.stringify({ failure: error instanceof Error ? error.message : String(error) });
  }
}
