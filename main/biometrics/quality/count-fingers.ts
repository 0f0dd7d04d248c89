// How many fingers lie apart from one another on the glass, from the blocks that are touched: a hand of which one finger hangs in the air
// must not be taken for a whole one.
import type { Grid } from './cells.ts';

interface Area {
  readonly left: number;
  readonly right: number;
  readonly blocks: number;
}

/**
 * @param touched 1 for each block that is touched, row by row
 * @param untold as long as that; what is in it is overwritten
 * @param leastBlocks what is smaller is dirt
 */
export function countFingers(grid: Grid, touched: Uint8Array, untold: Uint8Array, leastBlocks: number): number {
  untold.set(touched);
  const areas: Area[] = [];
  for (let at = 0; at < untold.length; at += 1) if (untold[at] === 1) areas.push(takeArea(grid, untold, at));
  return joined(areas).filter(({ blocks }) => blocks >= leastBlocks).length;
}

/** What hangs together with a block; it is taken away. */
function takeArea({ columns, rows }: Grid, untold: Uint8Array, first: number): Area {
  let [left, right] = [columns, 0];
  const blocks = [first];
  untold[first] = 0;
  // Grows while it is gone through.
  for (const block of blocks) {
    const [column, row] = [block % columns, Math.floor(block / columns)];
    [left, right] = [Math.min(left, column), Math.max(right, column)];
    for (let y = Math.max(row - 1, 0); y <= Math.min(row + 1, rows - 1); y += 1)
      for (let x = Math.max(column - 1, 0); x <= Math.min(column + 1, columns - 1); x += 1) {
        const other = y * columns + x;
        if (untold[other] !== 1) continue;
        untold[other] = 0;
        blocks.push(other);
      }
  }
  return { left, right, blocks: blocks.length };
}

/** A crease parts a finger in two, one above the other. */
function joined(areas: readonly Area[]): readonly Area[] {
  const fingers: Area[] = [];
  for (const area of areas.toSorted((a, b) => b.blocks - a.blocks)) {
    const at = fingers.findIndex((finger) => liesOver(area, finger));
    const finger = fingers[at];
    if (finger === undefined) fingers.push(area);
    else
      fingers[at] = {
        left: Math.min(finger.left, area.left),
        right: Math.max(finger.right, area.right),
        blocks: finger.blocks + area.blocks,
      };
  }
  return fingers;
}

function liesOver(a: Area, b: Area): boolean {
  const shared = Math.min(a.right, b.right) - Math.max(a.left, b.left) + 1;
  return shared * 2 > Math.min(a.right - a.left, b.right - b.left) + 1;
}
