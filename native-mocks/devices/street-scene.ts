// A street for simulated cameras, drawn by ffmpeg's own filters: something to watch, scrub and recognise, with nobody in it.

interface Light {
  readonly sky: string;
  readonly horizon: string;
  readonly house: string;
  readonly pavement: string;
  readonly road: string;
  readonly windows: readonly string[];
  /** How many windows of a hundred are lit. */
  readonly lit: number;
}

const lights: readonly Light[] = [
  {
    sky: '0x1A2548',
    horizon: '0x8A5A58',
    house: '0x1B2130',
    pavement: '0x3C414B',
    road: '0x262A31',
    windows: ['0xE8C37A', '0xC9A35C'],
    lit: 22,
  },
  {
    sky: '0x7C9CC4',
    horizon: '0xD5DCE2',
    house: '0x6F5A50',
    pavement: '0x9AA0A6',
    road: '0x5B6066',
    windows: ['0x3B4A5A', '0x54677A'],
    lit: 90,
  },
  {
    sky: '0x0B1226',
    horizon: '0x3B3550',
    house: '0x11161F',
    pavement: '0x2A2E36',
    road: '0x1B1E24',
    windows: ['0xE8C37A', '0xC9A35C', '0x9FB4CC'],
    lit: 35,
  },
  {
    sky: '0x8E99A3',
    horizon: '0xC2C8CC',
    house: '0x57504A',
    pavement: '0x7D8287',
    road: '0x474B50',
    windows: ['0x2F3B47', '0xD9C08A'],
    lit: 80,
  },
];

const width = 1000;
const height = 562;
const pavementTop = 330;
const roadTop = 390;

const box = (x: number, y: number, w: number, h: number, colour: string): string =>
  `drawbox=x=${x}:y=${y}:w=${w}:h=${h}:c=${colour}:t=fill`;

/** A ffmpeg filter graph with a 960×540, 25 frames a second output called `picture`. The same seed gives the same street. */
export function streetScene(seed: number): string {
  const light = lights[seed % lights.length] ?? lights[0];
  if (!light) throw new Error('there is no light');
  const random = lehmer(seed + 7);
  const still = [
    `gradients=s=${width}x${height}:r=25:c0=${light.sky}:c1=${light.horizon}:x0=500:y0=0:x1=500:y1=${pavementTop}:nb_colors=2:speed=0.00001`,
    ...houses(light, random),
    box(0, pavementTop, width, roadTop - pavementTop, light.pavement),
    box(0, roadTop, width, height - roadTop, light.road),
    ...Array.from({ length: 9 }, (_, at) => box(20 + at * 120, 470, 60, 6, '0xB9BDC4@0.6')),
    // Drawn once, then shown again and again: only what moves costs time.
    'trim=end_frame=1,loop=-1:1:0,setpts=N/25/TB',
  ];
  return [
    `${still.join(',')}[street]`,
    'color=c=0x7A1F24:s=150x44:r=25[near]',
    'color=c=0x24506B:s=170x56:r=25[far]',
    String.raw`[street][near]overlay=x='mod(t*190\,1500)-300':y=400:shortest=1[one]`,
    String.raw`[one][far]overlay=x='1100-mod(t*140\,1700)':y=480[two]`,
    // The sway of a camera on somebody's chest, and the grain of a small lens.
    "[two]crop=960:540:x='20+12*sin(t*2.1)+4*sin(t*5.3)':y='11+6*sin(t*3.1)',noise=alls=8:allf=t[picture]",
  ].join(';');
}

function houses(light: Light, random: () => number): string[] {
  const boxes: string[] = [];
  for (let left = -10; left < width;) {
    const wide = 70 + Math.floor(random() * 80);
    const top = pavementTop - 120 - Math.floor(random() * 140);
    boxes.push(box(left, top, wide, pavementTop - top, light.house));
    for (let x = left + 10; x < left + wide - 18; x += 24) {
      for (let y = top + 14; y < pavementTop - 18; y += 30) {
        const colour = light.windows[Math.floor(random() * light.windows.length)] ?? '';
        if (random() * 100 < light.lit) boxes.push(box(x, y, 12, 16, `${colour}@0.8`));
      }
    }
    left += wide + Math.floor(random() * 14);
  }
  return boxes;
}

/** The minimal standard generator: streets need no better chance. */
function lehmer(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}
