// The people of the reference gateway's two databases. All of them are invented, down to the numbers, which no real system gives out.
import type { BiometricDatabase, IdentifiedPerson } from '#contract/biometric-search.ts';
import { drawnPhoto } from './photo.ts';

interface WirePhoto {
  readonly mediaType: 'image/png';
  readonly base64: string;
}

/** As it stands in the gateway's JSON. */
export type WirePerson = Omit<IdentifiedPerson, 'photo'> & { readonly photo: WirePhoto | null };

export interface InventedPerson {
  /** Under which prints are enrolled, in every database that has the person. */
  readonly personId: string;
  readonly police: WirePerson | null;
  readonly immigration: WirePerson | null;
}

const unknown: WirePerson = {
  name: { family: 'INVENTED', given: null },
  aliases: [],
  birth: { date: null, place: null },
  nationality: null,
  description: null,
  photo: null,
  warnings: [],
  police: null,
  immigration: null,
};

const photoOf = (shade: number): WirePhoto => ({ mediaType: 'image/png', base64: drawnPhoto(shade) });

const wantedWithWarnings: InventedPerson = {
  personId: 'invented-1',
  police: {
    ...unknown,
    name: { family: 'FICTLEY', given: 'Morgan' },
    aliases: [
      { family: 'FICTLEIGH', given: 'Morgan' },
      { family: 'MADEUP', given: 'M' },
    ],
    birth: { date: '1988-02-29', place: 'Northtown (invented)' },
    nationality: 'British',
    description: 'Medium build, about 178 cm, scar on the left forearm',
    photo: photoOf(70),
    warnings: [
      { signal: 'VI', words: 'Violent' },
      { signal: 'WE', words: 'Weapons' },
    ],
    police: {
      pncId: '88/9999991X',
      croNumber: '99991/88X',
      wanted: { since: '2026-10-03', by: 'Northshire Police (invented)', reason: 'Failing to appear at court' },
      missing: null,
    },
  },
  immigration: null,
};

const missingPerson: InventedPerson = {
  personId: 'invented-2',
  police: {
    ...unknown,
    name: { family: 'NOTREAL', given: 'Ashley' },
    birth: { date: '2009', place: null },
    nationality: 'British',
    photo: photoOf(120),
    warnings: [{ signal: 'AI', words: 'Ailment: asthma' }],
    police: {
      pncId: '24/9999992X',
      croNumber: null,
      wanted: null,
      missing: { since: '2026-11-20', by: 'Northshire Police (invented)', reason: 'Missing from home, medium risk' },
    },
  },
  immigration: null,
};

const inBoth: InventedPerson = {
  personId: 'invented-3',
  police: {
    ...unknown,
    name: { family: 'SAMPLOVA', given: 'Zara' },
    birth: { date: '1995-06', place: null },
    photo: photoOf(90),
    police: { pncId: '19/9999993X', croNumber: '99993/19X', wanted: null, missing: null },
  },
  immigration: {
    ...unknown,
    name: { family: 'SAMPLOVA', given: 'Zara Anna' },
    birth: { date: '1995-06-14', place: 'Nowhere (invented)' },
    nationality: 'Ruritanian (invented)',
    photo: photoOf(95),
    immigration: {
      iabsReference: 'REF-INVENTED-0003',
      flag: 'Overstayer (invented)',
      commandAndControl: 'Contact Command & Control before release; quote REF-INVENTED-0003.',
    },
  },
};

const immigrationOnly: InventedPerson = {
  personId: 'invented-4',
  police: null,
  immigration: {
    ...unknown,
    name: { family: 'EXEMPLAR', given: 'Ioan' },
    aliases: [{ family: 'EXEMPLAR', given: null }],
    birth: { date: '1979-11-05', place: 'Elsewhere (invented)' },
    nationality: 'Syldavian (invented)',
    immigration: { iabsReference: 'REF-INVENTED-0004', flag: 'Leave to remain (invented)', commandAndControl: null },
  },
};

export const inventedPeople: readonly InventedPerson[] = [wantedWithWarnings, missingPerson, inBoth, immigrationOnly];

/** What `database` holds of a person; throws where it has none under this number. */
export function personIn(database: BiometricDatabase, personId: string): WirePerson {
  const person = inventedPeople.find((one) => one.personId === personId)?.[database];
  if (!person) throw new Error(`The ${database} database has nobody enrolled as ${personId}`);
  return person;
}
