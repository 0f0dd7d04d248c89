// When and how it is safe to make contact: seen before any number or address is, wherever one is about to be used.
import { ShieldAlert } from 'lucide-react';
import type { Victim } from '#contract/victims.ts';
import { Notice } from '../../ui/index.ts';

export function SafeContact({ victim }: { readonly victim: Victim }) {
  if (victim.safeContact !== '') {
    return (
      <Notice tone="warn" icon={ShieldAlert} title={victim.safeContact}>
        Safe contact, as written in the report. Read it before you ring, write or call.
      </Notice>
    );
  }
  return (
    <Notice icon={ShieldAlert} title="Nobody has written down how contact is safe">
      Ask, and write it in the report under People, Safe contact.
    </Notice>
  );
}
