// Both hands, palms down as the person sees them, with the fingers that are wanted, seen, taken or left out.
import { classNames } from '../../../ui/index.ts';
import { positionNames, type PrintPosition } from '#contract/identify/fingers.ts';
import styles from './Hands.module.css';
import { fingersAt } from './fingers-at.ts';

export type FingerLook = 'wanted' | 'now' | 'taken' | 'not-taken';

interface HandsProps {
  readonly fingers: readonly { readonly position: PrintPosition; readonly look: FingerLook }[];
}

/** From the thumb to the little finger of a right hand: left edge, top, width, height, and a turn about the lower end. */
const shapes = [
  { x: 14, y: 56, width: 16, height: 42, turn: -30 },
  { x: 26, y: 18, width: 15, height: 60, turn: -5 },
  { x: 44, y: 8, width: 15, height: 70, turn: 0 },
  { x: 62, y: 16, width: 15, height: 62, turn: 5 },
  { x: 79, y: 34, width: 13, height: 46, turn: 12 },
] as const;

const lookWords: Readonly<Record<FingerLook, string>> = {
  wanted: 'to be taken',
  now: 'on the glass now',
  taken: 'taken',
  'not-taken': 'not taken',
};

export function Hands({ fingers }: HandsProps) {
  const looks = new Map(
    fingers.flatMap(({ position, look }) => fingersAt(position).map((one) => [one, look] as const)),
  );
  const words = fingers.map(({ position, look }) => `${positionNames[position]}: ${lookWords[look]}`).join('; ');
  return (
    <svg className={styles['hands']} viewBox="0 0 252 124" role="img" aria-label={words}>
      <g transform="translate(106 0) scale(-1 1)">
        <Hand first={6} looks={looks} />
      </g>
      <g transform="translate(146 0)">
        <Hand first={1} looks={looks} />
      </g>
      <text x="49" y="120" className={styles['name']}>
        Left
      </text>
      <text x="203" y="120" className={styles['name']}>
        Right
      </text>
    </svg>
  );
}

function Hand({ first, looks }: { readonly first: 1 | 6; readonly looks: ReadonlyMap<number, FingerLook> }) {
  return (
    <>
      <rect className={styles['palm']} x={26} y={66} width={64} height={40} rx={17} />
      {shapes.map(({ x, y, width, height, turn }, index) => {
        const look = looks.get(first + index);
        return (
          <rect
            key={x}
            className={classNames(styles['finger'], look !== undefined && styles[look])}
            x={x}
            y={y}
            width={width}
            height={height}
            rx={width / 2}
            transform={`rotate(${turn} ${x + width / 2} ${y + height})`}
          />
        );
      })}
    </>
  );
}
