// The layouts of IT's policy, ready to be used: they come before those that Kerbdesk knows by itself.
import type { ConfiguredLayout } from '../../../ports/camera-layouts.ts';
import { knownLayouts } from './known-layouts.ts';
import { mergeLayouts, type CameraLayout, type MakerLayout } from './layout.ts';

export const layoutWith = (configured: readonly ConfiguredLayout[]): CameraLayout =>
  mergeLayouts([...configured.map(toLayout), ...knownLayouts]);

/** Case does not tell names apart on FAT and exFAT, where cameras keep them. */
function toLayout(layout: ConfiguredLayout): MakerLayout {
  const upper = (names: readonly string[]): string[] => names.map((name) => name.toUpperCase());
  const lower = (names: readonly string[]): string[] => names.map((name) => name.toLowerCase());
  const compile = <Entry extends { readonly pattern: string }>(
    entry: Entry,
  ): Omit<Entry, 'pattern'> & { pattern: RegExp } => ({
    ...entry,
    pattern: new RegExp(entry.pattern, 'iu'),
  });
  return {
    id: layout.id,
    folders: upper(layout.folders),
    extensions: lower(layout.extensions),
    names: layout.names.map(compile),
    recordingFolders: layout.recordingFolders.map(({ pattern, names }) => ({
      ...compile({ pattern }),
      names: names.map(compile),
    })),
    identityFiles: upper(layout.identityFiles),
    sideExtensions: lower(layout.sideExtensions),
    sideNames: layout.sideNames.map(compile),
    splits: layout.splits,
    clockFields: layout.clockFields.map((name) => name.toLowerCase().replaceAll(/[^a-z]/g, '')),
  };
}
