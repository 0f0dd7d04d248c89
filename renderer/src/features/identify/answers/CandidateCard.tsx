// One person whom a database names: face, name and what it warns of first, numbers and scores after.
import { Siren, TriangleAlert, UserRound, UserSearch } from 'lucide-react';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import type { BiometricDatabase, Candidate, IdentifiedPerson } from '#contract/biometric-search.ts';
import { positionNames, type PrintPosition } from '#contract/identify/fingers.ts';
import { Badge, VisuallyHidden } from '../../../ui/index.ts';
import styles from './Candidate.module.css';
import { aboutWords, birthWords, nameOf, shortDatabaseNames } from '../identify-words.ts';

interface CandidateCardProps {
  readonly database: BiometricDatabase;
  readonly candidate: Candidate;
  /** How many the database named. */
  readonly of: number;
  readonly threshold: { readonly hit: number; readonly possible: number };
  /** What the officer decides, where it can be decided. */
  readonly children?: ReactNode;
}

export function CandidateCard({ database, candidate, of, threshold, children }: CandidateCardProps) {
  const { person, rank } = candidate;
  const name = nameOf(person);
  return (
    <article className={styles['candidate']} aria-label={`${shortDatabaseNames[database][0]}: ${name}`}>
      <Photo photo={person.photo} name={name} />
      <div className={styles['words']}>
        <p className={styles['eyebrow']}>
          {[
            shortDatabaseNames[database][0],
            `candidate ${rank} of ${of}`,
            agreement(candidate, threshold.possible),
          ].join(' · ')}
        </p>
        <h2 className={styles['name']}>{name}</h2>
        <p>{aboutWords(person)}</p>
        {person.description === null ? null : <p className={styles['quiet']}>{person.description}</p>}
        <Signals person={person} />
        <p className={styles['numbers']}>{numbersOf(candidate, threshold.hit)}</p>
        {person.immigration === null ? null : <Immigration record={person.immigration} />}
      </div>
      {children === undefined ? null : <div className={styles['decide']}>{children}</div>}
    </article>
  );
}

function agreement({ fingers }: Candidate, possible: number): string {
  const [only] = fingers;
  if (fingers.length === 1 && only !== undefined)
    return positionNames[only.position as PrintPosition].toLocaleLowerCase('en-GB');
  // Of all fingers together the threshold is; a share of it is each one's part.
  const agreeing = fingers.filter(({ score }) => score * fingers.length >= possible).length;
  if (agreeing === fingers.length) return fingers.length === 2 ? 'both fingers agree' : 'all fingers agree';
  return `${agreeing} of ${fingers.length} fingers agree`;
}

const rounded = (score: number): string => String(Math.round(score * 10) / 10);

function numbersOf({ person: { police, immigration }, score }: Candidate, hit: number): string {
  return [
    police === null ? null : `PNC ID ${police.pncId}`,
    police === null || police.croNumber === null ? null : `CRO ${police.croNumber}`,
    immigration === null ? null : `IABS ${immigration.iabsReference}`,
    `score ${rounded(score)} (match from ${rounded(hit)})`,
  ]
    .filter((part) => part !== null)
    .join(' · ');
}

function Signals({ person: { warnings, police } }: { readonly person: IdentifiedPerson }) {
  const wanted = police?.wanted ?? null;
  const missing = police?.missing ?? null;
  if (warnings.length === 0 && wanted === null && missing === null) return null;
  return (
    <ul className={styles['signals']} aria-label="Warnings">
      {warnings.map(({ signal, words }) => (
        <li key={signal}>
          <Badge tone="bad" icon={TriangleAlert}>
            Warning {signal}: {words}
          </Badge>
        </li>
      ))}
      {wanted === null ? null : (
        <li>
          <Badge tone="bad" icon={Siren}>
            Wanted: {noticeWords(wanted)}
          </Badge>
        </li>
      )}
      {missing === null ? null : (
        <li>
          <Badge tone="warn" icon={UserSearch}>
            Missing: {noticeWords(missing)}
          </Badge>
        </li>
      )}
    </ul>
  );
}

const noticeWords = ({ reason, by, since }: NonNullable<NonNullable<IdentifiedPerson['police']>['wanted']>): string =>
  [reason, by, since === null ? null : `since ${birthWords(since)}`].filter((part) => part !== null).join(', ');

function Immigration({ record }: { readonly record: NonNullable<IdentifiedPerson['immigration']> }) {
  if (record.commandAndControl === null) return <p className={styles['quiet']}>Immigration flag: {record.flag}</p>;
  return (
    <p className={styles['control']}>
      <Siren size={17} aria-hidden />
      <span>
        <strong>Immigration flag: {record.flag}.</strong> {record.commandAndControl}
      </span>
    </p>
  );
}

function Photo({ photo, name }: { readonly photo: IdentifiedPerson['photo']; readonly name: string }) {
  const picture = useRef<HTMLImageElement>(null);
  const [isBroken, setBroken] = useState(false);
  useEffect(() => {
    if (photo === null || picture.current === null) return undefined;
    const address = URL.createObjectURL(new Blob([Uint8Array.from(photo.bytes)], { type: photo.mediaType }));
    picture.current.src = address;
    return () => URL.revokeObjectURL(address);
  }, [photo]);
  return (
    <div className={styles['photo']}>
      {photo === null || isBroken ? (
        <>
          <UserRound size={52} strokeWidth={1.6} aria-hidden />
          <VisuallyHidden>{isBroken ? `The photo of ${name} cannot be shown` : `No photo of ${name}`}</VisuallyHidden>
        </>
      ) : (
        <img ref={picture} onError={() => setBroken(true)} alt={`${name}, as the database has the face`} />
      )}
    </div>
  );
}
