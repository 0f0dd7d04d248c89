// Promise: whatever a form asks for that names or finds somebody is looked for in a post, and no field of any form is forgotten. The
// fields are those of the real definitions: a new line in a form fails here until it is decided whether it tells.
import { expect, it, test } from 'vitest';
import { formOf, type FieldDefinition } from '#contract/forms.ts';
import { reportId } from '#contract/ids.ts';
import { reportKind, type ReportKind } from '#contract/reports.ts';
import { checkPost, indexFacts } from '../../../main/storage/records/post-check/check-post.ts';
import { knownFactsOf } from '../../../main/storage/records/post-check/known-facts.ts';

interface AskedField {
  readonly kind: ReportKind;
  /** Null: the report's own. */
  readonly list: string | null;
  readonly field: FieldDefinition;
}

const allFields: readonly AskedField[] = reportKind.options.flatMap((kind) => {
  const { fields, lists } = formOf(kind);
  return [
    ...fields.map((field) => ({ kind, list: null, field })),
    ...lists.flatMap(({ id: list, fields: own }) => own.map((field) => ({ kind, list, field }))),
  ];
});
const nameOf = ({ kind, list, field }: AskedField): string => [kind, list, field.id].filter(Boolean).join(' ');

/** What an officer types there, and how it stands in a post. */
function sampleOf({ kind, tells }: FieldDefinition): readonly [typed: string, posted: string] | null {
  if (kind === 'vrm') return ['KX19 ABF', 'kx-19-abf'];
  if (kind === 'phone') return ['07700 900123', '+44 7700 900 123'];
  if (kind === 'postcode') return ['E17 4QE', 'e174qe'];
  switch (tells?.what) {
    case 'family-name':
    case 'given-names':
      return ['Chukwuemeka', 'CHUKWUEMEKA'];
    case 'full-name':
      return ['Mrs Ngozi Chukwuemeka, 4417', 'Ngozi Chukwuemeka'];
    case 'organisation':
      return ['The Akram Brothers Ltd', 'Akram Brothers'];
    case 'plate':
      return ['AB-123-CD, France', 'ab123cd'];
    case 'reference':
      return ['01NE/44170/26', '01ne 44170 26'];
    case 'address':
      return ['14 Hoe Street', '14, Hoe St'];
    case undefined:
      return null;
  }
}

const telling = allFields.filter(({ field }) => sampleOf(field) !== null);

it.each(telling.map((asked) => [nameOf(asked), asked] as const))('%s must not be posted', (_name, asked) => {
  const [typed, posted] = sampleOf(asked.field) ?? ['', ''];
  const entry = { id: crypto.randomUUID(), values: { [asked.field.id]: typed } };
  const content = asked.list === null ? { values: entry.values } : { values: {}, [asked.list]: [entry] };
  const id = reportId.parse('0b9f6f0e-8a53-4b6e-9d0c-000000000001');
  const facts = knownFactsOf({ id, kind: asked.kind, localReference: 'NE-4417-0093', content });
  const findings = checkPost(
    { text: `We were asked about ${posted} today.`, detailWords: [], ownNames: [] },
    indexFacts([facts]),
  );
  expect(findings).toMatchObject([{ text: posted, reportId: id }]);
});

test('those of a person in a crime report, of a driver, and of a statement are among them', () => {
  const names = telling.map(nameOf);
  for (const one of [
    'crime people organisation',
    'collision vehicles driver-name',
    'collision casualties family-name',
    'statement interpreter',
    'witness-details former-name',
  ])
    expect(names).toContain(one);
});

/** Lines that were looked at and name nobody, or only what is found by its own shape wherever it is written. */
const tellsNobody = new Set([
  'crime venue-town',
  // A shop or a school is where people meet a team.
  'crime venue-name',
  'crime tools',
  'crime mo-words',
  'crime contact-when',
  'crime people email',
  'crime people safe-contact',
  'crime people injury-detail',
  'crime people relationship',
  'crime property description',
  'crime property marks',
  'collision place',
  'collision district',
  'collision first-road-number',
  'collision second-road-number',
  'collision vehicles make-model',
  'collision vehicles colour',
  'collision vehicles engine-capacity',
  'collision vehicles vehicle-age',
  'collision vehicles driver-age',
  'collision vehicles insurer',
  'collision casualties vehicle',
  'collision casualties age',
  'statement age-years',
  'statement occupation',
  'statement language',
  'witness-details email',
  'witness-details safe-contact',
  'witness-details place-of-birth',
  'witness-details gender',
  'witness-details religion',
  // An officer’s.
  'witness-details taken-by',
  'witness-details taken-at',
]);

test('every line of every form is decided: it tells, or it was looked at', () => {
  const lines = allFields.filter(({ field }) => field.kind === 'text');
  const undecided = lines.filter((asked) => asked.field.tells === undefined && !tellsNobody.has(nameOf(asked)));
  expect(undecided.map(nameOf), 'give the field `tells`, or name it here').toEqual([]);
});
