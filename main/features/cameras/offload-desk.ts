// Whose vaults offloads can go to, and whose cameras are whose: what the device host is told, unlocked or not.
import { KerbdeskError } from '#contract/errors.ts';
import type { CameraId, OfficerId } from '#contract/ids.ts';
import type { Clock } from '../../ports/clock.ts';
import type { CameraOwners, OffloadKeys } from '../../ports/device.ts';
import type { OffloadDesk as DeskFacts } from '../../ports/device-host.ts';
import type { Logger } from '../../ports/logger.ts';
import type { VaultDirectory } from '../../ports/vault-directory.ts';

export interface OffloadDeskDependencies {
  readonly directory: VaultDirectory;
  readonly escrowPublicKey: Uint8Array | null;
  /** Null where the device secret cannot be read: then nothing can be offloaded, and no camera is known again. */
  readonly secrets: {
    readonly resumeKey: Uint8Array;
    readonly keys: OffloadKeys;
    readonly owners: CameraOwners;
  } | null;
  /** The folder of an officer's evidence within the folder of their vault. */
  readonly evidenceFolder: (vaultFolder: string) => string;
  /** Who is unlocked, or was here last. */
  readonly current: () => Promise<OfficerId | null>;
  readonly clock: Clock;
  readonly logger: Logger;
}

export interface OffloadDesk {
  /** As things are now. */
  read(): Promise<DeskFacts>;
  /**
   * Whose vault an offload of this camera goes to: of whom the officer says, else of its owner, else of the only officer.
   * @throws KerbdeskError `camera-owner-unknown`, or `not-found` where nobody has a vault.
   */
  whose(camera: CameraId, said: OfficerId | null): Promise<OfficerId>;
  ownerOf(camera: CameraId): OfficerId | null;
  /** Durable when it resolves. */
  assign(camera: CameraId, officer: OfficerId | null): Promise<void>;
  /** An unlock has proven the public key of this vault against the private one. */
  believe(officer: OfficerId): Promise<void>;
}

export function createOffloadDesk(dependencies: OffloadDeskDependencies): OffloadDesk {
  const { directory, secrets, clock, logger } = dependencies;

  async function officers(): Promise<OfficerId[]> {
    const { vaults } = await directory.list(clock.now());
    return vaults.map((vault) => vault.facts.officer.id);
  }

  return {
    async read() {
      const { vaults } = await directory.list(clock.now());
      if (!secrets) return { targets: [], current: null, owners: [] };
      // While locked, vault.json alone is not believed: anybody who can write to the disk could put their own key there.
      const believed = vaults.filter(({ facts }) => secrets.keys.holds(facts.officer.id, facts.encryptionPublicKey));
      for (const { facts } of vaults.filter((vault) => !believed.includes(vault))) {
        logger.warn('offloads wait until this officer unlocks', { officerId: facts.officer.id });
      }
      return {
        targets: believed.map(({ folder, facts }) => ({
          officerId: facts.officer.id,
          evidenceFolder: dependencies.evidenceFolder(folder),
          officerPublicKey: facts.encryptionPublicKey,
          escrowPublicKey: dependencies.escrowPublicKey,
          resumeKey: secrets.resumeKey,
        })),
        current: await dependencies.current(),
        owners: secrets.owners.list(),
      };
    },

    async whose(camera, said) {
      const known = said ?? secrets?.owners.ownerOf(camera) ?? null;
      if (known !== null) return known;
      const [only, ...others] = await officers();
      if (only !== undefined && others.length === 0) return only;
      if (only === undefined) {
        throw new KerbdeskError(
          'not-found',
          'No vault on this laptop is ready for recordings. Make yours, or unlock it once, then offload.',
        );
      }
      throw new KerbdeskError(
        'camera-owner-unknown',
        'Several officers have a vault on this laptop. Say whose camera this is, then offload.',
      );
    },

    ownerOf: (camera) => secrets?.owners.ownerOf(camera) ?? null,

    async assign(camera, officer) {
      if (!secrets) {
        throw new KerbdeskError(
          'keystore-missing',
          'This laptop’s keystore did not give its key, so whose camera it is cannot be kept. Sign in to the laptop again, or ask IT.',
        );
      }
      if (officer !== null && !(await officers()).includes(officer)) {
        throw new KerbdeskError('not-found', 'This officer has no vault on this laptop.');
      }
      await secrets.owners.assign(camera, officer);
    },

    async believe(officer) {
      const { vaults } = await directory.list(clock.now());
      const listing = vaults.find((vault) => vault.facts.officer.id === officer);
      if (listing) await secrets?.keys.remember(officer, listing.facts.encryptionPublicKey);
    },
  };
}
