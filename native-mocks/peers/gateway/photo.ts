// Photos of invented people: a drawn head and shoulders in gray, as PNG. Nobody's face.
import { crc32, deflateSync } from 'node:zlib';

const width = 96;
const height = 120;

function chunk(name: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const frame = Buffer.alloc(body.length + 8);
  frame.writeUInt32BE(data.length, 0);
  body.copy(frame, 4);
  frame.writeUInt32BE(crc32(body), body.length + 4);
  return frame;
}

/** Inside of an ellipse around a point. */
const within = (x: number, y: number, centre: readonly [number, number], radii: readonly [number, number]): boolean =>
  ((x - centre[0]) / radii[0]) ** 2 + ((y - centre[1]) / radii[1]) ** 2 <= 1;

/** `shade`: 0 to 255, of the figure; each invented person has another. In base64, as the gateway's JSON wants it. */
export function drawnPhoto(shade: number): string {
  const rows = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const isFigure = within(x, y, [48, 46], [22, 28]) || within(x, y, [48, 122], [42, 44]);
      rows[y * (width + 1) + 1 + x] = isFigure ? shade : 225;
    }
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  // Eight bits of gray.
  head[8] = 8;
  const signature = Buffer.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
  const parts = [chunk('IHDR', head), chunk('IDAT', deflateSync(rows)), chunk('IEND', new Uint8Array())];
  return Buffer.concat([signature, ...parts]).toString('base64');
}
