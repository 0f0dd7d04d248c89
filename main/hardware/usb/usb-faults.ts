// The `usb` package throws plain errors that only their text tells apart. The one place that reads those texts.
import { UsbError, type UsbFault } from '../../ports/usb.ts';
import { toError } from '../../ports/to-error.ts';

/** In this order: the first that fits. Transfers give names (`Stall`), everything else sentences, most with an errno. */
const texts: readonly (readonly [RegExp, UsbFault])[] = [
  [/\bCancelled\b|cancell?ed/, 'timeout'],
  [/\bStall\b|stalled/, 'stall'],
  [/\bDisconnected\b|disconnected|errno (?:2|6|19|108)\b|Unknown\((?:6|19|108)\)/, 'disconnected'],
  [/busy|errno 16\b|Unknown\(16\)/, 'busy'],
  [/errno (?:1|13)\b|permission|access denied/i, 'not-allowed'],
  [/errno 12\b|Unknown\(12\)/, 'no-memory'],
];

export function asUsbError(thrown: unknown): UsbError {
  if (thrown instanceof UsbError) return thrown;
  const cause = toError(thrown);
  const fault = texts.find(([text]) => text.test(cause.message))?.[1] ?? 'failed';
  return new UsbError(fault, cause.message, { cause });
}
