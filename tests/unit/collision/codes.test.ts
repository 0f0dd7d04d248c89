// Our code lists against the guide and the rows counted in it, where the reference is at hand.
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import {
  authorityName,
  authorityOptions,
  highwayAuthority,
  isGuideDistrict,
} from '#contract/collision/codes/authorities.ts';
import { labelOf, optionsOf } from '#contract/collision/codes/code-list.ts';
import { junctionDetail, pedestrianCrossing, carriagewayHazards } from '#contract/collision/codes/collision-codes.ts';
import { journeyPurpose, manoeuvre, restrictedLane } from '#contract/collision/codes/vehicle-codes.ts';
import { checkCell } from '#contract/collision/rows/check-cell.ts';
import { columnsOf, type Column } from '#contract/collision/rows/columns.ts';
import { layouts } from '#contract/collision/rows/layouts.ts';

const reference = fileURLToPath(new URL('../../../../shared/reference/stats19/', import.meta.url));

function rowsOf(name: string): string[][] {
  const lines = readFileSync(`${reference}${name}`, 'utf8').trim().split('\n').slice(1);
  return lines.map((line) =>
    [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map((cell) => cell[1] ?? cell[2] ?? ''),
  );
}

const column = (name: string): Column | undefined => {
  for (const layout of layouts) {
    const index = layout.columns.indexOf(name);
    if (index >= 0) return columnsOf(layout)[index];
  }
  return undefined;
};

/** Names in the guide that are other in the files. */
const inFiles: Readonly<Record<string, string>> = { enhanced_collision_severity: 'enhanced_severity_collision' };

const asked = (list: Parameters<typeof optionsOf>[0]): string[] => optionsOf(list).map(({ id }) => id);

describe('codes of 2024', () => {
  test('are those that the form of 2024 asks', () => {
    expect(asked(junctionDetail)).toEqual(['0', '13', '16', '17', '18', '19', '99']);
    expect(asked(pedestrianCrossing)).toEqual(['0', '11', '12', '13', '14', '15', '16', '17', '99']);
    expect(asked(carriagewayHazards)).toEqual([
      '0',
      '11',
      '12',
      '13',
      '14',
      '15',
      '16',
      '17',
      '18',
      '19',
      '20',
      '21',
      '99',
    ]);
    expect(asked(manoeuvre)).toEqual([
      ...Array.from({ length: 15 }, (_, index) => String(index + 1)),
      '19',
      '20',
      '99',
    ]);
    expect(asked(restrictedLane)).toEqual(['0', '1', '2', '4', '5', '6', '9', '99']);
    expect(asked(journeyPurpose).toSorted()).toEqual(['1', '2', '6', '7', '8', '9']);
  });

  test('name the authorities made after the guide, which still warn', () => {
    expect(labelOf(highwayAuthority, 'E06000065')).toBeNull();
    expect(authorityName('E06000065')).toBe('North Yorkshire');
    expect(authorityOptions.map(({ id }) => id)).toContain('E06000065');
    expect(isGuideDistrict('E07000130')).toBe(true);
    expect(isGuideDistrict('E07000300')).toBe(false);
    expect(authorityName('constructor')).toBeNull();
  });

  test.skipIf(!existsSync(reference))(
    'agree with every code of the guide (skipped without ../shared/reference)',
    () => {
      const unknown = rowsOf('stats19_codes_2024.csv').filter(([table = '', field = '', code = '']) => {
        const checked = column(inFiles[field] ?? field);
        if (
          checked === undefined ||
          !['collision', 'vehicle', 'casualty'].includes(table) ||
          !/^(?:-?\d+|[A-Z]\w+)$/.test(code)
        )
          return false;
        // Codes that changed with 2024 are checked under today's layout, which comes first.
        return checkCell(checked, code) !== null;
      });
      expect(unknown).toEqual([]);
    },
  );

  test.skipIf(!existsSync(reference))(
    'know every code counted in the rows of 2024 (skipped without ../shared/reference)',
    () => {
      const counted = rowsOf('stats19_collision_observed_codes_2024.csv');
      expect(counted.length).toBeGreaterThan(150);
      const unknown = counted.filter(([, field = '', code = '']) => {
        const checked = column(field);
        return checked === undefined || checkCell(checked, code) !== null;
      });
      expect(unknown).toEqual([]);
    },
  );
});
