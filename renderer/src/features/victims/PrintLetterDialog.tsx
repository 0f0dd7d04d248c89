// A letter on its way to paper: to which address, whether that is safe, and how it will look. Kerbdesk sends nothing.
import { useMutation, useQuery } from '@tanstack/react-query';
import { FileDown, Printer, ShieldX } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { LetterRequest, SavedDocument } from '#contract/documents.ts';
import type { Victim, VictimsOfReport } from '#contract/victims.ts';
import { kerbdesk, value } from '../../ipc/kerbdesk.ts';
import { describeProblem } from '../../ipc/problem.ts';
import { queryKeys } from '../../ipc/query-keys.ts';
import { Button, Checkbox, Dialog, Notice, showToast, Skeleton, TextField } from '../../ui/index.ts';
import { DraftProblem } from './DraftProblem.tsx';
import { PaperPreview } from './PaperPreview.tsx';
import { SafeContact } from './SafeContact.tsx';
import { textIn, type VictimDraft } from './victim-drafts.ts';
import styles from './Victims.module.css';

const previewDelay = 400;

interface PrintLetterDialogProps {
  readonly shown: VictimsOfReport;
  readonly victim: Victim;
  /** Of the message; the address and the reason are kept with it. */
  readonly draft: VictimDraft;
  readonly text: string;
  /** It is on paper or in a file: the log notes it as drafted. */
  readonly onPrinted: () => void;
  readonly onBack: () => void;
}

/** The address of the report, a line each, until the officer wrote another. */
const addressIn = (draft: VictimDraft, victim: Victim): string =>
  draft.values['address'] === undefined ? victim.address.replaceAll(/,\s*/g, '\n') : textIn(draft.values, 'address');

function useSettled<Value>(latest: Value): Value {
  const [settled, setSettled] = useState(latest);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(latest), previewDelay);
    return () => clearTimeout(timer);
  }, [latest]);
  return settled;
}

export function PrintLetterDialog({ shown, victim, draft, text, onPrinted, onBack }: PrintLetterDialogProps) {
  const { reportId } = shown;
  const { personId, safeContact, unsafeWays } = victim;
  const [hasRead, setHasRead] = useState(false);
  const [wasTried, setTried] = useState(false);
  const [saved, setSaved] = useState<SavedDocument | null>(null);
  const address = addressIn(draft, victim);
  const settledAddress = useSettled(address);
  const isMarkedUnsafe = unsafeWays.includes('letter') && address.trim() !== '';
  const asked = !isMarkedUnsafe && safeContact !== '' && address.trim() !== '';
  const despiteUnsafe = isMarkedUnsafe ? textIn(draft.values, 'despite') : '';
  const letter: LetterRequest = {
    reportId,
    personId,
    text,
    address: settledAddress.trim(),
    safeContactRead: safeContact,
    despiteUnsafe: '',
  };
  const preview = useQuery({
    queryKey: [...queryKeys.victimsOf(reportId), 'letter', letter],
    queryFn: () => value(kerbdesk.documents.previewLetter(letter)),
    gcTime: 0,
  });
  const isCurrent = preview.data !== undefined && !preview.isFetching && settledAddress === address;
  const hand = useMutation({
    async mutationFn(way: 'paper' | 'pdf') {
      if (preview.data === undefined) return;
      // What was typed here goes to the disk first, as everywhere.
      await draft.save();
      const request = { ...letter, despiteUnsafe: despiteUnsafe.trim(), previewSha256: preview.data.sha256 };
      if (way === 'pdf') {
        const file = await value(kerbdesk.documents.saveLetter(request));
        if (file === null) return;
        setSaved(file);
        onPrinted();
        return;
      }
      const { printed } = await value(kerbdesk.documents.printLetter(request));
      if (!printed) return;
      onPrinted();
      showToast({ tone: 'ok', title: 'Sent to the printer', text: 'Fetch it. Say that it was given once it was.' });
      onBack();
    },
    onError: () => void preview.refetch(),
  });
  const problems = {
    despite: isMarkedUnsafe && despiteUnsafe.trim() === '' ? 'Say why, or empty the address.' : undefined,
    hasRead: asked && !hasRead ? 'Read it, then tick this.' : undefined,
  };
  const send = (way: 'paper' | 'pdf'): void => {
    setTried(true);
    if (!isCurrent || hand.isPending || Object.values(problems).some((one) => one !== undefined)) return;
    hand.mutate(way);
  };
  return (
    <Dialog
      title={`Print the letter to ${victim.name}`}
      isOpen
      onClose={onBack}
      isDismissable={false}
      size="wide"
      actions={
        <>
          <Button
            variant="primary"
            icon={Printer}
            isPending={hand.isPending && hand.variables === 'paper'}
            onPress={() => send('paper')}
          >
            Print on paper
          </Button>
          <Button icon={FileDown} isPending={hand.isPending && hand.variables === 'pdf'} onPress={() => send('pdf')}>
            Save as PDF
          </Button>
          <Button variant="quiet" onPress={onBack}>
            Back to the text
          </Button>
        </>
      }
    >
      <SafeContact victim={victim} />
      <TextField
        label="Address"
        hint="Empty it for a letter that you hand over."
        value={address}
        multiline
        rows={3}
        maxLength={500}
        autoComplete="off"
        onChange={(next) => draft.change({ address: next })}
      />
      {isMarkedUnsafe ? (
        <>
          <Notice tone="bad" icon={ShieldX} title="Letters are marked as not safe for this victim" live>
            Whoever opens the post there may read it. Empty the address and hand it over, or say why it is sent all the
            same: the audit trail keeps it.
          </Notice>
          <TextField
            label="Why is it sent all the same?"
            value={despiteUnsafe}
            maxLength={300}
            spellCheck
            onChange={(despite) => draft.change({ despite })}
            error={wasTried ? problems.despite : undefined}
          />
        </>
      ) : null}
      {asked ? (
        <div>
          <Checkbox isSelected={hasRead} onChange={setHasRead}>
            I have read how contact is safe: a letter to this address is
          </Checkbox>
          {wasTried && problems.hasRead !== undefined ? (
            <p className={styles['problem']} role="alert">
              {problems.hasRead}
            </p>
          ) : null}
        </div>
      ) : null}
      <DraftProblem problem={draft.problem} />
      {hand.isError ? (
        <Notice tone="bad" title="Nothing was printed" live>
          {describeProblem(hand.error).text}
        </Notice>
      ) : null}
      {saved === null ? null : (
        <Notice tone="ok" title="Saved as PDF. It is not encrypted there" live>
          <span className={styles['path']}>{saved.path}</span>
          <span className={styles['path']}>{`SHA-256 ${saved.sha256}`}</span>
        </Notice>
      )}
      {preview.isError ? (
        <Notice
          tone="bad"
          title="The letter cannot be shown"
          action={<Button onPress={() => void preview.refetch()}>Try again</Button>}
        >
          {describeProblem(preview.error).text}
        </Notice>
      ) : preview.data === undefined ? (
        <Skeleton lines={4} height={3} />
      ) : (
        <PaperPreview letter={preview.data} />
      )}
    </Dialog>
  );
}
