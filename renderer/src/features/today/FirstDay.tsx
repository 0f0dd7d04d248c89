// The first day: nothing is here yet, so Today teaches the three things that fill it.
import { useQuery } from '@tanstack/react-query';
import { FilePlus2, Keyboard, Plus, Usb } from 'lucide-react';
import { deskShortcuts } from '../../app/desk-shortcuts.ts';
import { queries } from '../../ipc/queries.ts';
import { Button, Key } from '../../ui/index.ts';
import styles from './Today.module.css';

export function FirstDay({ onNewReport }: { readonly onNewReport: () => void }) {
  const { data: cameras = [] } = useQuery(queries.cameras);
  const hasCamera = cameras.length > 0;
  return (
    <section aria-labelledby="first-day">
      <h2 id="first-day" className={styles['firstTitle']}>
        Nothing is due. Three ways to begin
      </h2>
      <ul className={styles['steps']}>
        <li>
          <Usb size={22} aria-hidden />
          <h3>{hasCamera ? 'Offload the camera' : 'Plug in a camera'}</h3>
          <p>
            {hasCamera
              ? 'Its recordings are at the top of this page.'
              : 'Its recordings appear at the top of this page.'}{' '}
            One press copies, checks and encrypts them; the camera is only read.
          </p>
        </li>
        <li>
          <FilePlus2 size={22} aria-hidden />
          <h3>Write a crime report</h3>
          <p>It is saved as you type, with the 24-hour clock in view. Stop anywhere and go on later.</p>
          <Button icon={Plus} onPress={onNewReport}>
            New report
          </Button>
        </li>
        <li>
          <Keyboard size={22} aria-hidden />
          <h3>Keep your hands on the keys</h3>
          <p>
            <Key>{deskShortcuts.palette}</Key> finds anything, <Key>{deskShortcuts.cover}</Key> covers the screen,{' '}
            <Key>{deskShortcuts.lock}</Key> locks. <Key>{deskShortcuts.overview}</Key> lists the rest.
          </p>
        </li>
      </ul>
    </section>
  );
}
