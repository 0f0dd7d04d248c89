// The prints are gone: told to the officer, and shown to the person on the whole screen.
import { Eye } from 'lucide-react';
import { useState } from 'react';
import { purgeWords } from '#contract/identify/findings.ts';
import type { PurgeReceipt } from '#contract/identify.ts';
import { formatTimeWithSeconds } from '../../../format/index.ts';
import { Badge, Button, Dialog, Notice } from '../../../ui/index.ts';
import styles from '../Identify.module.css';
import type { IdentificationDeeds } from '../use-identification.ts';

interface PurgeNoticeProps {
  readonly receipt: PurgeReceipt;
  readonly isShown: boolean;
  /** They were sent before. */
  readonly wasSearched: boolean;
  readonly deeds: IdentificationDeeds;
}

/** Of a dialog that asks nothing else. */
const takesFocus = { autoFocus: true } as const;

function titleOf({ at, buffers, outOfReach }: PurgeReceipt): string {
  if (outOfReach > 0) return 'The purge is not complete';
  return buffers === 0 ? 'No print was taken' : `Prints destroyed at ${formatTimeWithSeconds(at)}`;
}

export function PurgeNotice({ receipt, isShown, wasSearched, deeds }: PurgeNoticeProps) {
  const [isShowing, setShowing] = useState(false);
  const isWhole = receipt.outOfReach === 0;
  const hadPrints = receipt.buffers > 0 || !isWhole;
  const seen = async (): Promise<void> => {
    if (await deeds.record({ kind: 'purge-shown' })) setShowing(false);
  };
  return (
    <>
      <Notice
        tone={isWhole ? 'ok' : 'bad'}
        title={titleOf(receipt)}
        action={
          isShown ? (
            <Badge tone="ok" icon={Eye}>
              Shown
            </Badge>
          ) : (
            <Button icon={Eye} onPress={() => setShowing(true)}>
              Show the person
            </Button>
          )
        }
      >
        {purgeWords(receipt)}
      </Notice>
      {isShowing ? (
        <Dialog
          title={isWhole && hadPrints ? 'Your fingerprints are destroyed' : 'Your fingerprints'}
          size="wide"
          isOpen
          onClose={() => setShowing(false)}
          actions={
            <>
              <Button
                variant="primary"
                icon={Eye}
                {...takesFocus}
                isPending={deeds.isPending}
                onPress={() => void seen()}
              >
                Shown
              </Button>
              <Button onPress={() => setShowing(false)}>Not yet</Button>
            </>
          }
        >
          <div className={styles['shown']}>
            {hadPrints ? null : <p>None were taken. Nothing was sent anywhere, and nothing was kept.</p>}
            {hadPrints && isWhole ? (
              <>
                <p>
                  {wasSearched
                    ? 'They were used once, to search records of the police and of immigration.'
                    : 'They were not sent anywhere.'}
                </p>
                <p>At {formatTimeWithSeconds(receipt.at)} they were overwritten in this laptop. No copy was kept.</p>
              </>
            ) : null}
            {isWhole ? null : (
              <p>
                It could not be confirmed that all of them were overwritten. The program that held them has been ended,
                and this is being reported.
              </p>
            )}
          </div>
        </Dialog>
      ) : null}
    </>
  );
}
