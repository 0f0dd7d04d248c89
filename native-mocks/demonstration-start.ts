// What the demonstration's device host is told at its start, beyond what the product's is.
import { z } from 'zod';
import type { DeviceHostStart } from '../main/ports/device-host.ts';

export const demonstrationStart = z.object({
  /** Each folder in it is a device that is plugged in. */
  virtualUsbFolder: z.string(),
  /** Whether devices that are really plugged into this machine are seen too. */
  systemUsb: z.boolean(),
});

/** What the demonstration's identify host is told besides what the product's is. */
export const demonstratedReader = z.object({
  /** Who stands before the simulated reader, and whether it is plugged in. */
  glassFile: z.string(),
  systemUsb: z.boolean(),
});

/** IT's words on cameras are the policy's, as in the product. */
export type DemonstrationStart = Omit<DeviceHostStart, 'cameraLayouts' | 'cameraPlugIns'> &
  z.infer<typeof demonstrationStart>;
