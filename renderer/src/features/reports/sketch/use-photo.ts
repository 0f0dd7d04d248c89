// The photograph under the drawing, out of the vault: shown only if it is the very one that was put in.
import { useEffect, useState } from 'react';
import type { Underlay } from '#contract/collision/sketch/model.ts';
import { attachmentAddress } from '#contract/notebook.ts';

export interface ShownPhoto {
  /** Undefined until it is there. */
  readonly address: string | undefined;
  readonly isMissing: boolean;
}

const hexOf = (bytes: ArrayBuffer): string =>
  [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('');

async function fetched(pictureId: string, sha256: string, signal: AbortSignal): Promise<Blob> {
  const answer = await fetch(attachmentAddress(pictureId), { signal });
  if (!answer.ok) throw new Error(`the photograph is not there: ${answer.status}`);
  const bytes = await answer.arrayBuffer();
  if (hexOf(await crypto.subtle.digest('SHA-256', bytes)) !== sha256) throw new Error('it is another photograph');
  return new Blob([bytes], { type: 'image/jpeg' });
}

const nothing: ShownPhoto = { address: undefined, isMissing: false };

export function usePhoto(underlay: Underlay | null): ShownPhoto {
  const pictureId = underlay?.pictureId ?? null;
  const sha256 = underlay?.sha256 ?? null;
  const [shown, setShown] = useState<ShownPhoto & { readonly of: string | null }>({ ...nothing, of: null });
  useEffect(() => {
    if (pictureId === null || sha256 === null) return undefined;
    const ended = new AbortController();
    let address: string | undefined;
    const show = async (): Promise<void> => {
      try {
        const blob = await fetched(pictureId, sha256, ended.signal);
        if (ended.signal.aborted) return;
        address = URL.createObjectURL(blob);
        setShown({ address, isMissing: false, of: pictureId });
      } catch {
        if (!ended.signal.aborted) setShown({ address: undefined, isMissing: true, of: pictureId });
      }
    };
    void show();
    return () => {
      ended.abort();
      if (address !== undefined) URL.revokeObjectURL(address);
    };
  }, [pictureId, sha256]);
  return shown.of === pictureId ? shown : nothing;
}
