// Who signs, in their order, and how far each of them is.
import { Check } from 'lucide-react';
import type { OpenSigning } from '#contract/signing.ts';
import type { Signer, SigningPlace } from '#contract/statement/places.ts';
import { signerWords } from './signing-words.ts';
import styles from './SigningScreen.module.css';

interface SignersProps {
  readonly open: OpenSigning;
  readonly current: SigningPlace;
  /** By the number of a place. */
  readonly onGo: (place: number) => void;
}

export function Signers({ open, current, onGo }: SignersProps) {
  const { places } = open.fixed;
  const signers = [...new Set(places.map(({ signer }) => signer))];
  const isMade = ({ id }: SigningPlace): boolean => open.signatures.some((made) => made.place === id);
  const firstOf = (signer: Signer): number => {
    const waiting = places.findIndex((place) => place.signer === signer && !isMade(place));
    return waiting >= 0 ? waiting : places.findIndex((place) => place.signer === signer);
  };
  return (
    <ol className={styles['signers']} aria-label="Who signs">
      {signers.map((signer) => {
        const own = places.filter((place) => place.signer === signer);
        const made = own.filter(isMade).length;
        return (
          <li key={signer}>
            <button
              type="button"
              className={styles['signer']}
              aria-current={signer === current.signer ? 'step' : undefined}
              onClick={() => onGo(firstOf(signer))}
            >
              {made === own.length ? <Check size={15} aria-hidden /> : null}
              <span>{signerWords[signer]}</span>
              <span className={styles['count']}>{`${made} of ${own.length}`}</span>
            </button>
          </li>
        );
      })}
    </ol>
  );
}
