// How cameras lay out their files, whatever they are read through. Facts as data: none is trusted alone, none refuses a file.
import { knownLayouts } from './known-layouts.ts';

/** The longest name that a pattern is tried on: longer ones say nothing. Together with the check of patterns it bounds their time. */
export const longestPatternName = 255;

export interface NamePattern {
  /**
   * Named groups, all optional: year, month, day, hour, minute, second (all six or none); serial; user; and for a recording
   * that the camera splits: group, what its files have in common, and segment, their number in playing order.
   */
  readonly pattern: RegExp;
  /** Camera clocks without a zone are taken to show the laptop's own. */
  readonly zone: 'utc' | 'laptop';
}

export interface FolderPattern {
  /** Of the name of a folder that holds one recording and what came with it. Named groups: serial, user. */
  readonly pattern: RegExp;
  /** Names of the recording's files in such a folder, tried before all others. */
  readonly names: readonly NamePattern[];
}

export interface SideFilePattern {
  /** Of names whose group and segment are those of the recording they belong to, although the rest of the name differs. */
  readonly pattern: RegExp;
}

/** After how much a camera begins a new file in the middle of a recording. */
export interface SplitRule {
  readonly bytes: readonly number[];
  readonly seconds: readonly number[];
}

/** One maker's habits, or one force's. Lists that say nothing are empty. */
export interface MakerLayout {
  /** For messages and documentation, for example "gopro". */
  readonly id: string;
  /** Folders at the top (upper case) that make a disk look like a camera when there is a video below them. */
  readonly folders: readonly string[];
  readonly extensions: readonly string[];
  readonly names: readonly NamePattern[];
  readonly recordingFolders: readonly FolderPattern[];
  /** Small text or JSON files in the root (upper case) that say which camera it is. */
  readonly identityFiles: readonly string[];
  /** Files of these kinds belong to the recording in the same folder whose name they begin with. */
  readonly sideExtensions: readonly string[];
  readonly sideNames: readonly SideFilePattern[];
  readonly splits: SplitRule;
  /** Names of fields of the identity file that say what the camera's clock showed when it was connected. */
  readonly clockFields: readonly string[];
}

/** What is looked for on a camera: the layouts of all makers together, the more particular ones first. */
export interface CameraLayout extends Omit<MakerLayout, 'id'> {
  /** Names of folders (upper case) that belong to operating systems, and are not looked into. */
  readonly ignoredFolders: readonly string[];
  readonly maximumDepth: number;
  readonly maximumEntries: number;
  readonly maximumRecordings: number;
}

export function mergeLayouts(layouts: readonly MakerLayout[]): CameraLayout {
  const all = <Value>(list: (layout: MakerLayout) => readonly Value[]): Value[] => [...new Set(layouts.flatMap(list))];
  return {
    folders: all(({ folders }) => folders),
    extensions: all(({ extensions }) => extensions),
    names: all(({ names }) => names),
    recordingFolders: all(({ recordingFolders }) => recordingFolders),
    identityFiles: all(({ identityFiles }) => identityFiles),
    sideExtensions: all(({ sideExtensions }) => sideExtensions),
    sideNames: all(({ sideNames }) => sideNames),
    splits: { bytes: all(({ splits }) => splits.bytes), seconds: all(({ splits }) => splits.seconds) },
    clockFields: all(({ clockFields }) => clockFields),
    ignoredFolders: ['SYSTEM VOLUME INFORMATION', '$RECYCLE.BIN', 'RECYCLER', 'LOST.DIR', 'LOST+FOUND', 'FOUND.000'],
    maximumDepth: 8,
    maximumEntries: 50_000,
    maximumRecordings: 5_000,
  };
}

/** For cameras that IT has told nothing of. */
export const cameraLayout: CameraLayout = mergeLayouts(knownLayouts);
