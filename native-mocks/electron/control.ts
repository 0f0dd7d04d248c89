// The line between the stand-in and whoever launched it (launch.ts): what a test may see and simulate. Electron has no
// such thing, so the program never meets it.
import { EventEmitter } from 'node:events';
import { isReport, type Envelope, type Report, type Simulation } from './control-messages.ts';

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
