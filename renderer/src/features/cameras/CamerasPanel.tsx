// All cameras on the desk, the working one first; with none plugged in, a quiet line that says what to do.
import { useQuery } from '@tanstack/react-query';
import { Usb } from 'lucide-react';
import { describeProblem } from '../../ipc/problem.ts';
import { queries } from '../../ipc/queries.ts';
import { Notice } from '../../ui/index.ts';
import { CameraCard } from './CameraCard.tsx';
import styles from './CamerasPanel.module.css';
import { ImportFolder } from './ImportFolder.tsx';

export function CamerasPanel() {
  const cameras = useQuery(queries.cameras);
  if (cameras.isError) {
    const problem = describeProblem(cameras.error, 'Cameras cannot be seen just now');
    return (
      <Notice tone="warn" title={problem.title}>
        {problem.text}
      </Notice>
    );
  }
  if (cameras.data === undefined) return null;
  if (cameras.data.length === 0) {
    return (
      <div className={styles['none']}>
        <Usb size={18} aria-hidden />
        <p>No camera is plugged in. Plug one in and its recordings appear here.</p>
        <span className={styles['way']}>
          <ImportFolder />
        </span>
      </div>
    );
  }
  // One key, one camera: the first that wants to be offloaded.
  const next = cameras.data.find(({ state, bytesTotal, bytesKept }) => state === 'ready' && bytesKept < bytesTotal);
  return (
    <div className={styles['cameras']}>
      {cameras.data.map((camera) => (
        <CameraCard key={camera.id} camera={camera} shortcut={camera === next ? 'O' : undefined} />
      ))}
      <span className={styles['way']}>
        <ImportFolder />
      </span>
    </div>
  );
}
