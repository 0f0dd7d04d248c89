// Whose finger is whose among the invented people: the reference gateway enrols them, and they lie on the simulated reader's glass.
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { GrayImage } from '../../main/biometrics/gray-image.ts';
import { impression } from './impression.ts';
import { storedPrint } from './print-store.ts';

/** Of seeds that are used for nothing else. */
const firstPerson = 700_000;
/** In no database. */
export const stranger = 'stranger';
const strangersNumber = 99_999;
/** The same finger never lies twice alike. */
const seeds = { enrolled: 1, shown: 2 } as const;

/** Wherever this is built to. */
function projectFolder(): string {
  let folder = import.meta.dirname;
  while (!existsSync(join(folder, 'package-lock.json')) && dirname(folder) !== folder) folder = dirname(folder);
  return folder;
}

/** In no profile: nothing of it is anybody's. */
const printFolder = join(projectFolder(), '.cache/prints');

/** Whoever can stand before the reader. */
export const personPattern = /^(?:stranger|invented-(\d{1,4}))$/;

function numberOf(personId: string): number {
  if (personId === stranger) return firstPerson + strangersNumber;
  const number = personPattern.exec(personId)?.[1];
  if (number === undefined) throw new RangeError(`There is nobody called ${personId} among the invented people`);
  return firstPerson + Number(number);
}

/** As it was enrolled. */
export const enrolledFinger = (personId: string, finger: number): GrayImage =>
  impression(storedPrint(printFolder, numberOf(personId), finger), { seed: seeds.enrolled });

/**
 * As it lies on a glass of this size.
 * @param folder where grown prints are kept; the usual one is beside what is built, not beside the source
 */
export const shownFinger = (
  personId: string,
  finger: number,
  size: { readonly width: number; readonly height: number },
  folder = printFolder,
): GrayImage =>
  impression(storedPrint(folder, numberOf(personId), finger), { seed: seeds.shown, strength: 0.7, ...size });

/** Grows it now, where it has not been grown yet, so that nobody waits for it later. */
export const growFinger = (personId: string, finger: number): void =>
  void storedPrint(printFolder, numberOf(personId), finger);
