// A signature's strokes as shapes to be filled: thicker where the pen was pressed, the same on the screen and on paper.
import { getStroke } from 'perfect-freehand';
import { numbersPerPoint, pad, type InkStroke } from '#contract/ink.ts';

/** In units of the pad: half a millimetre on paper, where it is thickest. */
const thickness = 62;

const svgNamespace = 'http://www.w3.org/2000/svg';

function pointsOf({ points }: InkStroke): [number, number, number][] {
  const found: [number, number, number][] = [];
  for (let at = 0; at < points.length; at += numbersPerPoint) {
    found.push([points[at] ?? 0, points[at + 1] ?? 0, (points[at + 3] ?? 0) / 1000]);
  }
  return found;
}

/** One closed shape for a stroke, as the `d` of an SVG path. */
export function outlineOf(stroke: InkStroke): string {
  const outline = getStroke(pointsOf(stroke), {
    size: thickness,
    thinning: 0.55,
    smoothing: 0.5,
    streamline: 0.35,
    // Only a pen says how hard it is pressed; a finger and a mouse are thinner where they are fast.
    simulatePressure: stroke.pointer !== 'pen',
    last: true,
  });
  const [first] = outline;
  if (first === undefined) return '';
  const round = (number: number): string => String(Math.round(number));
  const curves = outline.map(([x, y], index) => {
    const [nextX, nextY] = outline[(index + 1) % outline.length] ?? first;
    return `${round(x)} ${round(y)} ${round((x + nextX) / 2)} ${round((y + nextY) / 2)}`;
  });
  return `M${round(first[0])} ${round(first[1])} Q${curves.join(' ')} Z`;
}

/** The signature as a picture of the pad. `data-ink`: blanked in a public place, and found by tests. */
export function drawInk(strokes: readonly InkStroke[], label: string): SVGSVGElement {
  const svg = document.createElementNS(svgNamespace, 'svg');
  svg.setAttribute('viewBox', `0 0 ${pad.width} ${pad.height}`);
  svg.setAttribute('preserveAspectRatio', 'xMinYMax meet');
  svg.setAttribute('role', 'img');
  svg.setAttribute('aria-label', label);
  svg.dataset['ink'] = '';
  for (const stroke of strokes) {
    const path = document.createElementNS(svgNamespace, 'path');
    path.setAttribute('d', outlineOf(stroke));
    svg.append(path);
  }
  return svg;
}
