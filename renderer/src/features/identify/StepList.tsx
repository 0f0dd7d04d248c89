// The way of an identification: what is behind, where the officer is, what is ahead.
import { Check, Circle, CircleDot } from 'lucide-react';
import { contactIsNeeded } from '#contract/identify/findings.ts';
import type { KeptIdentification } from '#contract/identify/kept.ts';
import type { Identification, Step } from '#contract/identify.ts';
import { classNames, VisuallyHidden } from '../../ui/index.ts';
import styles from './Identify.module.css';
import { milestonesAt } from './identify-words.ts';

interface StepListProps {
  readonly step: Step;
  readonly state: Identification | null;
  readonly kept: KeptIdentification;
}

const icons = { behind: Check, now: CircleDot, ahead: Circle } as const;
const words = { behind: 'done', now: 'now', ahead: 'to come' } as const;

function asksForContact(state: Identification | null, kept: KeptIdentification): boolean {
  if (kept.facts !== null && kept.facts.commandAndControl !== null) return true;
  if (state === null || !('decisions' in state)) return false;
  return contactIsNeeded(state);
}

export function StepList({ step, state, kept }: StepListProps) {
  const way = {
    needsContact: asksForContact(state, kept),
    wasSearched: state !== null && 'search' in state && state.search !== null,
  };
  return (
    <nav aria-label="Steps" className={styles['steps']}>
      <ol>
        {milestonesAt(step, way).map((one) => {
          const Icon = icons[one.state];
          return (
            <li
              key={one.label}
              className={classNames(styles['milestone'], styles[one.state])}
              {...(one.state === 'now' ? { 'aria-current': 'step' } : {})}
            >
              <Icon size={17} aria-hidden />
              {one.label}
              <VisuallyHidden>{`: ${words[one.state]}`}</VisuallyHidden>
            </li>
          );
        })}
      </ol>
      <p className={styles['promise']}>
        Prints are held in memory only and are destroyed when this ends, whatever the answer.
      </p>
    </nav>
  );
}
