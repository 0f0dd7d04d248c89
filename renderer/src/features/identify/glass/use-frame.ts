// What the reader sees, ten times a second at most: not kept anywhere, and gone with the screen.
import { useEffect, useState } from 'react';
import type { CaptureFrame, PrintPosition } from '#contract/identify/fingers.ts';
import type { IdentificationId } from '#contract/ids.ts';
import { kerbdesk } from '../../../ipc/kerbdesk.ts';

export function useFrame(id: IdentificationId, position: PrintPosition | null): CaptureFrame | null {
  const [frame, setFrame] = useState<CaptureFrame | null>(null);
  useEffect(
    () =>
      kerbdesk.identify.onFrame((told) => {
        if (told.id === id) setFrame(told.frame);
      }),
    [id],
  );
  return frame?.position === position ? frame : null;
}
