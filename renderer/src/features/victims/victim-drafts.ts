// What is being written to or about a victim: on the disk a moment after each key, there again when the dialog is opened anew,
// and saved before a lock. What could not be saved stays in memory and is tried again with the next key.
import { useEffect, useState } from 'react';
import type { ReportId } from '#contract/ids.ts';
import type { DraftForm, DraftValues } from '#contract/victims.ts';
import { registerFlush } from '../../app/flush-before-lock.ts';
import { createForgetOnLock } from '../../app/forget-on-lock.ts';
import { kerbdesk, value } from '../../ipc/kerbdesk.ts';
import { describeProblem } from '../../ipc/problem.ts';

const saveDelay = 300;

export interface DraftPlace {
  readonly reportId: ReportId;
  readonly personId: string;
  readonly form: DraftForm;
}

/** The newest of this window, whatever was read from the vault before; null: done or discarded. */
const latest = new Map<string, DraftValues | null>();
const forgetOnLock = createForgetOnLock(() => latest.clear());
const keyOf = ({ reportId, personId, form }: DraftPlace): string => `${reportId} ${personId} ${form}`;

export function latestDraft(place: DraftPlace, saved: DraftValues | null): DraftValues | null {
  const known = latest.get(keyOf(place));
  return known === undefined ? saved : known;
}

function remember(place: DraftPlace, values: DraftValues | null): void {
  forgetOnLock();
  latest.set(keyOf(place), values);
}

/** What was written has been given: the next begins anew. */
export function discardDraft(place: DraftPlace): void {
  remember(place, null);
  void kerbdesk.victims.saveDraft({ ...place, values: null });
}

class VictimDraftSaver {
  readonly #place: DraftPlace;
  readonly #onProblem: (problem: string | null) => void;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #pending: DraftValues | null = null;

  constructor(place: DraftPlace, onProblem: (problem: string | null) => void) {
    this.#place = place;
    this.#onProblem = onProblem;
  }

  later(values: DraftValues): void {
    remember(this.#place, values);
    this.#pending = values;
    this.#timer ??= setTimeout(() => void this.now(), saveDelay);
  }

  /** Never rejects: the officer is told, and the next key tries again. */
  async now(): Promise<void> {
    this.#stop();
    const values = this.#pending;
    this.#pending = null;
    if (values === null) return;
    try {
      await value(kerbdesk.victims.saveDraft({ ...this.#place, values }));
      this.#onProblem(null);
    } catch (error) {
      this.#pending ??= values;
      this.#onProblem(describeProblem(error).text);
    }
  }

  /** It was given or logged: the vault has let go of it with that. */
  done(): void {
    this.#stop();
    this.#pending = null;
    remember(this.#place, null);
  }

  discard(): void {
    this.done();
    discardDraft(this.#place);
  }

  #stop(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }
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
  const [problem, setProblem] = useState<string | null>(null);
  const [{ values, isResumed }, setState] = useState(() => {
    const before = latestDraft(place, saved);
    return { values: begin(before), isResumed: before !== null };
  });
  const [saver] = useState(() => new VictimDraftSaver(place, setProblem));
  useEffect(() => {
    const stop = registerFlush(async () => await saver.now());
    return () => {
      stop();
      void saver.now();
    };
  }, [saver]);
  return {
    values,
    isResumed,
    problem,
    change: (patch) => {
      const next = { ...values, ...patch };
      setState({ values: next, isResumed });
      saver.later(next);
    },
    save: async () => await saver.now(),
    done: () => saver.done(),
    discard: () => saver.discard(),
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
