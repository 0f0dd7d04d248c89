// When and how it is safe to make contact: seen before any number or address is, wherever one is about to be used.
import { ShieldAlert } from 'lucide-react';
import type { Victim } from '#contract/victims.ts';
import { Notice } from '../../ui/index.ts';
import { ways } from './victim-words.ts';

export function SafeContact({ victim }: { readonly victim: Victim }) {
  const unsafe = ways.filter(({ id }) => victim.unsafeWays.includes(id)).map(({ label }) => label.toLowerCase());
  const never = unsafe.length === 0 ? null : `Not safe: ${unsafe.join(', ')}`;
  if (victim.safeContact === '' && never !== null) {
    return (
      <Notice tone="warn" icon={ShieldAlert} title={never}>
        As marked in the report. Nobody has written down how contact is safe: ask, and write it there.
      </Notice>
    );
  }
  if (victim.safeContact !== '') {
    return (
      <Notice tone="warn" icon={ShieldAlert} title={victim.safeContact}>
        {never === null ? '' : `${never}. `}Safe contact, as written in the report. Read it before you ring, write or
        call.
      </Notice>
    );
  }
  return (
    <Notice icon={ShieldAlert} title="Nobody has written down how contact is safe">
      Ask, and write it in the report under People, Safe contact.
    </Notice>
  );
}
