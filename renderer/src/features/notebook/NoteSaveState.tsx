// Whether the note is on the disk; one that has no key yet is not begun.
import { useSyncExternalStore } from 'react';
import { Badge, SaveState } from '../../ui/index.ts';
import type { NoteSession } from './note-session.ts';

export function NoteSaveState({ session }: { readonly session: NoteSession }) {
  const { autosave, startedAt } = useSyncExternalStore(session.subscribe, session.snapshot);
  const isRefused = autosave.phase === 'retrying' || autosave.phase === 'stopped';
  if (startedAt === null && !isRefused) return <Badge>Not begun</Badge>;
  return <SaveState autosave={autosave} onTryNow={() => void session.flush()} />;
}
