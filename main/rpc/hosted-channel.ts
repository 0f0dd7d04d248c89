// A hosted child process as an rpc channel.
import type { HostedProcess } from '../ports/process-host.ts';
import type { Channel } from './rpc.ts';

export const hostedChannel = (process: HostedProcess): Channel => ({
  post: (message) => process.post(message),
  onMessage: (listener) => process.onMessage(listener),
});
