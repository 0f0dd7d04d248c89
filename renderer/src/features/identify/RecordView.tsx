// What stays of an identification: why and how the power was used, and that the prints are gone. Nothing that a database said of anybody.
import { FileText, ScrollText } from 'lucide-react';
import type { ReactNode } from 'react';
import { officerDefinedEthnicity, selfDefinedEthnicity } from '#contract/crime-report/choices.ts';
import { databaseNames } from '#contract/biometric-search.ts';
import type { IdentificationFacts } from '#contract/identify/audit-facts.ts';
import { positionNames, whyNotTakenWords } from '#contract/identify/fingers.ts';
import { purgeWords } from '#contract/identify/findings.ts';
import type { KeptIdentification } from '#contract/identify/kept.ts';
import type { Outcome } from '#contract/identify.ts';
import { Link } from 'react-aria-components/Link';
import { routeHref } from '../../app/route.ts';
import { formatCount, formatDateTime, formatTimeWithSeconds } from '../../format/index.ts';
import { Badge, Card } from '../../ui/index.ts';
import styles from './Identify.module.css';
import { answerLabel, disposalWords, genderWords, groundsWords, keptState, stopWords } from './identify-words.ts';

interface RecordViewProps {
  readonly kept: KeptIdentification;
  readonly facts: IdentificationFacts;
}

type Row = readonly [label: string, value: ReactNode];

const wayWords = { spoken: 'spoken', interpreter: 'through an interpreter', written: 'in writing' } as const;
const consentWords = {
  person: 'the person',
  'person-and-parent': 'the person and a parent or guardian',
  parent: 'a parent or guardian',
} as const;

const labelIn = (options: typeof selfDefinedEthnicity, id: string): string => {
  const found = options.find((option) => option.id === id);
  return [id, found?.detail].filter((part) => part !== undefined).join(' · ');
};

function grounds(facts: IdentificationFacts): Row[] {
  const { groundOfDoubt, consentFrom } = facts;
  return [
    ['Power', groundsWords(facts)],
    ...(groundOfDoubt === null ? [] : [['Grounds', groundOfDoubt.words] as const]),
    ...(consentFrom === null
      ? []
      : [['Consent from', consentWords[consentFrom as keyof typeof consentWords] ?? consentFrom] as const]),
    ...(facts.notice === null
      ? []
      : [
          [
            'Told',
            `“${facts.notice.reason}”, and of the search: ${wayWords[facts.notice.way]}, ${formatTimeWithSeconds(facts.notice.at)}`,
          ] as const,
        ]),
  ];
}

function searched(facts: IdentificationFacts): Row[] {
  return [
    ...facts.fingers.map(
      ({ position, isTaken, whyNot, note }) =>
        [
          positionNames[position],
          isTaken
            ? 'Taken'
            : ['Not taken', ...(whyNot === null ? [] : [whyNotTakenWords[whyNot].toLocaleLowerCase('en-GB')]), note]
                .filter((part) => part !== null)
                .join(': '),
        ] as const,
    ),
    ...facts.databases.map(({ database, status, elapsedMilliseconds, candidates }) => {
      const took = elapsedMilliseconds === null ? '' : ` in ${(elapsedMilliseconds / 1000).toFixed(1)} s`;
      const named = candidates === 0 ? '' : `, ${formatCount(candidates, 'candidate')}`;
      return [
        databaseNames[database],
        status === null ? 'Given up before it answered: not known' : `${answerLabel[status].label}${took}${named}`,
      ] as const;
    }),
    ...(facts.purge === null
      ? []
      : [['Purge', `${formatTimeWithSeconds(facts.purge.at)}. ${purgeWords(facts.purge)}`] as const]),
  ];
}

function ending(facts: IdentificationFacts): Row[] {
  const { commandAndControl: contact, person, disposal, notEstablishedWhy, outcomeNote } = facts;
  return [
    ...(contact === null
      ? []
      : [
          [
            'Command & Control',
            `${contact.spokeTo}, ${formatTimeWithSeconds(contact.at)}: ${contact.instruction}`,
          ] as const,
        ]),
    ...(facts.stopped === null ? [] : [['Ended', stopWords[facts.stopped]] as const]),
    ...(notEstablishedWhy === null ? [] : [['Not established because', notEstablishedWhy] as const]),
    ...(disposal === null
      ? []
      : [['What was done', disposalWords[disposal as Outcome['disposal']] ?? disposal] as const]),
    ...(outcomeNote === null ? [] : [['Note', outcomeNote] as const]),
    ...(person === null
      ? []
      : [
          [
            'The person',
            [
              `${person.age.years} years, ${person.age.how}`,
              genderWords[person.gender].toLocaleLowerCase('en-GB'),
              `self-defined ${labelIn(selfDefinedEthnicity, person.selfDefinedEthnicity)}`,
              `officer-defined ${labelIn(officerDefinedEthnicity, person.officerDefinedEthnicity)}`,
            ].join('; '),
          ] as const,
        ]),
    ...(facts.transactionNumber === null ? [] : [['Transaction', facts.transactionNumber] as const]),
  ];
}

export function RecordView({ kept, facts }: RecordViewProps) {
  const { tone, label } = keptState(kept);
  const rows: readonly Row[] = [
    ['Where and when', `${facts.place}, ${formatDateTime(facts.startedAt)}`],
    ...grounds(facts),
    ...searched(facts),
    ...ending(facts),
  ];
  return (
    <Card
      title="What is on record"
      icon={ScrollText}
      aside={<Badge tone={tone}>{label}</Badge>}
      footer={
        <div className={styles['deeds']}>
          {kept.reportId === null ? null : (
            <Link href={routeHref({ screen: 'report', id: kept.reportId })} className={styles['link'] ?? ''}>
              <FileText size={17} aria-hidden /> The report that it was begun from
            </Link>
          )}
          <Link href={routeHref({ screen: 'audit', subjectId: kept.id })} className={styles['link'] ?? ''}>
            <ScrollText size={17} aria-hidden /> Audit entries
          </Link>
        </div>
      }
    >
      <dl className={styles['facts']}>
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}
