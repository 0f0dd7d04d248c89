// What an officer does with people and places, and the reports that speak of them, put into the vault by the program's own commands.
import { randomUUID } from 'node:crypto';
import type { Locator, Page } from 'playwright';
import type { FieldValues } from '#contract/reports.ts';
import { command } from './kerbdesk-api.ts';
import { openPalette } from './officer.ts';

export interface TalkedOf {
  readonly values: FieldValues;
  readonly people?: readonly FieldValues[];
  readonly property?: readonly FieldValues[];
}

/** Answers the ids of the people in the report. */
export async function keepReport(page: Page, { values, people = [], property = [] }: TalkedOf): Promise<string[]> {
  const entries = (all: readonly FieldValues[]) => all.map((entry) => ({ id: randomUUID() as string, values: entry }));
  const { id, revision } = await command(page, 'reports', 'create', { kind: 'crime' });
  const content = { values, people: entries(people), property: entries(property) };
  await command(page, 'reports', 'save', { id, revision, content });
  return content.people.map((entry) => entry.id);
}

/** Two jobs of one week: a woman who is spelt in two ways, a van seen at both, and a suspect without a name. */
export async function keepTwoBurglaries(page: Page): Promise<void> {
  await keepReport(page, {
    values: {
      offence: 'Burglary',
      'venue-street': '14 Gloucester Road',
      'venue-town': 'Walthamstow',
      'venue-postcode': 'E17 4QE',
      'cad-reference': 'CAD 4127/20NOV26',
      narrative: 'The rear window was forced with a jemmy while the family were at a wedding.',
    },
    people: [
      {
        role: 'victim',
        'given-names': 'Priya',
        'family-name': 'Raman',
        'date-of-birth': '14/3/1988',
        phone: '07700 900142',
        address: '14 Gloucester Road',
        postcode: 'E17 4QE',
      },
      { role: 'suspect', description: 'White male, slim, scar on the left cheek' },
    ],
    property: [
      { description: 'Orange bicycle', serial: 'WTU-118-K', status: 'stolen' },
      { description: 'White Transit', kind: 'vehicle', vrm: 'LX19 KTB', status: 'stolen' },
    ],
  });
  await keepReport(page, {
    values: {
      offence: 'Theft from shop',
      'venue-name': 'Corner Shop',
      'venue-street': '214 Hoe Street',
      narrative: 'Two men took whisky and drove off in a white van.',
    },
    people: [
      {
        role: 'witness',
        'given-names': 'Preeya',
        'family-name': 'Raman',
        'date-of-birth': '14 March 1988',
        phone: '07700 900777',
      },
    ],
    property: [{ description: 'White van', kind: 'vehicle', vrm: 'LX19KTB' }],
  });
}

export const knownList = (page: Page): Locator => page.getByRole('listbox', { name: 'People and places' });

export async function openKnown(page: Page, name: RegExp): Promise<Locator> {
  await knownList(page).getByRole('option', { name }).first().click();
  const shown = page.getByRole('region', { name });
  await shown.first().waitFor();
  return shown.first();
}

/** The palette with what was typed found. */
export async function findInPalette(page: Page, text: string, expected: RegExp): Promise<Locator> {
  const palette = await openPalette(page);
  await palette.getByRole('combobox').fill(text);
  await palette.getByRole('option', { name: expected }).first().waitFor();
  return palette;
}
