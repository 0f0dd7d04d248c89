// Who is at the laptop, when several officers have a vault on it.
import { Label } from 'react-aria-components/Label';
import { Radio, RadioGroup } from 'react-aria-components/RadioGroup';
import type { OfficerId } from '#contract/ids.ts';
import type { Officer, VaultSummary } from '#contract/session.ts';
import { VisuallyHidden } from '../../ui/index.ts';
import { initials } from './officer-words.ts';
import styles from './Session.module.css';

export function OfficerLine({ officer }: { readonly officer: Officer }) {
  return (
    <div className={styles['officer']}>
      <span className={styles['initials']} aria-hidden>
        {initials(officer.name)}
      </span>
      <OfficerWords officer={officer} />
    </div>
  );
}

function OfficerWords({ officer }: { readonly officer: Officer }) {
  return (
    <span>
      <span className={styles['officerName']}>{officer.name}</span>
      <br />
      <span className={styles['officerDetail']}>
        {officer.rank} {officer.shoulderNumber}
      </span>
    </span>
  );
}

interface OfficerChooserProps {
  readonly vaults: readonly VaultSummary[];
  readonly value: OfficerId;
  readonly onChange: (id: OfficerId) => void;
}

export function OfficerChooser({ vaults, value, onChange }: OfficerChooserProps) {
  return (
    <RadioGroup
      value={value}
      onChange={(id) => {
        const vault = vaults.find(({ officer }) => officer.id === id);
        if (vault !== undefined) onChange(vault.officer.id);
      }}
      className={styles['chooser'] ?? ''}
    >
      <VisuallyHidden>
        <Label>Officer</Label>
      </VisuallyHidden>
      {vaults.map(({ officer, condition }) => (
        <Radio key={officer.id} value={officer.id} className={styles['choice'] ?? ''}>
          <span className={styles['initials']} aria-hidden>
            {initials(officer.name)}
          </span>
          <OfficerWords officer={officer} />
          {condition === 'ready' ? null : <span className={styles['choiceState']}>Cannot be opened</span>}
        </Radio>
      ))}
    </RadioGroup>
  );
}
