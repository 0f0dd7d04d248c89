// At an item of property that police hold, in its report: which exhibit it is, or the one press that makes it one.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Stamp } from 'lucide-react';
import type { ReportId } from '#contract/ids.ts';
import { routeHref } from '../../app/route.ts';
import { showProblem } from '../../ipc/problem.ts';
import { Button, showToast } from '../../ui/index.ts';
import styles from './Exhibits.module.css';
import { exhibitQueries } from './exhibit-queries.ts';
import { addOffer, isWhole } from './use-offer-deeds.ts';

interface PropertyExhibitProps {
  readonly reportId: ReportId;
  readonly entryId: string;
  /** Puts what was typed on the disk first. */
  readonly onBefore: () => Promise<void>;
}

class NotDescribed extends Error {}

export function PropertyExhibit({ reportId, entryId, onBefore }: PropertyExhibitProps) {
  const client = useQueryClient();
  const { data: exhibits } = useQuery(exhibitQueries.list(''));
  const exhibit = exhibits?.find(
    ({ report, entry, withdrawn }) => report?.id === reportId && entry === entryId && withdrawn === null,
  );
  const { mutate, isPending } = useMutation({
    async mutationFn() {
      await onBefore();
      const offers = await client.fetchQuery({ ...exhibitQueries.offers, staleTime: 0 });
      const offer = offers.find(({ report, entry }) => report.id === reportId && entry === entryId);
      if (offer === undefined || !isWhole(offer)) throw new NotDescribed('Say what it is first.');
      return await addOffer(offer);
    },
    onSuccess: ({ label }) => showToast({ title: `${label} is on the exhibit list` }),
    onError: (error) =>
      error instanceof NotDescribed
        ? showToast({ tone: 'warn', title: 'Not on the exhibit list yet', text: error.message })
        : showProblem(error, 'It was not put on the exhibit list'),
  });
  if (exhibits === undefined) return null;
  return (
    <p className={styles['ofProperty']}>
      <Stamp size={17} aria-hidden />
      {exhibit === undefined ? (
        <>
          <span>Not on the exhibit list</span>
          <Button size="small" isPending={isPending} onPress={() => mutate()}>
            Make it an exhibit
          </Button>
        </>
      ) : (
        <span>
          Exhibit <a href={routeHref({ screen: 'exhibit', id: exhibit.id })}>{exhibit.label}</a>
          {exhibit.conflictCount === 0 ? null : ': the list says otherwise'}
        </span>
      )}
    </p>
  );
}
