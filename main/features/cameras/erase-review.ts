// What may be erased from a camera and why the rest may not: the rules of the erase gate. Pure.
import type { CameraId } from '#contract/ids.ts';
import type { CameraFile } from '../../ports/device-host.ts';
import type { ErasureFacts } from '../../ports/vault-host.ts';

export interface Reviewed {
  readonly file: CameraFile;
  /** Of the original in the vault; null where it is refused. */
  readonly sha256: string | null;
  /** Why it stays, for a person; null where it may go. */
  readonly refusal: string | null;
}

/**
 * A file may go only if the open vault's records know it as this file of this camera, whole and read back. Files that belong
 * together (segments, GPS trail) go together or not at all.
 * @param isOwnVault whether the camera's recordings go to the vault that is open.
 */
export function reviewFiles(
  camera: CameraId,
  files: readonly CameraFile[],
  facts: readonly ErasureFacts[],
  isOwnVault: boolean,
): Reviewed[] {
  const byId = new Map(facts.map((fact) => [fact.id, fact]));
  const alone = files.map((file): Reviewed => {
    const known = file.recordingId === null ? undefined : byId.get(file.recordingId);
    const refusal = isOwnVault
      ? refuse(camera, file, known)
      : 'It goes to another officer’s vault: only they may erase it.';
    return { file, sha256: refusal === null ? (known?.sha256 ?? null) : null, refusal };
  });
  const refusedOf = new Map<string, string>();
  for (const { file, refusal } of alone) {
    if (refusal !== null && !refusedOf.has(file.group)) refusedOf.set(file.group, file.name);
  }
  return alone.map((one) => {
    const refused = refusedOf.get(one.file.group);
    if (one.refusal !== null || refused === undefined) return one;
    return { ...one, sha256: null, refusal: `It belongs together with "${refused}", which must stay.` };
  });
}

function refuse(camera: CameraId, file: CameraFile, known: ErasureFacts | undefined): string | null {
  if (file.recordingId === null) return 'It is not in the vault yet.';
  if (known === undefined) return 'It is not in your records yet.';
  const isSame = known.cameraId === camera && known.sourcePath === file.path && known.bytes === file.bytes;
  if (!isSame) return 'What your records say of it does not fit what is on the camera.';
  if (known.isErased) return 'Its copy in the vault was deleted.';
  switch (known.state) {
    case 'verified':
      return null;
    case 'not-verified':
      return 'It was not read back from the vault yet: verify it first.';
    case 'damaged':
      return 'Its copy in the vault is damaged: this may be the only good one.';
    default:
      return known.state satisfies never;
  }
}
