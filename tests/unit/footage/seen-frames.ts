// What the eye sees of a player: the brightness of both halves of the picture at every refresh, as runs of equal pictures.

export interface SeenFrame {
  readonly halves: readonly [number, number];
  /** How long it stayed, in milliseconds. */
  readonly milliseconds: number;
}

export function watchFrames(look: () => SeenFrame['halves']): { readonly end: () => readonly SeenFrame[] } {
  const seen: { halves: SeenFrame['halves']; since: number }[] = [];
  let ended = false;
  const refresh = (now: number): void => {
    if (ended) return;
    const halves = look();
    const last = seen.at(-1);
    if (last === undefined || halves.some((half, at) => Math.abs((last.halves[at] ?? 0) - half) > 3))
      seen.push({ halves, since: now });
    requestAnimationFrame(refresh);
  };
  requestAnimationFrame(refresh);
  return {
    end: () => {
      ended = true;
      return seen.map(({ halves, since }, at) => ({
        halves,
        milliseconds: (seen[at + 1]?.since ?? performance.now()) - since,
      }));
    },
  };
}
