// What went wrong with a reader, in a sentence for the officer.
import { ReaderError, type ReaderProblem } from '../reader.ts';
import { UsbError, type UsbFault } from '../../../ports/usb.ts';

const problems: Readonly<Record<UsbFault, { readonly problem: ReaderProblem; readonly message: string }>> = {
  disconnected: { problem: 'unplugged', message: 'The fingerprint reader was unplugged. Plug it in and begin again.' },
  timeout: {
    problem: 'silent',
    message: 'The fingerprint reader does not answer. Pull its plug and plug it in again.',
  },
  stall: {
    problem: 'refused',
    message: 'The fingerprint reader refuses what it is told. Pull its plug and plug it in again.',
  },
  busy: { problem: 'busy', message: 'Another program is using the fingerprint reader. Close it and try again.' },
  'not-allowed': {
    problem: 'not-allowed',
    message: 'This laptop does not let Kerbdesk use the fingerprint reader. IT has to allow it.',
  },
  'no-memory': { problem: 'failed', message: 'The laptop has too little memory left to read the fingerprint reader.' },
  unavailable: { problem: 'failed', message: 'USB cannot be used on this laptop.' },
  failed: { problem: 'failed', message: 'The fingerprint reader cannot be used. Pull its plug and plug it in again.' },
};

export function asReaderError(error: unknown): ReaderError {
  if (error instanceof ReaderError) return error;
  const { problem, message } = problems[error instanceof UsbError ? error.fault : 'failed'];
  return new ReaderError(problem, message, { cause: error });
}
