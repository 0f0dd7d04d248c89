// Section 170 of the Road Traffic Act 1988 as a checklist: what a driver must give at the scene, and when to report instead.
import type { FieldDefinition, FieldOption } from '../forms/types.ts';

/** The same answer for each duty. */
const done: readonly FieldOption[] = [
  { id: 'yes', label: 'Done' },
  { id: 'no', label: 'Not done' },
  { id: 'not-needed', label: 'Not needed' },
];

const duties = [
  ['exchange-stopped', 'Each driver stopped', 'Section 170(2).'],
  ['exchange-names', 'Names and addresses given', 'Of the driver and the owner, to anyone with reasonable grounds.'],
  ['exchange-registration', 'Registration given', 'Of each vehicle.'],
  ['exchange-insurance', 'Insurance shown', 'Section 170(5): where somebody else was hurt, at the scene or to police.'],
  ['exchange-reported', 'Told to report within 24 hours', 'Section 170(3) and (6): where details were not exchanged.'],
] as const;

export const exchangeOfDetails: readonly FieldDefinition[] = [
  ...duties.map(([id, label, hint]): FieldDefinition => ({
    id,
    section: 'exchange',
    label,
    hint,
    kind: 'choice',
    group: 'before-submission',
    options: done,
    missingLabel: `Exchange of details: ${label.charAt(0).toLowerCase()}${label.slice(1)}`,
    width: 'half',
  })),
  {
    id: 'exchange-notes',
    section: 'exchange',
    label: 'Who did not, and why',
    kind: 'long-text',
    maxLength: 5000,
    group: 'optional',
  },
];
