// A recipe in words: enough for somebody else to make the same again.
import type { Recipe, Treatment } from '#contract/recipe.ts';
import { clockText } from '../../../derive/clock-text.ts';
import { formatCount } from '../../../format/index.ts';

function treated(treatment: Treatment): string {
  switch (treatment.how) {
    case 'none':
      return 'none';
    case 'copied':
      return `copied bit for bit (${treatment.codec})`;
    case 'encoded':
      return `encoded again (${treatment.codec})`;
    case 'silenced':
      return `copied bit for bit, ${formatCount(treatment.packets, 'packet')} silenced (${treatment.codec})`;
  }
}

export function recipeLines(recipe: Recipe): readonly (readonly [string, string])[] {
  const tool = ['Tool', `${recipe.tool.name} ${recipe.tool.version}, ${recipe.tool.renderer}`] as const;
  const reason = recipe.reason === '' ? [] : ([['Reason', recipe.reason]] as const);
  if (recipe.kind === 'snapshot') {
    return [
      ['Picture at', clockText(recipe.atSeconds)],
      ['Size', `${recipe.width} × ${recipe.height}`],
      tool,
      ...reason,
    ];
  }
  const { asked, included } = recipe;
  const early = asked.startSeconds - included.startSeconds;
  const pictures =
    included.firstFrame === null || included.lastFrame === null
      ? []
      : ([['Pictures', `number ${included.firstFrame} to ${included.lastFrame}`]] as const);
  return [
    ['Asked for', `${clockText(asked.startSeconds)} to ${clockText(asked.endSeconds)}`],
    [
      'Holds',
      `${clockText(included.startSeconds)} to ${clockText(included.endSeconds)}${
        early > 0.001
          ? `: starts ${early.toFixed(2)} s earlier, ${recipe.cut === 'key-frame' ? 'at the key picture' : 'with the picture on screen then'}`
          : ''
      }`,
    ],
    ...pictures,
    ['Video', treated(recipe.video)],
    ['Sound', treated(recipe.audio)],
    ...(recipe.kind === 'redaction' ? redactionLines(recipe) : []),
    tool,
    ...reason,
  ];
}

function redactionLines({ boxes, mutes }: Extract<Recipe, { kind: 'redaction' }>): (readonly [string, string])[] {
  const effects = { blur: 'blurred', pixelate: 'mosaic', black: 'black' } as const;
  const times = (one: { readonly startSeconds: number; readonly endSeconds: number }): string =>
    `${clockText(one.startSeconds)} to ${clockText(one.endSeconds)}`;
  return [
    ...boxes.map(
      (box) =>
        [
          box.label === '' ? 'Box' : box.label,
          `${effects[box.effect]}, ${times(box)}, ${formatCount(box.keys.length, 'key')}`,
        ] as const,
    ),
    ...(mutes.length === 0 ? [] : [['Muted', mutes.map(times).join('; ')] as const]),
  ];
}
