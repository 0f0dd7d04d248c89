// Printing from the question to the paper: what for, to whom, and whether as a PDF or on paper; then where the PDF lies.
import { useMutation } from '@tanstack/react-query';
import { useId, useState } from 'react';
import type { DocumentRequest, SavedDocument, StatementPaper } from '#contract/documents.ts';
import { DisclosureProblem, NotSavedYet } from '../../app/DisclosureProblem.tsx';
import { DisclosureQuestions, useDisclosureCheck, type DisclosureAnswers } from '../../app/DisclosureQuestions.tsx';
import { flushAll } from '../../app/flush-before-lock.ts';
import { formatCount } from '../../format/index.ts';
import { kerbdesk, value } from '../../ipc/kerbdesk.ts';
import { Button, Dialog, Notice, showToast } from '../../ui/index.ts';
import type { PrintButtonProps } from './PrintButton.tsx';
import styles from './PrintDialog.module.css';
import { StatementChoice, type StatementAs } from './StatementChoice.tsx';

interface PrintDialogProps extends PrintButtonProps {
  readonly onClose: () => void;
}

type Way = 'pdf' | 'paper';

interface Saved {
  readonly saved: SavedDocument;
  /** The bytes that the hash of a statement is made of; else a PDF. */
  readonly isForm: boolean;
}

export function PrintDialog(props: PrintDialogProps) {
  const [saved, setSaved] = useState<Saved | null>(null);
  return saved === null ? (
    <PrintForm {...props} onSaved={setSaved} />
  ) : (
    <SavedDialog {...saved} onClose={props.onClose} />
  );
}

/** What of a statement goes out, of what was chosen. */
function paperOf(statement: PrintFormProps['statement'], as: StatementAs): StatementPaper | undefined {
  if (statement === undefined) return undefined;
  const { seal: sealId } = statement;
  if (as === 'sealed' || as === 'sealed-form') return sealId === null ? { as: 'draft' } : { as, sealId };
  return { as };
}

function usePrinting({ id, hasUnsaved, revision, onClose, onSaved }: PrintFormProps) {
  return useMutation({
    async mutationFn({ way, ...answers }: { way: Way } & Omit<DocumentRequest, 'reportId' | 'revision'>) {
      // What is printed is what is on the disk: the last words typed go there first.
      await flushAll();
      if (hasUnsaved()) throw new NotSavedYet();
      const request: DocumentRequest = { reportId: id, revision: revision(), ...answers };
      if (way === 'pdf') {
        const answer = await value(kerbdesk.documents.save(request));
        if (answer !== null) onSaved({ saved: answer, isForm: answers.statement?.as === 'sealed-form' });
        return;
      }
      const { printed } = await value(kerbdesk.documents.print(request));
      if (!printed) return;
      onClose();
      showToast({ tone: 'ok', title: 'Sent to the printer', text: 'Fetch it: every page is marked.' });
    },
  });
}

interface PrintFormProps extends PrintDialogProps {
  readonly onSaved: (saved: Saved) => void;
}

function PrintForm(props: PrintFormProps) {
  const { isDraft, statement, onClose } = props;
  const [as, setAs] = useState<StatementAs>(statement?.seal == null ? 'to-sign' : 'sealed');
  const formId = useId();
  const [answers, setAnswers] = useState<DisclosureAnswers>({ purpose: '', disclosedTo: '' });
  const { errorOf, check } = useDisclosureCheck(answers);
  const { mutate, isPending, error, variables } = usePrinting(props);
  const isForm = as === 'sealed-form';
  const marksDraft = statement === undefined ? isDraft : as === 'draft';
  const send = (way: Way): void => {
    if (!check() || isPending) return;
    const paper = paperOf(statement, as);
    mutate({ way, ...answers, ...(paper === undefined ? {} : { statement: paper }) });
  };
  return (
    <Dialog
      title="Print this report"
      isOpen
      onClose={onClose}
      isDismissable={false}
      actions={
        <>
          <Button variant="primary" isPending={isPending && variables.way === 'pdf'} onPress={() => send('pdf')}>
            {isForm ? 'Save the sealed form' : 'Save as PDF'}
          </Button>
          <Button isDisabled={isForm} isPending={isPending && variables.way === 'paper'} onPress={() => send('paper')}>
            Print on paper
          </Button>
          <Button variant="quiet" onPress={onClose}>
            Not now
          </Button>
        </>
      }
    >
      <form
        id={formId}
        className={styles['form']}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          send('pdf');
        }}
      >
        <Notice tone="warn" title="It leaves the vault, and is not encrypted there">
          Put a PDF only where it may be, and fetch paper at once. Every page is marked OFFICIAL-SENSITIVE
          {marksDraft ? ` and DRAFT, for the report is not ${statement === undefined ? 'finished' : 'signed'}.` : '.'}
        </Notice>
        {statement === undefined ? null : (
          <StatementChoice isSealed={statement.seal !== null} value={as} onChange={setAs} />
        )}
        <DisclosureQuestions
          answers={answers}
          errorOf={errorOf}
          example="file for the CPS, R v Marsh"
          onAnswer={(part) => setAnswers({ ...answers, ...part })}
        />
        {error === null ? null : (
          <DisclosureProblem
            error={error}
            title={
              variables?.way === 'paper'
                ? 'Nothing was printed'
                : isForm
                  ? 'The form was not saved'
                  : 'No PDF was saved'
            }
          />
        )}
      </form>
    </Dialog>
  );
}

function SavedDialog({ saved, isForm, onClose }: Saved & { readonly onClose: () => void }) {
  return (
    <Dialog
      title={isForm ? 'Sealed form saved' : 'Saved as PDF'}
      isOpen
      onClose={onClose}
      actions={
        <Button variant="primary" onPress={onClose}>
          Done
        </Button>
      }
    >
      <div className={styles['form']}>
        <Notice tone="ok" title={`${formatCount(saved.pages, 'page')}, read back and equal`} live>
          The audit trail says what went out, to whom and why.
        </Notice>
        <dl className={styles['facts']}>
          <div>
            <dt>File</dt>
            <dd>{saved.path}</dd>
          </div>
          <div>
            <dt>SHA-256 of the file</dt>
            <dd className={styles['hash']}>{saved.sha256}</dd>
          </div>
        </dl>
        <p className={styles['calm']}>It is not encrypted. Delete it from there when it is not needed any more.</p>
      </div>
    </Dialog>
  );
}
