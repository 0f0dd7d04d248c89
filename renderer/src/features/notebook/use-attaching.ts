// Attaching to the open note: one file after the other, with what is under way and what could not be attached.
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { registerFlush } from '../../app/flush-before-lock.ts';
import { queries } from '../../ipc/queries.ts';
import { attachFile, NotAttached } from './attach-file.ts';
import { nameOf, whyNot } from './file-words.ts';
import type { NoteSession } from './note-session.ts';

interface TakenFile {
  readonly key: string;
  readonly file: File;
  readonly fileName: string;
}

interface ComingFile {
  readonly key: string;
  readonly fileName: string;
  /** 0 to 1. */
  readonly share: number;
}

interface AttachProblem {
  readonly key: string;
  readonly why: string;
  /** What can be tried again: a picture that was pasted is nowhere else. */
  readonly taken: TakenFile | null;
}

export interface Attaching {
  readonly attach: (files: readonly File[], isPasted?: boolean) => void;
  readonly coming: readonly ComingFile[];
  readonly problems: readonly AttachProblem[];
  readonly tryAgain: () => void;
  readonly putAwayProblems: () => void;
}

export function useAttaching(session: NoteSession): Attaching {
  const client = useQueryClient();
  const [coming, setComing] = useState<readonly ComingFile[]>([]);
  const [problems, setProblems] = useState<readonly AttachProblem[]>([]);
  const underWay = useRef<Promise<void>>(Promise.resolve());
  // A lock waits a moment for it, as it does for typing.
  useEffect(() => registerFlush(() => underWay.current), []);

  const attachOne = useCallback(
    async ({ key, file, fileName }: TakenFile): Promise<void> => {
      try {
        // A note with nothing but a photograph is a note as well.
        if (!(await session.begin())) {
          throw new NotAttached(`“${fileName}” was not attached: the note itself could not be saved yet.`);
        }
        const note = await attachFile(file, {
          noteId: session.id,
          fileName,
          onProgress: (share) => setComing((all) => all.map((one) => (one.key === key ? { ...one, share } : one))),
        });
        client.setQueryData(queries.note(note.id).queryKey, note);
      } catch (error) {
        const why = error instanceof NotAttached ? error.message : `“${fileName}” was not attached.`;
        setProblems((all) => [...all, { key, why, taken: { key, file, fileName } }]);
      }
      setComing((all) => all.filter((one) => one.key !== key));
    },
    [client, session],
  );

  const take = useCallback(
    (taken: readonly TakenFile[]): void => {
      setComing((before) => [...before, ...taken.map(({ key, fileName }) => ({ key, fileName, share: 0 }))]);
      underWay.current = taken.reduce((before, one) => before.then(() => attachOne(one)), underWay.current);
    },
    [attachOne],
  );

  const attach = useCallback(
    (files: readonly File[], isPasted = false): void => {
      const asked = files.map((file) => ({ key: crypto.randomUUID(), file, why: whyNot(file) }));
      setProblems(asked.flatMap(({ key, why }) => (why === null ? [] : [{ key, why, taken: null }])));
      take(
        asked
          .filter(({ why }) => why === null)
          .map(({ key, file }) => ({ key, file, fileName: nameOf(file, isPasted, Date.now()) })),
      );
    },
    [take],
  );

  return {
    attach,
    coming,
    problems,
    tryAgain() {
      setProblems([]);
      take(problems.map(({ taken }) => taken).filter((taken) => taken !== null));
    },
    putAwayProblems: () => setProblems([]),
  };
}
