// A laptop whose clock is ahead, for what takes days: `--clock-ahead-hours=48`.
import { systemClock, type Clock } from '../main/ports/clock.ts';

export function shiftedClock(argv: readonly string[]): Clock {
  const option = argv.find((word) => word.startsWith('--clock-ahead-hours='));
  const ahead = Number(option?.split('=')[1] ?? 0) * 3_600_000;
  if (!Number.isFinite(ahead)) throw new Error(`${option ?? ''} names no number of hours`);
  return { ...systemClock, now: () => new Date(Date.now() + ahead).toISOString() };
}
