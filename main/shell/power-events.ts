// When the laptop sleeps, its screen locks or it shuts down, and how long nobody has touched it.
import { app, powerMonitor } from 'electron';

export const idleSeconds = (): number => powerMonitor.getSystemIdleTime();

export function onSuspend(listener: () => void): void {
  powerMonitor.on('suspend', listener);
}

export function onResume(listener: () => void): void {
  powerMonitor.on('resume', listener);
}

export function onSystemLock(listener: () => void): void {
  powerMonitor.on('lock-screen', listener);
  // Another account comes to the front (Windows, macOS): the same as a lock.
  powerMonitor.on('user-did-resign-active', listener);
}

/** A shutdown of the system quits in order instead of being cut off. */
export function quitOnShutdown(): void {
  powerMonitor.on('shutdown', () => app.quit());
}
