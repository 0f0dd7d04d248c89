// What copying and encoding pictures have in common: how they are asked for, and what they answer.
import type { Output } from 'mediabunny';
import type { RecipeDraft, RecipeSpan, Treatment } from '#contract/recipe.ts';
import type { OpenStretch } from './recording-files.ts';

export interface PicturesWanted {
  readonly output: Output;
  readonly stretches: readonly OpenStretch[];
  readonly draft: Pick<RecipeDraft, 'startSeconds' | 'endSeconds' | 'boxes'>;
  readonly signal: AbortSignal;
  /** How far on the recording's timeline. */
  readonly onSeconds: (seconds: number) => void;
}

export interface PicturesMade {
  readonly included: RecipeSpan;
  readonly treatment: Treatment;
  readonly width: number;
  readonly height: number;
  readonly frameRate: number | null;
}

/** The track is in the output; `run` fills it once the output has started. */
export interface PreparedPictures {
  /** Where the first picture lies on the recording's timeline. */
  readonly startSeconds: number;
  run(): Promise<PicturesMade>;
}

/** Files follow one another: a picture never begins before the one before it has ended. */
export class Follow {
  #end = 0;
  #shift = 0;

  /** Call it with the first moment of each file, on the new file's timeline. */
  beginFile(seconds: number): void {
    this.#shift = Math.max(0, this.#end - seconds);
  }

  place(seconds: number, duration: number): number {
    const placed = seconds + this.#shift;
    this.#end = Math.max(this.#end, placed + duration);
    return placed;
  }
}
