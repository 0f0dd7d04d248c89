// A decoded picture's bytes: copied out, changed in place, and made a picture again. Formats that are none of ours become RGB.
import { VideoSample } from 'mediabunny';
import type { RecipeBox } from '#contract/recipe.ts';
import type { Area } from './boxes.ts';
import { coverBoxes, type Plane } from './cover.ts';
import { shrunk, type Luma } from './tracker.ts';

type KnownFormat = 'I420' | 'NV12' | 'RGBX';

function planesOf(format: KnownFormat, layout: readonly PlaneLayout[], width: number, height: number): Plane[] {
  const plane = (index: number, half: boolean, components: number, black: readonly number[]): Plane => ({
    offset: layout[index]?.offset ?? 0,
    stride: layout[index]?.stride ?? 0,
    width: half ? Math.ceil(width / 2) : width,
    height: half ? Math.ceil(height / 2) : height,
    components,
    subsampling: half ? 2 : 1,
    black,
  });
  switch (format) {
    case 'I420':
      return [plane(0, false, 1, [16]), plane(1, true, 1, [128]), plane(2, true, 1, [128])];
    case 'NV12':
      return [plane(0, false, 1, [16]), plane(1, true, 2, [128, 128])];
    case 'RGBX':
      return [plane(0, false, 4, [0, 0, 0, 255])];
  }
}

interface Copied {
  readonly format: KnownFormat;
  readonly data: Uint8Array<ArrayBuffer>;
  readonly layout: readonly PlaneLayout[];
}

/** One for as long as pictures of a recording come: its memory is used again for each. */
export class FrameCopier {
  #buffer = new Uint8Array(0);

  async copy(sample: VideoSample): Promise<Copied> {
    const own = sample.format === 'I420' || sample.format === 'NV12' ? sample.format : null;
    const format = own ?? 'RGBX';
    const options = own === null ? { format: 'RGBX' as const } : {};
    const size = sample.allocationSize(options);
    if (this.#buffer.byteLength !== size) this.#buffer = new Uint8Array(size);
    const layout = await sample.copyTo(this.#buffer, options);
    return { format, data: this.#buffer, layout };
  }

  /** The same picture with the boxes covered. Close both. */
  async covered(
    sample: VideoSample,
    boxes: readonly { readonly box: RecipeBox; readonly area: Area }[],
  ): Promise<VideoSample> {
    const { format, data, layout } = await this.copy(sample);
    const [width, height] = [sample.visibleRect.width, sample.visibleRect.height];
    coverBoxes(
      data,
      planesOf(format, layout, width, height),
      { width, height },
      sample.rotation,
      boxes.map(({ box, area }) => ({ effect: box.effect, area })),
    );
    return new VideoSample(data, {
      format,
      codedWidth: width,
      codedHeight: height,
      layout: [...layout],
      timestamp: sample.timestamp,
      duration: sample.duration,
      colorSpace: sample.colorSpace,
    });
  }

  /** Brightness alone, made small. Green stands for it where there is no plane of its own. */
  async luma(sample: VideoSample, factor: number): Promise<Luma> {
    const { format, data, layout } = await this.copy(sample);
    const { width, height } = sample.visibleRect;
    const [first] = layout;
    if (first === undefined) throw new Error('The picture has no planes');
    if (format !== 'RGBX') return shrunk(data.subarray(first.offset), width, height, first.stride, factor);
    const green = new Uint8Array(width * height);
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) green[y * width + x] = data[first.offset + y * first.stride + x * 4 + 1] ?? 0;
    }
    return shrunk(green, width, height, width, factor);
  }
}
