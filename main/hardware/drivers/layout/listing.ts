// From what a camera holds to what it lists: recordings in order of start, each followed by what came with it. Pure.
import path from 'node:path';
import type { Instant } from '#contract/ids.ts';
import type { SourceFile } from '../../camera-source.ts';
import { readFileName, readFolderName, readSideName, type FolderFacts, type NameFacts } from './file-names.ts';
import type { CameraLayout } from './layout.ts';

/** A file as any kind of camera has it. */
export type HeldFile = Pick<SourceFile, 'path' | 'name' | 'bytes' | 'modifiedAt'>;

interface Recording {
  readonly file: HeldFile;
  readonly source: SourceFile;
  readonly stem: string;
  readonly part: NameFacts['part'];
}

/** What of `files` is a recording, and what came with one. Files that are neither are left on the camera. */
export function describeFiles(files: readonly HeldFile[], layout: CameraLayout): SourceFile[] {
  const described: SourceFile[] = [];
  for (const inFolder of byFolder(files).values()) described.push(...describeFolder(inFolder, layout));
  return inOrder(described);
}

export function isIgnoredFolder(name: string, layout: CameraLayout): boolean {
  return name.startsWith('.') || layout.ignoredFolders.includes(name.toUpperCase());
}

/** Names that begin with a dot are left alone: among them the shadows ("._X.MP4") that macOS leaves on FAT. */
export function isVideoName(name: string, layout: CameraLayout): boolean {
  return !name.startsWith('.') && layout.extensions.includes(path.extname(name).toLowerCase());
}

/** Whether a file is a recording or may have come with one; `folder` is the name of the folder it lies in. */
export function isOfInterest(name: string, folder: string, layout: CameraLayout): boolean {
  if (name.startsWith('.')) return false;
  if (isVideoName(name, layout)) return true;
  if (layout.sideExtensions.includes(path.extname(name).toLowerCase())) return true;
  return readFolderName(folder, layout.recordingFolders) !== null;
}

function byFolder(files: readonly HeldFile[]): Map<string, HeldFile[]> {
  const folders = new Map<string, HeldFile[]>();
  for (const file of files) {
    const folder = folderOf(file.path);
    const known = folders.get(folder);
    if (known) known.push(file);
    else folders.set(folder, [file]);
  }
  return folders;
}

function describeFolder(files: readonly HeldFile[], layout: CameraLayout): SourceFile[] {
  const folder = files[0] ? path.posix.basename(folderOf(files[0].path)) : '';
  const facts = readFolderName(folder, layout.recordingFolders);
  const recordings = files
    .filter(({ name }) => isVideoName(name, layout))
    .map((file) => describeRecording(file, facts, layout))
    .toSorted((a, b) => compareStart(a.source, b.source));
  const owners = new Owners(recordings, facts !== null);
  const sideFiles = files
    .filter(({ name }) => !isVideoName(name, layout))
    .map((file) => describeSideFile(file, owners.of(file, layout)));
  return [...recordings.map(({ source }) => source), ...sideFiles.filter((file) => file !== null)];
}

function describeRecording(file: HeldFile, folder: FolderFacts | null, layout: CameraLayout): Recording {
  const names = folder === null ? layout.names : [...folder.names, ...layout.names];
  const named = readFileName(file.name, names);
  const startedAt = named?.startedAt ?? null;
  const byTime = file.modifiedAt !== null && file.modifiedAt >= earliestPlausible ? file.modifiedAt : null;
  const part = named?.part ?? null;
  return {
    file,
    stem: stemOf(file.name),
    part,
    source: {
      path: file.path,
      name: file.name,
      bytes: file.bytes,
      modifiedAt: file.modifiedAt,
      startByFile: startedAt ?? byTime,
      startByFileSource: startedAt !== null ? 'file-name' : byTime === null ? null : 'file-time',
      part:
        folder !== null
          ? { group: '', index: startedAt === null ? 0 : Math.floor(Date.parse(startedAt) / 1000) }
          : part,
      sideOf: null,
    },
  };
}

