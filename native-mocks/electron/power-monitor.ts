// Electron's powerMonitor. Suspend and the system's lock come from the launcher's simulation; idle time is counted from the
// last input in the program's own windows.
import { EventEmitter } from 'node:events';
import { control } from './control.ts';

class PowerMonitor extends EventEmitter {
  #lastInput = performance.now();
  #simulatedIdleSeconds: number | null = null;

  constructor() {
    super();
    control.onSimulation('power', ({ event }) => this.emit(event));
    control.onSimulation('idle', ({ seconds }) => (this.#simulatedIdleSeconds = seconds));
  }

  noteInput(): void {
    this.#lastInput = performance.now();
  }
  getSystemIdleTime(): number {
    return this.#simulatedIdleSeconds ?? Math.floor((performance.now() - this.#lastInput) / 1000);
  }
  getSystemIdleState(idleThreshold: number): 'active' | 'idle' {
    return this.getSystemIdleTime() >= idleThreshold ? 'idle' : 'active';
  }
  isOnBatteryPower(): boolean {
    return false;
  }
}

export const powerMonitor = new PowerMonitor();
