// A statement that is being signed, instead of its form: its text stands still until it is sealed or signing is stopped.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { LockKeyhole, PenLine } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { formOf } from '#contract/forms.ts';
import type { Report } from '#contract/reports.ts';
import type { OpenSigning } from '#contract/signing.ts';
import { routeHref } from '../../../app/route.ts';
import { formatCount, formatDateTime, formatTime } from '../../../format/index.ts';
import { kerbdesk, value } from '../../../ipc/kerbdesk.ts';
import { showProblem } from '../../../ipc/problem.ts';
import { queryKeys } from '../../../ipc/query-keys.ts';
import { Badge, Button, Card, Notice, ReasonDialog, ScreenTitle, showToast, TextField } from '../../../ui/index.ts';
import { Summary } from '../Summary.tsx';
import { wasJustBegun } from './opened-signing.ts';
import { progressWords } from './signing-words.ts';
import { SigningScreen } from './SigningScreen.tsx';
import styles from './Sealed.module.css';

interface BeingSignedProps {
  readonly report: Report;
  readonly open: OpenSigning;
  /** The button that prints it. */
  readonly print: ReactNode;
}

export function BeingSigned({ report, open, print }: BeingSignedProps) {
  const client = useQueryClient();
  const { fixed } = open;
  const [isSigning, setSigning] = useState(() => fixed.way === 'screen' && wasJustBegun(open.id));
  const [isStopping, setStopping] = useState(false);
  const stop = useMutation({
    mutationFn: (reason: string) => value(kerbdesk.signing.withdraw({ id: open.id, reason })),
    onSuccess: () => client.invalidateQueries({ queryKey: queryKeys.reports }),
    onError: (error) => showProblem(error, 'Signing was not stopped'),
  });
  return (
    <div className={styles['screen']}>
      <ScreenTitle
        back={{ href: routeHref({ screen: 'reports' }), label: 'All reports' }}
        title={report.title}
        subtitle={`${report.localReference} · made ready ${formatDateTime(fixed.begunAt)}, ${formatCount(fixed.pages.length, 'page')}`}
        badges={<Badge tone="accent">Being signed</Badge>}
        actions={print}
      />
      {fixed.way === 'screen' ? (
        <Card title={progressWords(open)}>
          <p>The text and its pages stand still while it is signed. What was signed is in the vault.</p>
          <div className={styles['deeds']}>
            <Button variant="primary" icon={PenLine} onPress={() => setSigning(true)}>
              Go on signing
            </Button>
            <Button onPress={() => setStopping(true)}>Stop signing</Button>
          </div>
        </Card>
      ) : (
        <OnPaper open={open} onStop={() => setStopping(true)} />
      )}
      <Card title="The statement">
        <Summary form={formOf(report.kind)} content={report.content} now={report.updatedAt} />
      </Card>
      {isSigning ? (
        <SigningScreen open={open} onClose={() => setSigning(false)} onStop={() => setStopping(true)} />
      ) : null}
      {isStopping ? (
        <ReasonDialog
          title="Stop signing?"
          deed="Stop signing"
          danger
          hint="For example: the witness wants to change a time"
          isPending={stop.isPending}
          onDeed={(reason) => stop.mutate(reason)}
          onClose={() => setStopping(false)}
        >
          <Notice tone="warn" title={`${formatCount(open.signatures.length, 'signature')} will be void`}>
            The text can be changed again. To be signed, it starts from the first page.
          </Notice>
        </ReasonDialog>
      ) : null}
    </div>
  );
}

/** Printed, signed with a pen, and then sealed as what was signed. */
function OnPaper({ open, onStop }: { readonly open: OpenSigning; readonly onStop: () => void }) {
  const client = useQueryClient();
  const [where, setWhere] = useState('');
  const [wasSent, setSent] = useState(false);
  const seal = useMutation({
    mutationFn: (paper: string) => value(kerbdesk.signing.seal({ id: open.id, paper })),
    onSuccess: async ({ sealedAt }) => {
      showToast({ tone: 'ok', title: `Sealed ${formatTime(sealedAt)}`, text: 'As it was signed on paper.' });
      await client.invalidateQueries({ queryKey: queryKeys.reports });
    },
    onError: (error) => showProblem(error, 'The statement was not sealed'),
  });
  const send = (): void => {
    setSent(true);
    if (where.trim() !== '') seal.mutate(where.trim());
  };
  return (
    <Card title="To be signed on paper">
      <p>
        Print it, and have every page signed. The text and its pages stand still meanwhile, so that the paper and the
        vault say the same.
      </p>
      <TextField
        label="Where is the signed paper?"
        hint="For example: case file 12, Stoke Newington"
        value={where}
        onChange={setWhere}
        maxLength={300}
        error={wasSent && where.trim() === '' ? 'Say where the paper with the signatures is.' : undefined}
      />
      <div className={styles['deeds']}>
        <Button variant="primary" icon={LockKeyhole} isPending={seal.isPending} onPress={send}>
          It is signed: seal it
        </Button>
        <Button onPress={onStop}>Stop signing</Button>
      </div>
    </Card>
  );
}
