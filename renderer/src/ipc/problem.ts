// What to tell the officer when something failed: the typed message as it came, or an honest general one.
import { showToast } from '../ui/index.ts';
import { CommandError } from './kerbdesk.ts';

export interface Problem {
  readonly title: string;
  readonly text: string;
}

export function describeProblem(error: unknown, title = 'That did not work'): Problem {
  if (!(error instanceof CommandError)) {
    return {
      title,
      text: 'The program met something it did not expect. What was saved before is kept. Try again; if it happens again, restart Kerbdesk.',
    };
  }
  return {
    title,
    text: error.incidentId === null ? error.message : `${error.message} Incident ${error.incidentId.slice(0, 8)}.`,
  };
}

/** For mutations: `onError: (error) => showProblem(error, 'The category was not saved')`. */
export function showProblem(error: unknown, title?: string): void {
  showToast({ tone: 'bad', ...describeProblem(error, title) });
}
