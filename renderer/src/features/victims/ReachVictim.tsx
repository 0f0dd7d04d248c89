// Number and addresses of a victim: shown by a key, below what makes contact safe, and copied from there.
import { Copy, Eye, EyeOff } from 'lucide-react';
import { useState } from 'react';
import type { Victim } from '#contract/victims.ts';
import { Button, IconButton, showToast, useShortcut } from '../../ui/index.ts';
import { copyText } from './copy-text.ts';
import { SafeContact } from './SafeContact.tsx';
import { wayLabel } from './victim-words.ts';
import styles from './Victims.module.css';

export function ReachVictim({ victim }: { readonly victim: Victim }) {
  const [isShown, setShown] = useState(false);
  const reach = [
    ['Phone', victim.phone],
    ['Email', victim.email],
    ['Address', victim.address],
  ].filter((one): one is [string, string] => one[1] !== '');
  const wishes = [
    victim.preferredWay === '' ? null : `Keep in touch by: ${wayLabel(victim.preferredWay).toLowerCase()}`,
    victim.bestTimes === '' ? null : `Best times: ${victim.bestTimes}`,
  ].filter((wish) => wish !== null);
  const label = isShown ? 'Hide number and address' : 'Show number and address';
  useShortcut('R', () => setShown(!isShown), { when: reach.length > 0, label, group: 'Victims' });
  const copy = (name: string, text: string): void => {
    if (copyText(text)) showToast({ title: `${name} copied` });
    else showToast({ tone: 'bad', title: `${name} was not copied`, text: 'Read it from the screen.' });
  };
  return (
    <section className={styles['reach']} aria-label="How to reach">
      <SafeContact victim={victim} />
      {wishes.length === 0 ? null : <p className={styles['wishes']}>{wishes.join(' · ')}</p>}
      {reach.length === 0 ? (
        <p className={styles['quiet']}>No number or address is in the report.</p>
      ) : (
        <div>
          <Button size="small" icon={isShown ? EyeOff : Eye} shortcut="R" onPress={() => setShown(!isShown)}>
            {label}
          </Button>
        </div>
      )}
      {isShown ? (
        <dl className={styles['facts']}>
          {reach.map(([name, text]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>
                <span>{text}</span>
                <IconButton
                  icon={Copy}
                  size="small"
                  label={`Copy ${name.toLowerCase()}`}
                  onPress={() => copy(name, text)}
                />
              </dd>
            </div>
          ))}
        </dl>
      ) : null}
    </section>
  );
}
