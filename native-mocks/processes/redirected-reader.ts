// The virtual fingerprint reader as a process of its own, plugged into a machine by usb-redir:
// `node native-mocks/processes/redirected-reader.ts --usb=<socket> --orders=<socket>`, both of which the machine listens on. It ends with
// the orders' socket.
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { readerOrder } from '../devices/reader-orders.ts';
import { RedirectedReader } from '../devices/redirected-reader.ts';

const { values } = parseArgs({ options: { usb: { type: 'string' }, orders: { type: 'string' } } });
const wanted = z.object({ usb: z.string(), orders: z.string() }).safeParse(values);
if (!wanted.success) {
  process.stderr.write('The redirected reader needs --usb=<socket> and --orders=<socket>.\n');
  process.exit(2);
}
const reader = new RedirectedReader(wanted.data.usb);
const orders = await connected(wanted.data.orders);
orders.on('error', () => process.exit(1));
for await (const line of createInterface({ input: orders })) orders.write(`${await answerTo(line)}\n`);
process.exit(0);

async function answerTo(line: string): Promise<string> {
  try {
    return JSON.stringify(await reader.obey(readerOrder.parse(JSON.parse(line))));
  } catch (error) {
    return JSON.stringify({ failure: error instanceof Error ? error.message : String(error) });
  }
}

/** The machine may be starting. */
async function connected(address: string): Promise<Socket> {
  for (let tries = 1; ; tries += 1) {
    const socket = connect(address);
    try {
      await once(socket, 'connect');
      return socket;
    } catch (error) {
      if (tries >= 600) throw error;
      await delay(100);
    }
  }
}
