// How WSQ cuts an image into subbands (IAFIS-IC-0110 v3, 5.1 and figure 5): the same for every image, but for its size.

export interface Region {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A region that is cut into four; of one that lies right or below in its parent, the high-pass half comes first. */
export interface Cut extends Region {
  readonly highFirstAcross: boolean;
  readonly highFirstDown: boolean;
}

export interface SubbandTree {
  /** From the whole image to its smallest corner: parents before children. */
  readonly cuts: readonly Cut[];
  /** The coded subbands, by number: 0 to 59. 60 to 63 are never coded. */
  readonly subbands: readonly Region[];
}

export const subbandCount = 60;
/** The first subband of the second and of the third block of coefficients. */
export const blockStarts = { second: 19, third: 52 } as const;

type Four<T> = readonly [T, T, T, T];

function quarters(cut: Cut): Four<Cut> {
  const left = cut.highFirstAcross ? Math.floor(cut.width / 2) : Math.ceil(cut.width / 2);
  const top = cut.highFirstDown ? Math.floor(cut.height / 2) : Math.ceil(cut.height / 2);
  const at = (isRight: boolean, isBelow: boolean): Cut => ({
    x: cut.x + (isRight ? left : 0),
    y: cut.y + (isBelow ? top : 0),
    width: isRight ? cut.width - left : left,
    height: isBelow ? cut.height - top : top,
    highFirstAcross: isRight,
    highFirstDown: isBelow,
  });
  return [at(false, false), at(true, false), at(false, true), at(true, true)];
}

export function subbandTree(width: number, height: number): SubbandTree {
  const cuts: Cut[] = [];
  const cut = (one: Cut): Four<Cut> => {
    cuts.push(one);
    return quarters(one);
  };
  const sixteen = (one: Cut): Cut[] => cut(one).flatMap((quarter) => cut(quarter));
  const whole: Cut = { x: 0, y: 0, width, height, highFirstAcross: false, highFirstDown: false };
  const [upper, right, below] = cut(whole);
  const [corner, second, third, fifty1] = cut(upper);
  const [smallest, ...others] = cut(corner);
  const [tiny, four, five, six] = cut(smallest);
  const subbands = [
    ...cut(tiny),
    four,
    five,
    six,
    ...others.flatMap((one) => cut(one)),
    ...sixteen(second),
    ...sixteen(third),
    fifty1,
    ...cut(right),
    ...cut(below),
  ];
  return { cuts, subbands };
}
