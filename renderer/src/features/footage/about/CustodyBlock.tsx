// The proof that the recording is as it came: its hash, the way from the camera to this laptop, and a check at any time.
import { ChevronRight, ShieldAlert, ShieldCheck } from 'lucide-react';
import { useState } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { Disclosure, DisclosurePanel } from 'react-aria-components/Disclosure';
import { custodyEventLabel, type Recording } from '#contract/footage.ts';
import { formatCount, formatDateTimeWithSeconds, formatTimeWithSeconds } from '../../../format/index.ts';
import { kerbdesk, value } from '../../../ipc/kerbdesk.ts';
import { describeProblem } from '../../../ipc/problem.ts';
import { Button } from '../../../ui/index.ts';
import styles from './CustodyBlock.module.css';
import { groupedHash, shortHash } from './custody-words.ts';
import { clockSentence } from '../footage-words.ts';
import type { RecordingSaver } from './recording-saver.ts';

interface CustodyBlockProps {
  readonly recording: Recording;
  readonly saver: RecordingSaver;
}

export function CustodyBlock({ recording, saver }: CustodyBlockProps) {
  const { custody } = recording;
  const readBack = custody.events.findLast(
    (event) => event.what === 'read-back-equal' || event.what === 'read-back-different',
  );
  return (
    <section className={styles['custody']} aria-labelledby="custody">
      <h3 id="custody" className={styles['title']}>
        Custody
      </h3>
      <dl className={styles['facts']}>
        <Fact name="SHA-256">{shortHash(custody.sha256)}</Fact>
        <Fact name={recording.parentId === null ? 'Camera → laptop' : 'Made here'}>
          {formatDateTimeWithSeconds(recording.offloadedAt)}
        </Fact>
        {readBack === undefined ? null : (
          <Fact name={custodyEventLabel[readBack.what]}>{formatDateTimeWithSeconds(readBack.at)}</Fact>
        )}
        <Fact name="Kept in">{formatCount(custody.parts, 'sealed part')}</Fact>
      </dl>
      <CustodyDetails recording={recording} />
      <VerifyNow recording={recording} saver={saver} />
    </section>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: string }) {
  return (
    <div className={styles['fact']}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function CustodyDetails({
  recording: { custody, clock, cameraStartedAt, startedAt },
}: Pick<CustodyBlockProps, 'recording'>) {
  return (
    <Disclosure className={styles['details'] ?? ''}>
      <AriaButton slot="trigger" className={styles['trigger'] ?? ''}>
        <ChevronRight size={14} aria-hidden />
        Whole hash and every step
      </AriaButton>
      <DisclosurePanel className={styles['panel'] ?? ''}>
        <p className={styles['hash']}>{groupedHash(custody.sha256)}</p>
        <p className={styles['path']}>{`On the camera: ${custody.sourcePath}`}</p>
        <p className={styles['path']}>{`Clock of the camera: ${clockSentence(clock)}`}</p>
        {cameraStartedAt === null || cameraStartedAt === startedAt ? null : (
          <p
            className={styles['path']}
          >{`Start as the camera said it: ${formatDateTimeWithSeconds(cameraStartedAt)}`}</p>
        )}
        <ol>
          {custody.events.map((event) => (
            <li key={`${event.at} ${event.what}`} className={styles['event']}>
              <span>{formatDateTimeWithSeconds(event.at)}</span>
              <span>
                {custodyEventLabel[event.what]}
                {event.detail === '' ? null : <span className={styles['detail']}>{event.detail}</span>}
              </span>
            </li>
          ))}
        </ol>
      </DisclosurePanel>
    </Disclosure>
  );
}

type Check =
  { readonly at: 'rest' | 'running' } | { readonly at: 'done'; readonly intact: boolean; readonly words: string };

function VerifyNow({ recording, saver }: CustodyBlockProps) {
  const [check, setCheck] = useState<Check>({ at: 'rest' });
  const verify = async (): Promise<void> => {
    setCheck({ at: 'running' });
    try {
      const checked = await value(kerbdesk.footage.verify({ id: recording.id }));
      saver.accept(checked);
      const intact = checked.state === 'verified';
      const when = formatTimeWithSeconds(Date.now());
      setCheck({
        at: 'done',
        intact,
        words: intact
          ? `Checked at ${when}: every byte equals the camera’s.`
          : `Checked at ${when}: it no longer equals the camera’s bytes. What can be read is kept.`,
      });
    } catch (error) {
      setCheck({ at: 'done', intact: false, words: describeProblem(error).text });
      // The check may have changed what is known of it.
      const latest = await kerbdesk.footage.get({ id: recording.id });
      if (latest.ok) saver.accept(latest.value);
    }
  };
  const Icon = check.at === 'done' && !check.intact ? ShieldAlert : ShieldCheck;
  return (
    <div className={styles['verify']}>
      <Button size="small" icon={ShieldCheck} isPending={check.at === 'running'} onPress={() => void verify()}>
        {check.at === 'running' ? 'Verifying every byte' : 'Verify now'}
      </Button>
      <output className={styles['outcome']}>
        {check.at === 'done' ? (
          <span className={check.intact ? styles['ok'] : styles['bad']}>
            <Icon size={15} aria-hidden />
            <span>{check.words}</span>
          </span>
        ) : null}
      </output>
    </div>
  );
}
