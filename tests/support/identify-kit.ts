// Who stands before the simulated reader, and what the reference gateway does badly, for tests of whole identifications.
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { request } from 'node:https';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { GlassFile } from '../../native-mocks/devices/person-at-the-glass.ts';
import type { GatewayControl } from '../../native-mocks/peers/gateway/control.ts';
import type { Page } from 'playwright';
import { command } from './kerbdesk-api.ts';
import type { Profile } from './program.ts';

/** Of the reference gateway's invented people. */
export const people = {
  wantedByPolice: 'invented-1',
  missing: 'invented-2',
  inBoth: 'invented-3',
  immigrationOnly: 'invented-4',
  stranger: 'stranger',
} as const;

const atFirst: GlassFile = { isPluggedIn: true, person: people.inBoth, finger: 'asked', manner: 'well' };

/** Replaces what was said before; what is left out is as usual. */
export function standBefore(profile: Profile, glass: Partial<GlassFile>): void {
  const file = join(profile.folder, 'glass.json');
  writeFileSync(`${file}.new`, JSON.stringify({ ...atFirst, ...glass }));
  renameSync(`${file}.new`, file);
}

/** Whatever step it is at: nothing is in hand for who comes next. */
export async function endWhatIsInHand(page: Page): Promise<void> {
  const inHand = (await command(page, 'identify', 'list', null)).find(({ facts }) => facts?.endedAt === null);
  if (inHand === undefined) return;
  const { id } = inHand;
  const { state } = await command(page, 'identify', 'get', { id });
  if (state === null) return;
  if (state.step !== 'stopped')
    await command(page, 'identify', 'record', { id, event: { kind: 'stopped', why: 'cancelled' } });
  const { state: stopped } = await command(page, 'identify', 'get', { id });
  if (stopped?.step === 'stopped') await command(page, 'identify', 'record', { id, event: { kind: 'purge-shown' } });
}

/** Replaces all that was said before. */
export async function controlGateway(profile: Profile, control: GatewayControl): Promise<void> {
  await askReference(profile, 'PUT', 'control', JSON.stringify(control));
}

/** Asks the reference gateway of a profile what no product asks, with the laptop's own certificate, and answers the text. */
export async function askReference(profile: Profile, method: 'GET' | 'PUT', what: string, body = ''): Promise<string> {
  const file = (name: string): Buffer => readFileSync(join(profile.folder, 'gateway', name));
  const { policy } = JSON.parse(readFileSync(join(profile.dataFolder, 'device.json'), 'utf8')) as {
    policy: { biometricGateway: { address: string; authority: string } };
  };
  const { address, authority } = policy.biometricGateway;
  return new Promise((resolve, reject) => {
    const asked = request(
      `${address}/reference/${what}`,
      { method, ca: authority, cert: file('laptop.pem'), key: file('laptop-key.pem'), agent: false },
      (answer) => {
        const isGood = (answer.statusCode ?? 500) < 300;
        text(answer).then(
          (said) => (isGood ? resolve(said) : reject(new Error(`the reference gateway said ${answer.statusCode}`))),
          reject,
        );
      },
    );
    asked.once('error', reject);
    asked.end(body);
  });
}
