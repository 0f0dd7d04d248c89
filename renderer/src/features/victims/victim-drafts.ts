// What is being written to or about victims: a session for each deed, there again when its dialog is opened anew, saved before a
// lock, and kept after leaving until it is on the disk.
import { useEffect, useState, useSyncExternalStore } from 'react';
import type { DutyId, ReportId } from '#contract/ids.ts';
import type { DraftForm, DraftValues, Victim } from '#contract/victims.ts';
import { registerFlush } from '../../app/flush-before-lock.ts';
import { createForgetOnLock } from '../../app/forget-on-lock.ts';
import { kerbdesk, value } from '../../ipc/kerbdesk.ts';
import { DraftSession } from './draft-session.ts';

export interface DraftPlace {
  readonly reportId: ReportId;
  /** Null for an event, which is the report's. */
  readonly personId: string | null;
  readonly form: DraftForm;
  /** The duty that the deed is about; else empty. */
  readonly about: DutyId | '';
}

/** What the vault held of a deed when the screen was read. */
export const savedDraft = ({ drafts }: Victim, { form, about }: Pick<DraftPlace, 'form' | 'about'>) =>
  drafts.find((draft) => draft.form === form && draft.about === about)?.values ?? null;

interface OpenDraft {
  readonly session: DraftSession;
  readonly stopFlushing: () => void;
  users: number;
}

/** The newest of this window, whatever was read from the vault before; null: done or discarded. */
const latest = new Map<string, DraftValues | null>();
const open = new Map<string, OpenDraft>();
const forgetOnLock = createForgetOnLock(() => {
  for (const [key, entry] of open) close(key, entry);
  latest.clear();
});
const keyOf = ({ reportId, personId, form, about }: DraftPlace): string =>
  [reportId, personId ?? '', form, about].join(' ');

export function latestDraft(place: DraftPlace, saved: DraftValues | null): DraftValues | null {
  const known = latest.get(keyOf(place));
  return known === undefined ? saved : known;
}

/** One session a deed, however often its dialog is opened: a save that is tried again must not come after a newer one. */
function sessionOf(place: DraftPlace, begin: () => DraftValues): DraftSession {
  const key = keyOf(place);
  const known = open.get(key);
  if (known !== undefined) {
    if (known.session.isOver) known.session.begin(begin());
    return known.session;
  }
  forgetOnLock();
  const save = async (values: DraftValues | null) => await value(kerbdesk.victims.saveDraft({ ...place, values }));
  const session = new DraftSession(begin(), save);
  session.subscribe(() => latest.set(key, session.isOver ? null : session.snapshot().values));
  open.set(key, { session, users: 0, stopFlushing: registerFlush(async () => await session.flush()) });
  return session;
}

function close(key: string, entry: OpenDraft): void {
  entry.stopFlushing();
  entry.session.done();
  open.delete(key);
}

function enter(key: string): void {
  const entry = open.get(key);
  if (entry !== undefined) entry.users += 1;
}

/** Saves, then forgets. What cannot be saved is tried again in the background, and is there when the deed is opened again. */
async function leave(key: string): Promise<void> {
  const entry = open.get(key);
  if (entry === undefined) return;
  entry.users -= 1;
  const closeIfDone = (): void => {
    if (entry.users === 0 && !entry.session.hasUnsaved && open.get(key) === entry) close(key, entry);
  };
  if (!entry.session.isOver) await entry.session.flush();
  entry.session.subscribe(closeIfDone);
  closeIfDone();
}

/** What was written has been given: the next begins anew. */
export function discardDraft(place: DraftPlace): void {
  const key = keyOf(place);
  const session = sessionOf(place, () => ({}));
  enter(key);
  session.discard();
  latest.set(key, null);
  void leave(key);
}

export interface VictimDraft {
  readonly values: DraftValues;
  /** It was begun earlier and is here again. */
  readonly isResumed: boolean;
  /** Why the last keys are not on the disk yet. */
  readonly problem: string | null;
  readonly change: (patch: DraftValues) => void;
  readonly save: () => Promise<void>;
  readonly done: () => void;
  readonly discard: () => void;
}

export function useVictimDraft(
  place: DraftPlace,
  saved: DraftValues | null,
  begin: (before: DraftValues | null) => DraftValues,
): VictimDraft {
  const key = keyOf(place);
  const [{ session, isResumed }] = useState(() => {
    const before = latestDraft(place, saved);
    return { session: sessionOf(place, () => begin(before)), isResumed: before !== null };
  });
  const { values, autosave } = useSyncExternalStore(session.subscribe, session.snapshot);
  useEffect(() => {
    enter(key);
    return () => void leave(key);
  }, [key]);
  return {
    values,
    isResumed,
    problem: autosave.problem,
    change: (patch) => session.change(patch),
    save: () => session.flush(),
    done() {
      session.done();
      latest.set(key, null);
    },
    discard() {
      session.discard();
      latest.set(key, null);
    },
  };
}

export const textIn = (values: DraftValues, name: string): string => {
  const found = values[name];
  return typeof found === 'string' ? found : '';
};

export const listIn = (values: DraftValues, name: string): string[] => {
  const found = values[name];
  return typeof found === 'object' ? found : [];
};
