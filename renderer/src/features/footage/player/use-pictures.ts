// Filmstrips and waveforms of a recording's files: read from the vault, or made once, one file after another, when the player rests.
import { useEffect, useState } from 'react';
import type { Recording, Segment } from '#contract/footage.ts';
import { filmstripAddress, type Filmstrip, type Waveform } from '#contract/pictures.ts';
import { kerbdesk, value } from '../../../ipc/kerbdesk.ts';
import { makeFilmstrip, type Sheet, type StripSource } from './make-filmstrip.ts';
import { makeWaveform } from './make-waveform.ts';
import type { Player } from './player.ts';

export interface FilePictures {
  readonly strip: { readonly filmstrip: Filmstrip; readonly address: string } | null;
  /** Null while it is not known; empty for a file without sound. */
  readonly waveform: Waveform | 'cannot-be-drawn' | null;
}

/** By the file's id. */
export type Pictures = ReadonlyMap<string, FilePictures>;

const nothingYet: FilePictures = { strip: null, waveform: null };
/** While something plays, a picture is made only this often. */
const whilePlaying = 800;
const longestIdleWait = 500;

const delay = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Lets the player, and whatever the officer does, go first. */
async function turnAfter(player: Player): Promise<void> {
  if (player.playback().rate !== 0 || !player.settled()) await delay(whilePlaying);
  await new Promise((resolve) => requestIdleCallback(resolve, { timeout: longestIdleWait }));
}

interface Making {
  readonly player: Player;
  readonly signal: AbortSignal;
  readonly show: (id: string, pictures: Partial<FilePictures>) => void;
  readonly showSheet: (id: string, sheet: Sheet) => void;
}

async function stripOf(source: StripSource, making: Making): Promise<void> {
  const { signal, player, showSheet } = making;
  const sheet = await makeFilmstrip(source, {
    signal,
    turn: () => turnAfter(player),
    onProgress: (part) => {
      if (!signal.aborted) showSheet(source.id, part);
    },
  });
  if (signal.aborted) return;
  showSheet(source.id, sheet);
  const jpeg = new Uint8Array(await sheet.jpeg.arrayBuffer());
  await value(kerbdesk.pictures.saveFilmstrip({ id: source.id, filmstrip: sheet.filmstrip, jpeg }));
}

async function waveformOf(source: StripSource, { signal, player, show }: Making): Promise<void> {
  const waveform = await makeWaveform(source, { signal, turn: () => turnAfter(player) });
  if (signal.aborted) return;
  show(source.id, { waveform });
  await value(kerbdesk.pictures.saveWaveform({ id: source.id, waveform }));
}

/** Shows what the vault has of a file, and answers what is still to be made of it. */
async function shownFrom(segment: Segment, making: Making): Promise<((making: Making) => Promise<void>)[]> {
  const { signal, show, player } = making;
  const { filmstrip, waveform } = await value(kerbdesk.pictures.get({ id: segment.id }));
  if (signal.aborted) return [];
  const address = filmstripAddress(segment.id);
  show(segment.id, { strip: filmstrip === null ? null : { filmstrip, address }, waveform });
  const part = player.parts().find(({ file }) => file?.id === segment.id);
  if (part === undefined || !part.playable || part.durationSeconds <= 0) return [];
  const source = { id: segment.id, bytes: segment.bytes, durationSeconds: part.durationSeconds };
  const silent = (): void => show(segment.id, { waveform: 'cannot-be-drawn' });
  return [
    ...(filmstrip === null ? [async (to: Making) => await stripOf(source, to).catch(() => undefined)] : []),
    ...(waveform === null ? [async (to: Making) => await waveformOf(source, to).catch(silent)] : []),
  ];
}

/** Without pictures the timeline is plain and works as well. */
async function makeAll(segments: readonly Segment[], making: Making): Promise<void> {
  const missing: ((making: Making) => Promise<void>)[] = [];
  for (const segment of segments) missing.push(...(await shownFrom(segment, making)));
  for (const make of missing) {
    if (making.signal.aborted) return;
    await make(making);
  }
}

const idsOf = (segments: readonly Segment[]): string => segments.map(({ id }) => id).join(' ');

export function usePictures({ segments }: Pick<Recording, 'segments'>, player: Player, duration: number): Pictures {
  const [pictures, setPictures] = useState<Pictures>(new Map());
  // Anew only where other files come: a recording is read again whenever a word of its description changes.
  const [files, setFiles] = useState(segments);
  if (idsOf(files) !== idsOf(segments)) setFiles(segments);
  const isLong = duration > 0;
  useEffect(() => {
    if (!isLong) return undefined;
    const stop = new AbortController();
    const { signal } = stop;
    const addresses = new Map<string, string>();
    const show = (id: string, some: Partial<FilePictures>): void =>
      setPictures((known) => new Map(known).set(id, { ...(known.get(id) ?? nothingYet), ...some }));
    const showSheet = (id: string, { filmstrip, jpeg }: Sheet): void => {
      const before = addresses.get(id);
      const address = URL.createObjectURL(jpeg);
      addresses.set(id, address);
      show(id, { strip: { filmstrip, address } });
      if (before !== undefined) URL.revokeObjectURL(before);
    };
    void makeAll(files, { player, signal, show, showSheet }).catch(() => undefined);
    return () => {
      stop.abort();
      for (const address of addresses.values()) URL.revokeObjectURL(address);
      setPictures(new Map());
    };
  }, [files, player, isLong]);
  return pictures;
}
