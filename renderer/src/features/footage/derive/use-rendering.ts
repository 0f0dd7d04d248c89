// A clip or a redaction being made: how far it is, how long it takes, and what came of it.
import { useEffect, useRef, useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import type { Recording } from '#contract/footage.ts';
import type { DraftKind, RecipeDraft } from '#contract/recipe.ts';
import { navigate } from '../../../app/route.ts';
import { makeDerivative } from '../../../derive/make-derivative.ts';
import { RenderProblem } from '../../../derive/render-problem.ts';
import { describeProblem, type Problem } from '../../../ipc/problem.ts';
import { queries } from '../../../ipc/queries.ts';
import { showToast } from '../../../ui/index.ts';
import type { Player } from '../player/player.ts';

export interface Rendering {
  /** From 0 to 1; null while nothing is made. */
  readonly part: number | null;
  readonly secondsLeft: number | null;
  /** Why the last one was not made. */
  readonly problem: Problem | null;
  readonly make: (kind: DraftKind, draft: RecipeDraft) => void;
  readonly cancel: () => void;
}

/** Too early to tell how long it takes. */
const firstGuessAfter = 1500;

export function useRendering(recording: Recording, player: Player): Rendering {
  const { data: info } = useQuery(queries.appInfo);
  const [part, setPart] = useState<number | null>(null);
  const [secondsLeft, setSecondsLeft] = useState<number | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);

  const make = async (kind: DraftKind, draft: RecipeDraft): Promise<void> => {
    if (running.current !== null) return;
    const cancel = new AbortController();
    running.current = cancel;
    setProblem(null);
    setPart(0);
    setSecondsLeft(null);
    const begun = performance.now();
    let told = 0;
    try {
      const made = await makeDerivative({
        recording,
        parts: player.parts(),
        kind,
        draft,
        toolVersion: info?.version ?? 'unknown',
        onProgress(done) {
          const now = performance.now();
          // Ten times a second is more than can be read.
          if (now - told < 100 && done < 1) return;
          told = now;
          setPart(done);
          if (now - begun > firstGuessAfter && done > 0) setSecondsLeft(((now - begun) / 1000 / done) * (1 - done));
        },
        signal: cancel.signal,
      });
      showToast({
        tone: 'ok',
        title: kind === 'clip' ? 'Clip made' : 'Redaction made',
        text: 'Sealed, read back and kept beside its original.',
      });
      navigate({ screen: 'recording', id: made.id });
    } catch (error) {
      if (!cancel.signal.aborted) setProblem(problemOf(kind, error));
    } finally {
      running.current = null;
      setPart(null);
    }
  };

  return {
    part,
    secondsLeft,
    problem,
    make: (kind, draft) => void make(kind, draft),
    cancel: () => running.current?.abort(),
  };
}

function problemOf(kind: DraftKind, error: unknown): Problem {
  const title = kind === 'clip' ? 'The clip was not made' : 'The redaction was not made';
  return error instanceof RenderProblem ? { title, text: error.message } : describeProblem(error, title);
}
