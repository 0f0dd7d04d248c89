// "Whose camera is this?": asked once for a camera that is new to a laptop with several officers, and whenever one wants to.
import { Download } from 'lucide-react';
import { useState } from 'react';
import type { OfficerId } from '#contract/ids.ts';
import type { Officer } from '#contract/session.ts';
import { Button, Checkbox, Dialog, RadioGroup } from '../../ui/index.ts';
import { officerName } from './camera-facts.ts';
import styles from './WhoseCamera.module.css';

interface WhoseCameraProps {
  readonly cameraName: string;
  readonly officers: readonly Officer[];
  readonly preselected: OfficerId | null;
  /** `offload`: the answer starts one, and may count just this once. */
  readonly purpose: 'offload' | 'assign';
  readonly onAnswer: (officer: OfficerId, remember: boolean) => void;
  readonly onClose: () => void;
}

export function WhoseCamera({ cameraName, officers, preselected, purpose, onAnswer, onClose }: WhoseCameraProps) {
  const [chosen, setChosen] = useState<OfficerId | null>(preselected);
  const [isOnce, setOnce] = useState(false);
  const officer = officers.find(({ id }) => id === chosen);
  const confirm = (): void => {
    if (officer === undefined) return;
    onAnswer(officer.id, !isOnce);
    onClose();
  };
  return (
    <Dialog
      title={`Whose camera is ${cameraName}?`}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button
            variant="primary"
            {...(purpose === 'offload' ? { icon: Download } : {})}
            isDisabled={officer === undefined}
            onPress={confirm}
          >
            {officer === undefined
              ? 'Choose an officer'
              : purpose === 'offload'
                ? `Offload to ${officerName(officer)}`
                : `It is ${officerName(officer)}’s`}
          </Button>
          <Button variant="quiet" onPress={onClose}>
            Not now
          </Button>
        </>
      }
    >
      <div className={styles['question']}>
        <RadioGroup
          label="Recordings go, encrypted, to this officer’s vault, also while it is locked"
          value={chosen}
          onChange={(id) => setChosen(officers.find((one) => one.id === id)?.id ?? null)}
          options={officers.map((one) => ({ id: one.id, label: officerName(one), detail: one.shoulderNumber }))}
        />
        {purpose === 'offload' ? (
          <Checkbox isSelected={isOnce} onChange={setOnce} detail="For a shared or borrowed camera: it is asked again.">
            Just this once
          </Checkbox>
        ) : null}
      </div>
    </Dialog>
  );
}
