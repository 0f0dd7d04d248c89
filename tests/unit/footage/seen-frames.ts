// What the eye sees of a player: the brightness on screen at every refresh, as runs of equal pictures.

export interface SeenFrame {
  readonly luma: number;
  /** How long it stayed, in milliseconds. */
  readonly milliseconds: number;
}

export function watchFrames(look: () => number): { readonly end: () => readonly SeenFrame[] } {
  const seen: { luma: number; since: number }[] = [];
  let ended = false;
  const refresh = (now: number): void => {
    if (ended) return;
    const luma = look();
    const last = seen.at(-1);
    if (last === undefined || Math.abs(last.luma - luma) > 3) seen.push({ luma, since: now });
    requestAnimationFrame(refresh);
  };
  requestAnimationFrame(refresh);
  return {
    end: () => {
      ended = true;
      return seen.map(({ luma, since }, at) => ({
        luma,
        milliseconds: (seen[at + 1]?.since ?? performance.now()) - since,
      }));
    },
  };
}