function describeSideFile(file: HeldFile, owner: Recording | null): SourceFile | null {
  if (owner === null) return null;
  return {
    path: file.path,
    name: file.name,
    bytes: file.bytes,
    modifiedAt: file.modifiedAt,
    startByFile: owner.source.startByFile,
    startByFileSource: owner.source.startByFileSource,
    part: null,
    sideOf: owner.file.path,
  };
}

/** Finds the recording of the same folder that a side file came with: quickly, for folders hold thousands. */
class Owners {
  readonly #byStem = new Map<string, Recording>();
  readonly #byPart = new Map<string, Recording>();
  readonly #ofFolder: Recording | null;

  constructor(recordings: readonly Recording[], isRecordingFolder: boolean) {
    for (const recording of recordings.toReversed()) {
      this.#byStem.set(recording.stem, recording);
      if (recording.part) this.#byPart.set(partKey(recording.part), recording);
    }
    this.#ofFolder = isRecordingFolder ? (recordings[0] ?? null) : null;
  }

  of(file: HeldFile, layout: CameraLayout): Recording | null {
    const part = readSideName(file.name, layout.sideNames);
    const byPart = part && this.#byPart.get(partKey(part));
    if (byPart) return byPart;
    if (this.#ofFolder === null && !layout.sideExtensions.includes(path.extname(file.name).toLowerCase())) return null;
    return this.#byBeginning(file.name) ?? this.#ofFolder;
  }

  /** "A.json", "A.MP4.json" and "A_cam_gpstrail.json" belong to "A.MP4"; "AB.json" does not. */
  #byBeginning(name: string): Recording | null {
    for (let stem = stemOf(name); stem !== ''; stem = stem.slice(0, Math.max(0, lastBreak(stem)))) {
      const found = this.#byStem.get(stem);
      if (found) return found;
    }
    return null;
  }
}

const partKey = ({ group, index }: { group: string; index: number }): string => `${index} ${group}`;

/** Case does not tell names apart on FAT and exFAT. */
const stemOf = (name: string): string => name.slice(0, name.length - path.extname(name).length).toLowerCase();

const lastBreak = (stem: string): number =>
  Math.max(stem.lastIndexOf('_'), stem.lastIndexOf('.'), stem.lastIndexOf('-'));

const folderOf = (file: string): string => file.slice(0, Math.max(0, file.lastIndexOf('/')));

/** FAT starts in 1980 and cameras without a set clock count from there: such a time says nothing. */
const earliestPlausible: Instant = '2000-01-01T00:00:00.000Z';

function inOrder(files: readonly SourceFile[]): SourceFile[] {
  const withRecording = new Map<string, SourceFile[]>();
  for (const file of files) {
    if (file.sideOf === null) continue;
    const known = withRecording.get(file.sideOf);
    if (known) known.push(file);
    else withRecording.set(file.sideOf, [file]);
  }
  return files
    .filter(({ sideOf }) => sideOf === null)
    .toSorted(compareStart)
    .flatMap((recording) => [
      recording,
      ...(withRecording.get(recording.path) ?? []).toSorted((a, b) => compare(a.path, b.path)),
    ]);
}

const compareStart = (a: SourceFile, b: SourceFile): number =>
  compare(a.startByFile ?? '', b.startByFile ?? '') || compare(a.path, b.path);

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** What a listing could not give, for a person. */
export function describeGaps(unreadable: number, cutOff: boolean): string | null {
  const sentences: string[] = [];
  if (unreadable > 0) {
    sentences.push(
      `${unreadable === 1 ? 'One file or folder' : `${unreadable} files or folders`} on this camera could not be read.`,
    );
  }
  if (cutOff) sentences.push('This camera holds more than can be listed at once: offload, then look again.');
  return sentences.length === 0 ? null : sentences.join(' ');
}
