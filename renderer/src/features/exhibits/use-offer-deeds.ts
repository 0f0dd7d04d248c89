// What is done with an offer: put on the list as it stands, or said to be no exhibit.
import { useMutation } from '@tanstack/react-query';
import type { ExhibitOffer } from '#contract/exhibits.ts';
import { kerbdesk, value } from '../../ipc/kerbdesk.ts';
import { showProblem } from '../../ipc/problem.ts';

/** All that the list needs is said by the report. */
export const isWhole = ({ facts }: ExhibitOffer): boolean => facts.description !== '';

export const addOffer = ({ report, entry, mark, facts, by }: ExhibitOffer) =>
  value(kerbdesk.exhibits.add({ source: { reportId: report.id, entry }, mark, ...facts, producerName: by }));

export function useOfferDeeds() {
  const add = useMutation({
    mutationFn: addOffer,
    onError: (error) => showProblem(error, 'It was not put on the list'),
  });
  const refuse = useMutation({
    mutationFn: ({ offer, isRefused }: { readonly offer: ExhibitOffer; readonly isRefused: boolean }) =>
      value(kerbdesk.exhibits.refuse({ reportId: offer.report.id, entry: offer.entry, isRefused })),
    onError: (error) => showProblem(error, 'Nothing was changed'),
  });
  return {
    isPending: add.isPending || refuse.isPending,
    add: add.mutate,
    /** The label of what was added last: the list below shows it, so only a screen reader is told. */
    added: add.data?.label ?? null,
    refuse: (offer: ExhibitOffer, isRefused = true) => refuse.mutate({ offer, isRefused }),
  };
}
