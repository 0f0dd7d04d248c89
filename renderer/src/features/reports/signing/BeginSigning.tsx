// From the statement to its signing: on this screen, or on paper.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { FileSignature, Signature } from 'lucide-react';
import type { ReportId } from '#contract/ids.ts';
import type { OpenSigning, SigningState } from '#contract/signing.ts';
import type { SigningWay } from '#contract/statement/sealed-statement.ts';
import { kerbdesk, value } from '../../../ipc/kerbdesk.ts';
import { describeProblem } from '../../../ipc/problem.ts';
import { queries } from '../../../ipc/queries.ts';
import { Button, Notice } from '../../../ui/index.ts';
import { openOnceBegun } from './opened-signing.ts';

interface BeginSigningProps {
  readonly id: ReportId;
  /** Saves what is typed, and answers the revision that is signed. */
  readonly revision: () => Promise<number>;
  readonly size?: 'normal' | 'small';
}

export function BeginSigning({ id, revision, size = 'normal' }: BeginSigningProps) {
  const client = useQueryClient();
  const { mutate, isPending, variables, error } = useMutation({
    mutationFn: async (way: SigningWay): Promise<OpenSigning> =>
      value(kerbdesk.signing.begin({ reportId: id, revision: await revision(), way })),
    onSuccess: (open) => {
      openOnceBegun(open.id);
      client.setQueryData(queries.signing(id).queryKey, (state: SigningState | undefined) => ({
        seals: state?.seals ?? [],
        open,
      }));
    },
  });
  return (
    <>
      <Button
        size={size}
        variant="primary"
        icon={Signature}
        isPending={isPending && variables === 'screen'}
        onPress={() => mutate('screen')}
      >
        Sign
      </Button>
      <Button
        size={size}
        icon={FileSignature}
        isPending={isPending && variables === 'paper'}
        onPress={() => mutate('paper')}
      >
        Witness will sign on paper
      </Button>
      {error === null ? null : (
        <Notice tone="warn" live title="It cannot be signed yet">
          {describeProblem(error).text}
        </Notice>
      )}
    </>
  );
}
