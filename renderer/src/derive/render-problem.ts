// Why a clip or a redaction cannot be made, in words for the officer.

export class RenderProblem extends Error {
  override readonly name = 'RenderProblem';
}

/** Told alike wherever files of a recording cannot follow one another in one MP4. */
export const differentFiles = (fileName: string, what: 'pictures' | 'sound'): RenderProblem =>
  new RenderProblem(
    what === 'pictures'
      ? `The pictures of ${fileName} are stored in another way than those before it, so they cannot be joined as they are. Choose an exact cut, or a stretch within one file.`
      : `The sound of ${fileName} is stored in another way than that before it, so it cannot be joined. Choose a stretch within one file.`,
  );
