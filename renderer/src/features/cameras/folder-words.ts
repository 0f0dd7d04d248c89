// What to tell an officer of a folder or card that is imported from: nothing there has a cable. Pure.
import type { Camera } from '#contract/cameras.ts';
import type { JobProgress } from '#contract/jobs.ts';
import { formatTimeLeft } from '../../format/index.ts';
import type { CameraSentence } from './camera-words.ts';

/** @param left recordings that are not in the vault yet */
export function folderSentence(camera: Camera, job: JobProgress | undefined, left: number): CameraSentence {
  switch (camera.state) {
    case 'reading':
      return { tone: 'neutral', text: 'Looking at what is in it' };
    case 'ready':
      return left === 0
        ? { tone: 'ok', text: 'Everything in it is in the vault' }
        : { tone: 'neutral', text: 'Nothing is being copied yet' };
    case 'offloading':
      return {
        tone: 'neutral',
        text:
          job?.secondsLeft === null || job?.secondsLeft === undefined
            ? 'Leave the card or disk where it is'
            : `Leave the card or disk where it is for ${formatTimeLeft(job.secondsLeft)}`,
      };
    case 'queued':
      return { tone: 'neutral', text: 'Leave it where it is: it goes on by itself when its turn comes' };
    case 'paused':
      return { tone: 'ok', text: 'The rest is copied when you go on' };
    case 'finished':
      return { tone: 'ok', text: 'Every recording was read back from the vault and is equal' };
    case 'failed':
      return { tone: 'warn', text: 'What was copied is kept' };
    case 'unplugged':
      return left === 0
        ? { tone: 'ok', text: 'Everything in it is in the vault' }
        : { tone: 'warn', text: 'What was copied is kept; put the card or disk back and it goes on' };
    default:
      return camera.state satisfies never;
  }
}
