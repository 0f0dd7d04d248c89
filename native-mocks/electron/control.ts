// The line between the stand-in and whoever launched it (launch.ts): what a test may see and simulate. Electron has no
// such thing, so the program never meets it.
import { EventEmitter } from 'node:events';

/** From the stand-in to its launcher. */
export type Report =
  | { readonly kind: 'process'; readonly role: 'main' | 'chromium' | 'utility'; readonly pid: number }
  | { readonly kind: 'devtools'; readonly endpoint: string }
  | { readonly kind: 'loaded'; readonly url: string; readonly address: string }
  | { readonly kind: 'opened-externally'; readonly url: string };

/** From the launcher to the stand-in. */
export type Simulation =
  | { readonly kind: 'power'; readonly event: 'suspend' | 'resume' | 'lock-screen' | 'unlock-screen' | 'shutdown' }
  | { readonly kind: 'idle'; readonly seconds: number | null }
  | { readonly kind: 'system-theme'; readonly dark: boolean }
  | { readonly kind: 'close-window' }
  | { readonly kind: 'crash-renderer' };

type Envelope<Content> = { readonly kerbdeskStandIn: Content };

export const isReport = (message: unknown): message is Envelope<Report> =>
  typeof message === 'object' && message !== null && 'kerbdeskStandIn' in message;

class Control {
  readonly #simulations = new EventEmitter();

  constructor() {
    if (!process.channel) return;
    process.on('message', (message) => {
      if (!isReport(message)) return;
      const simulation = message.kerbdeskStandIn as unknown as Simulation;
      this.#simulations.emit(simulation.kind, simulation);
    });
    // The line alone must not keep the program alive.
    process.channel.unref();
  }

  report(report: Report): void {
    if (process.connected) process.send?.({ kerbdeskStandIn: report } satisfies Envelope<Report>);
  }

  onSimulation<Kind extends Simulation['kind']>(
    kind: Kind,
    listener: (simulation: Extract<Simulation, { kind: Kind }>) => void,
  ): void {
    this.#simulations.on(kind, listener);
  }
}

export const control = new Control();
