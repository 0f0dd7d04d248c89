// Before a deletion: what goes, until when it can be had back, and what speaks against it.
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { RecordingId } from '#contract/ids.ts';
import type { DeletionPlan } from '#contract/retention.ts';
import { formatBytes, formatCount, formatDateTime } from '../../format/index.ts';
import { kerbdesk, value } from '../../ipc/kerbdesk.ts';
import { describeProblem } from '../../ipc/problem.ts';
import { Button, Checkbox, Dialog, Notice, ReasonDialog, Skeleton } from '../../ui/index.ts';
import { useMarkForDeletion } from './use-retention-deeds.ts';

interface DeleteDialogProps {
  readonly ids: readonly RecordingId[];
  readonly onClose: () => void;
}

export function DeleteDialog({ ids, onClose }: DeleteDialogProps) {
  const plan = useQuery({
    queryKey: ['footage', 'list', 'plan', ids],
    queryFn: () => value(kerbdesk.retention.plan({ ids: [...ids] })),
    gcTime: 0,
    staleTime: 0,
  });
  const [reviewed, setReviewed] = useState(false);
  const deletion = useMarkForDeletion();
  const needsReview = typeof plan.data?.review === 'string';
  const canGo = plan.data?.refusal === null && (!needsReview || (reviewed && ids.length === 1));
  if (typeof plan.data?.refusal === 'string') return <Refused refusal={plan.data.refusal} onClose={onClose} />;
  return (
    <ReasonDialog
      title={ids.length === 1 ? 'Delete this recording?' : `Delete ${formatCount(ids.length, 'recording')}?`}
      deed="Delete"
      danger
      hint="For example: recorded by accident in the car park"
      isPending={deletion.isPending}
      isBlocked={!canGo}
      onDeed={(reason) => deletion.mutate({ ids, reason, reviewed }, { onSuccess: onClose })}
      onClose={onClose}
    >
      {plan.isError ? <Notice tone="bad">{describeProblem(plan.error).text}</Notice> : null}
      {plan.data === undefined ? (
        plan.isError ? null : (
          <Skeleton lines={2} height={1.25} />
        )
      ) : (
        <PlanWords plan={plan.data} />
      )}
      {plan.data?.refusal === null && needsReview && ids.length === 1 ? (
        <Checkbox isSelected={reviewed} onChange={setReviewed}>
          I have looked at that, and it is to be deleted all the same
        </Checkbox>
      ) : null}
    </ReasonDialog>
  );
}

function Refused({ refusal, onClose }: { readonly refusal: string; readonly onClose: () => void }) {
  return (
    <Dialog title="It cannot be deleted" isOpen onClose={onClose} actions={<Button onPress={onClose}>Close</Button>}>
      <Notice tone="bad">{refusal}</Notice>
    </Dialog>
  );
}

function PlanWords({ plan }: { readonly plan: DeletionPlan }) {
  const made = plan.madeFromThem;
  return (
    <>
      <p>
        {`${formatCount(plan.fileCount, 'file')}, ${formatBytes(plan.bytes)}. You can have it back until `}
        <strong>{formatDateTime(plan.finalAt)}</strong>
        {'. Then its key is destroyed, and nobody can ever read it again. What was done stays in the audit trail.'}
      </p>
      {made.length === 0 ? null : (
        <Notice tone="warn" title={`${formatCount(made.length, 'recording')} made from it will go as well`}>
          {made.map(({ title }) => title).join(', ')}
        </Notice>
      )}
      {plan.review === null ? null : (
        <Notice tone="warn" title="Something speaks for keeping it">
          {plan.review}
        </Notice>
      )}
    </>
  );
}
