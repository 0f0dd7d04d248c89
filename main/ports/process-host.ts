// Child processes as a seam: Electron's utilityProcess in the product.
export type HostName = 'vault-host' | 'device-host' | 'identify-host';

export interface HostedProcess {
  /** Structured clone; typed arrays are copied. */
  post(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
  /** Called once, however the process ended. */
  onExit(listener: (code: number | null) => void): void;
  /** Ends the process at once; `onExit` follows. */
  kill(): void;
}

export interface ProcessHost {
  fork(name: HostName): HostedProcess;
}
