// Starting an offload: a single press, except where several officers could be meant and nobody has said whose camera it is.
import { useState, type ReactNode } from 'react';
import type { Camera } from '#contract/cameras.ts';
import type { OfficerId } from '#contract/ids.ts';
import type { CameraDeeds } from './use-camera-deeds.ts';
import type { Officers } from './use-officers.ts';
import { WhoseCamera } from './WhoseCamera.tsx';

export interface OffloadStart {
  /** @param first path of the recording to begin with. */
  readonly start: (first?: string | null) => void;
  /** The question, while it is asked; to be put on the screen. */
  readonly question: ReactNode;
}

export function useOffloadStart(
  camera: Pick<Camera, 'name' | 'owner'>,
  deeds: Pick<CameraDeeds, 'offload'>,
  officers: Officers,
  preselected: OfficerId | null,
): OffloadStart {
  const [asked, setAsked] = useState<{ readonly first: string | null } | null>(null);
  return {
    start: (first = null) => {
      if (camera.owner === null && officers.all.length > 1) setAsked({ first });
      else deeds.offload({ officerId: null, remember: false, first });
    },
    question:
      asked === null ? null : (
        <WhoseCamera
          cameraName={camera.name}
          officers={officers.all}
          preselected={preselected}
          purpose="offload"
          onAnswer={(officerId, remember) => deeds.offload({ officerId, remember, first: asked.first })}
          onClose={() => setAsked(null)}
        />
      ),
  };
}
