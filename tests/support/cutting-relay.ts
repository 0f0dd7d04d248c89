// A relay between two ends of TCP that cuts or stalls the way after so many bytes, as a network does.
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

export interface RelayFault {
  readonly direction: 'up' | 'down';
  readonly afterBytes: number;
  readonly how: 'cut' | 'stall';
}

export interface CuttingRelay {
  readonly port: number;
  /** Bytes that passed on all connections since the last call of `plan`. */
  readonly passed: { up: number; down: number };
  /** From now on, for the bytes of all connections together: each fault befalls once, in this order. */
  plan(faults: readonly RelayFault[]): void;
  close(): Promise<void>;
}

export async function startCuttingRelay(target: number): Promise<CuttingRelay> {
  const passed = { up: 0, down: 0 };
  let faults: RelayFault[] = [];
  const open = new Set<Socket>();

  function relay(from: Socket, to: Socket, direction: 'up' | 'down'): void {
    let isStuck = false;
    from.on('data', (piece) => {
      if (isStuck) return;
      const [fault] = faults;
      const left = fault?.direction === direction ? fault.afterBytes - passed[direction] : Infinity;
      if (left > piece.length) {
        passed[direction] += piece.length;
        to.write(piece);
        return;
      }
      faults.shift();
      const part = piece.subarray(0, Math.max(0, left));
      passed[direction] += part.length;
      isStuck = true;
      if (fault?.how === 'stall') {
        to.write(part);
        return;
      }
      to.end(part);
      from.destroy();
    });
    from.on('end', () => to.end());
    from.on('error', () => to.destroy());
    from.on('close', () => {
      open.delete(from);
      if (!isStuck) to.destroy();
    });
    open.add(from);
  }

  const server = createServer((client) => {
    const onward = connect(target, '127.0.0.1');
    relay(client, onward, 'up');
    relay(onward, client, 'down');
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    passed,
    plan(wanted) {
      faults = [...wanted];
      passed.up = 0;
      passed.down = 0;
    },
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const socket of open) socket.destroy();
      await closed;
    },
  };
}
