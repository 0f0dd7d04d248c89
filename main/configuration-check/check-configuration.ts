// `--check-configuration`: tells IT what is wrong with this laptop's device.json and forms.json, or with one file of forms before it
// is given out; and whether the gateway's certificates are there, fit together and are in date. Opens no window, changes nothing, and works while Kerbdesk is open.
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { KerbdeskError } from '#contract/errors.ts';
import { GatewayFailure } from '../gateway/gateway-failure.ts';
import { readLaptopIdentity } from '../gateway/laptop-identity.ts';
import type { GatewayPolicy } from '../ports/biometric-gateway-policy.ts';
import { readDevicePolicy } from '../storage/device/device-policy.ts';
import { readForceForms, readForceFormsFile } from '../storage/device/force-forms-file.ts';

const option = '--check-configuration';

export interface ConfigurationCheck {
  /** A file of forms to check; null: what this laptop has. */
  readonly file: string | null;
}

/** Whether the program was started only to check: `--check-configuration`, or `--check-configuration=forms.json`. */
export function configurationCheckIn(argv: readonly string[]): ConfigurationCheck | null {
  const asked = argv.find((one) => one === option || one.startsWith(`${option}=`));
  if (asked === undefined) return null;
  const file = asked.slice(option.length + 1);
  return { file: file === '' ? null : resolve(file) };
}

/** Prints a line for each file and each finding; 0 where all may come into force, else 1. */
export async function checkConfiguration(
  { file }: ConfigurationCheck,
  dataFolder: string,
  print: (line: string) => void,
): Promise<0 | 1> {
  if (file === null) {
    const isPolicyRight = await checkPolicy(dataFolder, print);
    const areFormsRight = await checkForms(readForceForms(dataFolder), print);
    return isPolicyRight && areFormsRight ? 0 : 1;
  }
  if (!existsSync(file)) {
    print(`${file}: there is no such file.`);
    return 1;
  }
  return (await checkForms(readForceFormsFile(file), print)) ? 0 : 1;
}

async function checkPolicy(dataFolder: string, print: (line: string) => void): Promise<boolean> {
  const path = join(dataFolder, 'device.json');
  // Reading it would make it.
  if (!existsSync(path)) {
    print(`${path}: not there yet; the first start makes it.`);
    return true;
  }
  try {
    const { biometricGateway } = await readDevicePolicy(dataFolder);
    print(`${path}: right.`);
    return biometricGateway === null || (await checkCertificates(biometricGateway, print));
  } catch (error) {
    if (!(error instanceof KerbdeskError)) throw error;
    print(`${path}: ${error.message}`);
    return false;
  }
}

/** Whether the files that the policy names are there, fit together and are in date. */
async function checkCertificates(policy: GatewayPolicy, print: (line: string) => void): Promise<boolean> {
  try {
    await readLaptopIdentity(policy, new Date());
    print(`${policy.clientCertificateFile}: right, with its key and authority.`);
    return true;
  } catch (error) {
    if (!(error instanceof GatewayFailure)) throw error;
    print(error.problem.words);
    return false;
  }
}

async function checkForms(reading: ReturnType<typeof readForceForms>, print: (line: string) => void): Promise<boolean> {
  const { state, path, configuration, problems } = await reading;
  for (const problem of problems) print(problem);
  if (state === 'none') print(`${path}: not there; the forms are those that are published.`);
  if (configuration !== null) print(`${path}: right (${configuration.force}, version ${configuration.version}).`);
  if (state === 'refused') {
    const count = problems.length === 1 ? '1 finding' : `${problems.length} findings`;
    print(`${path}: ${count}. Until they are put right the published forms are in force.`);
  }
  return state !== 'refused';
}
