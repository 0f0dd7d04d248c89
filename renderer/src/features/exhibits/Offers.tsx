// What reports tell of and the exhibit list has not: A puts the first on it, N says that it is none.
import { FileText, PencilLine, Plus } from 'lucide-react';
import { useState } from 'react';
import { exhibitLabel, type ExhibitOffer } from '#contract/exhibits.ts';
import { routeHref } from '../../app/route.ts';
import { formatCount } from '../../format/index.ts';
import { Button, Card, IconButton, useShortcut, VisuallyHidden } from '../../ui/index.ts';
import { AddExhibitDialog } from './AddExhibitDialog.tsx';
import styles from './Exhibits.module.css';
import { foundWords, sourceWords } from './exhibit-words.ts';
import { isWhole, useOfferDeeds } from './use-offer-deeds.ts';

const nameOf = ({ facts, label }: ExhibitOffer): string => facts.description || `${label}: not described yet`;

interface OffersProps {
  readonly offers: readonly ExhibitOffer[];
  /** No dialog of the screen lies over it. */
  readonly isFree: boolean;
}

export function Offers({ offers, isFree }: OffersProps) {
  const [changing, setChanging] = useState<ExhibitOffer | null>(null);
  const { add, added, refuse, isPending } = useOfferDeeds();
  const standing = offers.filter(({ isRefused }) => !isRefused);
  const refused = offers.filter(({ isRefused }) => isRefused);
  const [first] = standing;
  const take = (offer: ExhibitOffer | undefined): void => {
    if (offer === undefined || isPending) return;
    if (isWhole(offer)) add(offer);
    else setChanging(offer);
  };
  const when = isFree && changing === null && first !== undefined;
  // Once for each press: the next offer comes up under a key that is still held.
  useShortcut('A', () => take(first), {
    when,
    once: true,
    label: 'Put the first offer on the list',
    group: 'Exhibits',
  });
  useShortcut('N', () => first !== undefined && !isPending && refuse(first), {
    when,
    once: true,
    label: 'The first offer is no exhibit',
    group: 'Exhibits',
  });
  return (
    <>
      <VisuallyHidden>
        <output>{added === null ? '' : `${added} is on the list`}</output>
      </VisuallyHidden>
      {standing.length === 0 ? null : (
        <Card
          title="Your reports tell of these"
          icon={FileText}
          aside={`${formatCount(standing.length, 'thing')} not on the list`}
          flush
        >
          <ul className={styles['offers']}>
            {standing.map((offer, index) => (
              <li key={`${offer.report.id} ${offer.entry}`} className={styles['offer']}>
                <div className={styles['offerWords']}>
                  <strong>{nameOf(offer)}</strong>
                  <OfferSource offer={offer} />
                </div>
                <div className={styles['answers']}>
                  <Button
                    size="small"
                    variant={index === 0 ? 'primary' : 'secondary'}
                    icon={Plus}
                    shortcut={index === 0 ? 'A' : undefined}
                    isDisabled={isPending}
                    {...(index === 0 ? {} : { 'aria-label': `Add as ${exhibitLabel(offer.mark)}: ${nameOf(offer)}` })}
                    onPress={() => take(offer)}
                  >
                    {`Add as ${exhibitLabel(offer.mark)}`}
                  </Button>
                  <IconButton
                    icon={PencilLine}
                    size="small"
                    label={`Change it first: ${nameOf(offer)}`}
                    onPress={() => setChanging(offer)}
                  />
                  <Button
                    size="small"
                    variant="quiet"
                    shortcut={index === 0 ? 'N' : undefined}
                    isDisabled={isPending}
                    {...(index === 0 ? {} : { 'aria-label': `No exhibit: ${nameOf(offer)}` })}
                    onPress={() => refuse(offer)}
                  >
                    No exhibit
                  </Button>
                </div>
              </li>
            ))}
          </ul>
        </Card>
      )}
      {refused.length === 0 ? null : (
        <details className={styles['refused']}>
          <summary>{`${formatCount(refused.length, 'thing')} that you said to be no exhibit`}</summary>
          <ul className={styles['offers']}>
            {refused.map((offer) => (
              <li key={`${offer.report.id} ${offer.entry}`} className={styles['offer']}>
                <div className={styles['offerWords']}>
                  <span>{nameOf(offer)}</span>
                  <OfferSource offer={offer} />
                </div>
                <Button
                  size="small"
                  isDisabled={isPending}
                  aria-label={`Offer it again: ${nameOf(offer)}`}
                  onPress={() => refuse(offer, false)}
                >
                  Offer it again
                </Button>
              </li>
            ))}
          </ul>
        </details>
      )}
      {changing === null ? null : <AddExhibitDialog offer={changing} onClose={() => setChanging(null)} />}
    </>
  );
}

function OfferSource({ offer }: { readonly offer: ExhibitOffer }) {
  const { report, place, words, facts, by } = offer;
  const told = [foundWords(facts), by === '' ? '' : `${place === 0 ? 'produced' : 'found'} by ${by}`];
  return (
    <>
      <span className={styles['detail']}>
        From <a href={routeHref({ screen: 'report', id: report.id })}>{sourceWords(report, place)}</a>
        {told
          .filter((part) => part !== '')
          .map((part) => ` · ${part}`)
          .join('')}
      </span>
      {words === '' ? null : <span className={styles['detail']}>{`“${words}”`}</span>}
    </>
  );
}
