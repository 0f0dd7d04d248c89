// The explicit choice before anything leaves a camera: what would go, what stays and why.
import { useMutation, useQuery } from '@tanstack/react-query';
import { Eraser, ShieldCheck } from 'lucide-react';
import type { Camera, Erasable } from '#contract/cameras.ts';
import { formatBytes, formatCount } from '../../format/index.ts';
import { kerbdesk, value } from '../../ipc/kerbdesk.ts';
import { describeProblem, showProblem } from '../../ipc/problem.ts';
import { Button, Dialog, Notice, ScrollRegion, Skeleton } from '../../ui/index.ts';
import styles from './EraseDialog.module.css';

interface EraseDialogProps {
  readonly camera: Pick<Camera, 'id' | 'name'>;
  readonly onClose: () => void;
}

export function EraseDialog({ camera: { id: cameraId, name }, onClose }: EraseDialogProps) {
  const review = useQuery({
    queryKey: ['cameras', 'erasure', cameraId],
    queryFn: () => value(kerbdesk.cameras.reviewErasure({ cameraId })),
    gcTime: 0,
    staleTime: 0,
  });
  const going = review.data?.filter(({ refusal }) => refusal === null) ?? [];
  const staying = review.data?.filter(({ refusal }) => refusal !== null) ?? [];
  const erase = useMutation({
    mutationFn: () => value(kerbdesk.cameras.erase({ cameraId, paths: going.map(({ path }) => path) })),
    onSuccess: onClose,
    onError: (error) => showProblem(error, `Nothing was erased from ${name}`),
  });
  return (
    <Dialog
      title={`Erase recordings from ${name}`}
      size="wide"
      isOpen
      onClose={onClose}
      actions={
        <>
          {going.length === 0 ? null : (
            <Button variant="danger" icon={Eraser} isPending={erase.isPending} onPress={() => erase.mutate()}>
              {`Erase ${formatCount(going.length, 'file')} from ${name}`}
            </Button>
          )}
          <Button onPress={onClose}>{going.length === 0 ? 'Close' : 'Keep all on the camera'}</Button>
        </>
      }
    >
      {review.isError ? (
        <Notice tone="bad" title="Nothing can be erased now">
          {describeProblem(review.error).text}
        </Notice>
      ) : review.data === undefined ? (
        <Skeleton lines={4} height={1.25} />
      ) : (
        <div className={styles['review']}>
          <Files
            title={going.length === 0 ? 'Nothing on this camera may be erased' : `These go: ${sum(going)}`}
            files={going}
          />
          {going.length === 0 ? null : (
            <Notice tone="neutral" icon={ShieldCheck} title="Compared once more before each one goes">
              The copy in your vault is read back, then the file on the camera. Only if both are equal is it erased.
              Each is noted in the audit trail.
            </Notice>
          )}
          {staying.length === 0 ? null : <Files title={`These stay: ${sum(staying)}`} files={staying} />}
        </div>
      )}
    </Dialog>
  );
}

const sum = (files: readonly Erasable[]): string =>
  `${formatCount(files.length, 'file')}, ${formatBytes(files.reduce((bytes, file) => bytes + file.bytes, 0))}`;

function Files({ title, files }: { readonly title: string; readonly files: readonly Erasable[] }) {
  return (
    <section className={styles['files']}>
      <h3>{title}</h3>
      {files.length === 0 ? null : (
        <ScrollRegion label={title} className={styles['scroller']}>
          <ul>
            {files.map(({ path, name, bytes, refusal }) => (
              <li key={path}>
                <span className={styles['name']}>{name}</span>
                <span className={styles['size']}>{formatBytes(bytes)}</span>
                {refusal === null ? null : <span className={styles['refusal']}>{refusal}</span>}
              </li>
            ))}
          </ul>
        </ScrollRegion>
      )}
    </section>
  );
}
