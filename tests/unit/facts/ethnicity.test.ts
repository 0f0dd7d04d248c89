// Both ethnicities of a person, as the person says and as the officer sees: whole lists, each code once.
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { officerDefinedEthnicity, selfDefinedEthnicity } from '#contract/crime-report/choices.ts';
import { personFields } from '#contract/crime-report.ts';

const folder = fileURLToPath(new URL('../../../../shared/reference/people/', import.meta.url));
const present = existsSync(folder);
if (!present)
  console.warn(`SKIPPED: ethnicity against the lists of the reference (no folder ${folder} beside the checkout)`);
const rowsOf = (name: string): string[][] =>
  readFileSync(`${folder}${name}`, 'utf8')
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .map((line) => line.split(','));

describe('ethnicity', () => {
  it('has the 18 codes that people choose for themselves and “not stated”, and the seven that officers use', () => {
    expect(selfDefinedEthnicity.map(({ id }) => id).join(' ')).toBe(
      'W1 W2 W3 W9 M1 M2 M3 M9 A1 A2 A3 A4 A9 B1 B2 B9 O2 O9 NS',
    );
    expect(officerDefinedEthnicity.map(({ id }) => id).join(' ')).toBe('IC1 IC2 IC3 IC4 IC5 IC6 IC9');
  });

  it('is asked both ways of each person, neither in place of the other', () => {
    const asked = personFields.filter(({ id }) => id.endsWith('-ethnicity'));
    expect(asked.map(({ id }) => id)).toEqual(['self-defined-ethnicity', 'officer-defined-ethnicity']);
    expect(asked.every(({ satisfiedBy, appliesWhen }) => satisfiedBy === undefined && appliesWhen === undefined)).toBe(
      true,
    );
  });

  it.skipIf(!present)('has the codes of the reference’s 18+1 and no others', () => {
    const listed = rowsOf('ethnicity_self_defined.csv').filter((row) => row[4] === 'Y');
    expect(listed.map(([code]) => code)).toEqual(selfDefinedEthnicity.map(({ id }) => id));
    const officer = rowsOf('ethnicity_officer_defined_ic.csv').map(([code]) => code);
    expect(officer).toEqual(officerDefinedEthnicity.map(({ id }) => id));
  });
});
