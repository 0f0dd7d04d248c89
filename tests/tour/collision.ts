// The tour's collision report: vehicles, casualties, the sketch plan small and large, its rows, the check.
import {
  addCasualty,
  addVehicle,
  draw,
  drawn,
  newCollision,
  sheet,
  sketch,
  sketchField,
} from '../support/officer-collisions.ts';
import { button } from '../support/officer.ts';
import { choose, field, narrative, openSection, pressNow, reportIsSaved } from '../support/officer-reports.ts';
import type { Stop } from './stop.ts';

/** Where a thing stands, typed instead of dragged. */
async function put(page: Stop['page'], right: string, below: string, turned?: string): Promise<void> {
  await sketchField(page, 'Right of the middle').fill(right);
  await sketchField(page, 'Below the middle').fill(below);
  if (turned !== undefined) await sketchField(page, 'Turned').fill(turned);
}

export async function collision({ page, album }: Stop): Promise<void> {
  await newCollision(page);
  await pressNow(page);
  await field(page, 'Place').fill('Forest Road, by Blackhorse Road station');
  await field(page, 'Grid reference').fill('TQ 3580 8940');
  await openSection(page, 'The road');
  await choose(page, 'Class of the road', 'A');
  await field(page, 'Road number').fill('503');
  await choose(page, 'Junction', 'T or staggered junction');
  await album.take(page, 'collision-road', 'A collision report: the road, and what is asked only at a junction.');
  await openSection(page, 'Vehicles and drivers');
  await addVehicle(page, 'car', { Registration: 'LB65 KTR', 'Driver’s or rider’s age': '41' });
  await addVehicle(page, 'van', { Registration: 'GN12 XYZ' });
  await album.take(page, 'collision-vehicles', 'Vehicles, each with its driver.');
  await openSection(page, 'Casualties');
  await addCasualty(page, 'pedestrian', {
    'Severity of injury': 'Serious',
    'Vehicle of the casualty': 'Vehicle 1: Car · LB65 KTR',
    Age: '8',
  });
  await album.take(page, 'collision-casualties', 'A child on foot; the severity of the collision is worked out.');
  await openSection(page, 'What happened');
  await narrative(page).fill('Vehicle 1 struck a child who crossed from behind vehicle 2, which was waiting.');
  await album.take(page, 'collision-sketch-empty', 'The sketch plan before anything is drawn.');
  await button(sketch(page), 'Large').click();
  await draw(page, 'Road', 'T junction');
  await draw(page, 'Vehicle', 'A: vehicle 1');
  await put(page, '4', '-1.62', '0');
  await draw(page, 'Arrow', 'Travel before');
  await draw(page, 'Vehicle', 'B: vehicle 2');
  await put(page, '-6', '1.62', '180');
  await draw(page, 'Vehicle', 'Pedestrian');
  await put(page, '7.5', '-0.6', '270');
  await draw(page, 'Mark', 'Point of impact');
  await put(page, '6.6', '-1.6');
  await button(sketch(page), 'Measure').click();
  await sheet(page).focus();
  await page.keyboard.press('0');
  await album.take(
    page,
    'collision-sketch',
    'The sketch plan, large: lanes, vehicles with their letters, a measured length.',
  );
  if ((await drawn(page)).length < 7) throw new Error('The sketch plan of the tour is not whole.');
  await button(page.getByRole('dialog'), 'Back to the report').click();
  await reportIsSaved(page);
  await openSection(page, 'Check and finish');
  await album.take(
    page,
    'collision-check',
    'The check: the sketch plan with the rest, and the STATS19 rows beside it.',
  );
}
