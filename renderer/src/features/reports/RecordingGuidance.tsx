// Beside several offences or victims: how many crimes they may be and which is the principal one, with the rules. It only tells;
// what is recorded is the officer's decision, made at each offence.
import { Scale } from 'lucide-react';
import { memo, useId } from 'react';
import { recordingGuidance, type PrincipalGuidance } from '#contract/crime-report/recording-guidance.ts';
import { forceConfiguration } from '#contract/report-forms.ts';
import styles from './RecordingGuidance.module.css';
import { useSettledContent } from './session-context.tsx';

interface PrincipalProps {
  readonly principal: PrincipalGuidance;
  /** The answers still allow them to be several crimes. */
  readonly isOpen: boolean;
}

function Principal({ principal, isOpen }: PrincipalProps) {
  return (
    <div>
      <dt>{isOpen ? 'Principal crime, if they are one crime' : 'Principal crime'}</dt>
      <dd>
        <strong>{principal.known ? principal.offence.name : 'Cannot be told from the classes'}</strong>
        <span className={styles['why']}>{principal.why}</span>
      </dd>
    </div>
  );
}

export const RecordingGuidance = memo(function RecordingGuidance() {
  const titleId = useId();
  const guidance = recordingGuidance(useSettledContent(), forceConfiguration()?.recordingRules);
  if (guidance === null) return null;
  const { crimes, principal, rules } = guidance;
  return (
    <section className={styles['guidance']} aria-labelledby={titleId}>
      <h3 id={titleId} className={styles['title']}>
        <Scale size={18} aria-hidden />
        How many crimes?
      </h3>
      <dl className={styles['answers']} aria-live="polite">
        <div>
          <dt>By what you answered</dt>
          <dd>
            <strong>{crimes.words}</strong>
            <span className={styles['why']}>
              Help, not a decision: you decide at each offence how it is recorded. The counting rules of a kind of crime
              go before these general ones.
            </span>
          </dd>
        </div>
        {principal === null ? null : <Principal principal={principal} isOpen={crimes.least !== crimes.most} />}
      </dl>
      <details className={styles['rules']}>
        <summary>The rules</summary>
        <dl>
          {rules.map(({ title, text, source }) => (
            <div key={title}>
              <dt>{title}</dt>
              <dd>
                {text}
                <span className={styles['why']}>{source}</span>
              </dd>
            </div>
          ))}
        </dl>
      </details>
    </section>
  );
});
