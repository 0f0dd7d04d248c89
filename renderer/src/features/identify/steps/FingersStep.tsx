// Which fingers are taken: both index fingers unless one cannot be, then another in its place.
import { useQuery } from '@tanstack/react-query';
import { Fingerprint, Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import {
  notTaken,
  positionNames,
  usualPositions,
  whyNotTaken,
  whyNotTakenWords,
  type PrintPosition,
  type WhyNotTaken,
} from '#contract/identify/fingers.ts';
import { queries } from '../../../ipc/queries.ts';
import { Button, Card, IconButton, Menu, Notice, Select, TextField, useShortcut } from '../../../ui/index.ts';
import { Hands } from '../glass/Hands.tsx';
import styles from '../Identify.module.css';
import { ReadinessNotice } from '../ReadinessNotice.tsx';
import type { IdentificationDeeds } from '../use-identification.ts';

interface Planned {
  readonly position: PrintPosition;
  readonly why: WhyNotTaken | null;
  readonly note: string;
}

const singleFingers: readonly PrintPosition[] = [2, 7, 3, 8, 1, 6, 4, 9, 5, 10];
const plan = (positions: readonly PrintPosition[]): Planned[] =>
  positions.map((position) => ({ position, why: null, note: '' }));
const take = 'take';
const choices = [
  { id: take, label: 'Take it' },
  ...whyNotTaken.options.map((why) => ({ id: why, label: `Not taken: ${lowerFirst(whyNotTakenWords[why])}` })),
];

function lowerFirst(words: string): string {
  return `${words.charAt(0).toLocaleLowerCase('en-GB')}${words.slice(1)}`;
}

/** What lies on one glass at once, with a reader that is plugged in. */
const slapsFor = (fingersAtOnce: number): readonly PrintPosition[] => {
  if (fingersAtOnce >= 4) return [13, 14, 15];
  return fingersAtOnce >= 2 ? [15] : [];
};

export function FingersStep({ deeds }: { readonly deeds: IdentificationDeeds }) {
  const { data: readiness } = useQuery(queries.identifyReadiness);
  const [fingers, setFingers] = useState(() => plan(usualPositions));
  const most = Math.max(1, ...(readiness?.readers.map((reader) => reader.fingersAtOnce) ?? []));
  const others = [...slapsFor(most), ...singleFingers].filter(
    (position) => !fingers.some((one) => one.position === position),
  );
  const isNoneTaken = fingers.every(({ why }) => why !== null);
  const isOpen = fingers.some(({ why, note }) => why !== null && !notTaken.safeParse({ why, note }).success);
  const isBlocked = isNoneTaken || isOpen || fingers.length === 0;
  const change = (position: PrintPosition, part: Partial<Planned>): void =>
    setFingers(fingers.map((one) => (one.position === position ? { ...one, ...part } : one)));
  const goOn = (): void => {
    if (isBlocked || deeds.isPending) return;
    void deeds.record({
      kind: 'fingers-chosen',
      fingers: fingers.map(({ position, why, note }) => ({ position, notTaken: why === null ? null : { why, note } })),
    });
  };
  useShortcut('Ctrl+Enter', goOn, { label: 'Take the fingers', group: 'Identify' });
  return (
    <>
      <ReadinessNotice />
      <Card
        title="Which fingers"
        icon={Fingerprint}
        aside="both index fingers, unless one cannot be taken"
        footer={
          <div className={styles['deeds']}>
            <Button
              variant="primary"
              icon={Fingerprint}
              shortcut="Ctrl+Enter"
              isDisabled={isBlocked}
              isPending={deeds.isPending}
              onPress={goOn}
            >
              Take {fingers.filter(({ why }) => why === null).length === 1 ? 'it' : 'them'} now
            </Button>
            <Menu
              label="Another finger"
              trigger={
                <Button variant="quiet" icon={Plus}>
                  Another finger
                </Button>
              }
              entries={others.map((position) => ({ id: String(position), label: positionNames[position] }))}
              onAction={(id) => {
                const position = others.find((one) => String(one) === id);
                if (position !== undefined) setFingers([...fingers, { position, why: null, note: '' }]);
              }}
            />
          </div>
        }
      >
        <div className={styles['plan']}>
          <Hands
            fingers={fingers.map(({ position, why }) => ({
              position,
              look: why === null ? ('wanted' as const) : ('not-taken' as const),
            }))}
          />
          <ul className={styles['planned']}>
            {fingers.map(({ position, why, note }) => (
              <li key={position}>
                <Select
                  label={positionNames[position]}
                  value={why ?? take}
                  options={choices}
                  onChange={(id) => change(position, { why: whyNotTaken.options.find((one) => one === id) ?? null })}
                />
                <IconButton
                  icon={Trash2}
                  label={`Leave out: ${positionNames[position]}`}
                  isDisabled={fingers.length === 1}
                  onPress={() => setFingers(fingers.filter((one) => one.position !== position))}
                />
                {why === null || why !== 'other' ? null : (
                  <div className={styles['note']}>
                    <TextField
                      label="Why it cannot be taken"
                      value={note}
                      maxLength={500}
                      onChange={(typed) => change(position, { note: typed })}
                    />
                  </div>
                )}
              </li>
            ))}
          </ul>
        </div>
        {isNoneTaken ? (
          <Notice tone="warn" live title="No finger is left to take">
            Add another finger, or stop: nobody can be searched for without a print.
          </Notice>
        ) : null}
      </Card>
    </>
  );
}
