// Joins an update of the cameras with what is known of them; a gap in the sequence shows that one was missed. Pure.
import { applyCameraUpdate, type Camera } from '#contract/cameras.ts';
import type { EventPayload } from '#contract/index.ts';

export interface KnownCameras {
  readonly sequence: number;
  readonly cameras: Camera[];
}

export interface CamerasMerge {
  readonly known: KnownCameras | undefined;
  /** Something was missed: all must be asked for. */
  readonly gap: boolean;
}

/** @param known undefined while the first answer is still to come: it will have what this update says. */
export function mergeCameras(
  known: KnownCameras | undefined,
  { sequence, cameras: update }: EventPayload<'cameras', 'changed'>,
): CamerasMerge {
  if (known === undefined || sequence <= known.sequence) return { known, gap: false };
  const cameras = sequence === known.sequence + 1 ? applyCameraUpdate(known.cameras, update) : null;
  return cameras === null ? { known, gap: true } : { known: { sequence, cameras }, gap: false };
}
