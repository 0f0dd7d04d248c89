// Volumes on Windows: every drive letter but the system's own. What is a camera among them its layout tells.
import { stat } from 'node:fs/promises';
import type { Volume, Volumes } from '../../ports/volumes.ts';

/** @param probe gives the volume's serial number, which Windows has as the device number of any file; rejects without a volume. */
export function createWindowsVolumes(
  systemDrive: string = process.env['SystemDrive'] ?? 'C:',
  probe: (root: string) => Promise<bigint> = async (root) => (await stat(root, { bigint: true })).dev,
): Volumes {
  return {
    async list() {
      const letters = 'DEFGHIJKLMNOPQRSTUVWXYZ'
        .split('')
        .filter((letter) => `${letter}:` !== systemDrive.toUpperCase());
      const volumes = await Promise.all(
        letters.map(async (letter): Promise<Volume | null> => {
          const root = `${letter}:\\`;
          try {
            const serial = await probe(root);
            return { identity: serial.toString(16).toUpperCase(), label: null, root, fileSystem: null };
          } catch {
            return null;
          }
        }),
      );
      return volumes.filter((volume) => volume !== null);
    },
  };
}
