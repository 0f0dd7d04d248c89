// Every key that does something on the present screen.
import { Dialog, Key, ScrollRegion } from '../ui/index.ts';
import { useListedShortcuts } from '../ui/shortcuts.tsx';
import { groupShortcuts } from './group-shortcuts.ts';
import styles from './ShortcutsOverview.module.css';

export function ShortcutsOverview({ isOpen, onClose }: { readonly isOpen: boolean; readonly onClose: () => void }) {
  const groups = groupShortcuts(useListedShortcuts());
  return (
    <Dialog title="Keyboard shortcuts" isOpen={isOpen} onClose={onClose} size="wide">
      <ScrollRegion label="Shortcuts" className={styles['groups']}>
        {groups.map(([group, shortcuts]) => (
          <section key={group}>
            <h3>{group}</h3>
            <dl className={styles['list']}>
              {shortcuts.map(({ keys, label }) => (
                <div key={`${label}${keys.join()}`} className={styles['line']}>
                  <dt>{label}</dt>
                  <dd>
                    {keys.map((key) => (
                      <Key key={key}>{key}</Key>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </ScrollRegion>
      <p className={styles['note']}>
        Tab moves between controls, arrows within lists, Escape leaves. Keys without Ctrl can be turned off in Settings.
      </p>
    </Dialog>
  );
}
