// The guest's side of the lines to the host.
import { openSync, writeSync } from 'node:fs';
import type { GuestLine } from '../guest-lines.ts';

let port: number | null = null;

export function tellHost(line: GuestLine): void {
  port ??= openSync('/dev/virtio-ports/kerbdesk.lines', 'w');
  writeSync(port, `${JSON.stringify(line)}\n`);
}
