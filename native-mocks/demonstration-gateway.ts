// Starts the reference gateway beside the demonstration and makes it this laptop's, as IT would in device.json.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { utilityProcess } from 'electron';
import { gatewayPolicy } from '../main/ports/biometric-gateway-policy.ts';
import { readDevicePolicy } from '../main/storage/device/device-policy.ts';

const longestStartMilliseconds = 20_000;

/**
 * Ends with the program. Its certificates are made anew at each start, and so is the entry of device.json.
 * @param processFolder where the built entries of the processes are
 */
export async function startDemonstrationGateway(
  profile: string,
  processFolder: string,
  environment: Readonly<Record<string, string>>,
): Promise<void> {
  const child = utilityProcess.fork(join(processFolder, 'demonstration-gateway.js'), [], {
    env: { ...environment },
    serviceName: 'Kerbdesk reference gateway',
    stdio: 'inherit',
  });
  const told = new Promise<unknown>((resolve, reject) => {
    child.once('message', resolve);
    child.once('exit', () => reject(new Error('the reference gateway did not start')));
    setTimeout(() => reject(new Error('the reference gateway did not answer')), longestStartMilliseconds).unref();
  });
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a process, not a window
  child.postMessage({ folder: join(profile, 'gateway') });
  const { policy } = (await told) as { readonly policy: unknown };
  const dataFolder = join(profile, 'data');
  await readDevicePolicy(dataFolder);
  const path = join(dataFolder, 'device.json');
  const file = JSON.parse(readFileSync(path, 'utf8')) as { readonly policy: object };
  const biometricGateway = gatewayPolicy.parse(policy);
  writeFileSync(path, `${JSON.stringify({ ...file, policy: { ...file.policy, biometricGateway } }, null, 2)}\n`);
}
