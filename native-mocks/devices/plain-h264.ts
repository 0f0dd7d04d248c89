// Makes a real H.264 MP4 without any encoder: raw macroblocks (I_PCM) once a second, "nothing changed" frames in between.
// For demonstration footage on machines without ffmpeg. Written after ITU-T H.264 (08/2021) 7.3 and ISO/IEC 14496-12.
import { BufferTarget, EncodedPacket, EncodedVideoPacketSource, Mp4OutputFormat, Output } from 'mediabunny';

export interface PlainClip {
  readonly seconds: number;
  /** Burnt into the picture, and written as the movie's creation time. */
  readonly startedAt: Date;
  /** Makes one clip look different from another. */
  readonly seed: number;
}

const macroblocksWide = 20;
const macroblocksHigh = 15;
const width = macroblocksWide * 16;
const height = macroblocksHigh * 16;
const framesPerSecond = 10;

class BitWriter {
  readonly #bytes: number[] = [];
  #partial = 0;
  #filled = 0;

  bits(value: number, count: number): this {
    for (let bit = count - 1; bit >= 0; bit--) {
      this.#partial = (this.#partial << 1) | ((value >>> bit) & 1);
      if (++this.#filled === 8) {
        this.#bytes.push(this.#partial);
        this.#partial = 0;
        this.#filled = 0;
      }
    }
    return this;
  }

  /** Exp-Golomb, unsigned (9.1). */
  ue(value: number): this {
    const length = 32 - Math.clz32(value + 1);
    return this.bits(0, length - 1).bits(value + 1, length);
  }

  alignZero(): this {
    while (this.#filled !== 0) this.bits(0, 1);
    return this;
  }

  /** Only where aligned. */
  raw(bytes: Uint8Array): this {
    for (const byte of bytes) this.#bytes.push(byte);
    return this;
  }

  /** The stop bit, then a NAL unit with emulation prevention (7.3.1, 7.4.1). */
  toNal(header: number): Uint8Array {
    this.bits(1, 1).alignZero();
    const nal = [header];
    let zeros = 0;
    for (const byte of this.#bytes) {
      if (zeros >= 2 && byte <= 3) {
        nal.push(3);
        zeros = 0;
      }
      nal.push(byte);
      zeros = byte === 0 ? zeros + 1 : 0;
    }
    return Uint8Array.from(nal);
  }
}

/** Baseline profile, level 3. */
const sequenceParameters = (): Uint8Array =>
  new BitWriter()
    .bits(66, 8)
    .bits(0xc0, 8)
    .bits(30, 8)
    .ue(0) // seq_parameter_set_id
    .ue(4) // log2_max_frame_num - 4
    .ue(2) // pic_order_cnt_type: output order is decoding order
    .ue(1) // max_num_ref_frames
    .bits(0, 1) // gaps_in_frame_num_allowed
    .ue(macroblocksWide - 1)
    .ue(macroblocksHigh - 1)
    .bits(1, 1) // frame_mbs_only
    .bits(1, 1) // direct_8x8_inference
    .bits(0, 1) // frame_cropping
    .bits(0, 1) // vui_parameters_present
    .toNal(0x67);

const pictureParameters = (): Uint8Array =>
  new BitWriter()
    .ue(0) // pic_parameter_set_id
    .ue(0) // seq_parameter_set_id
    .bits(0, 1) // entropy coding: CAVLC
    .bits(0, 1) // bottom_field_pic_order
    .ue(0) // num_slice_groups - 1
    .ue(0) // num_ref_idx_l0 - 1
    .ue(0) // num_ref_idx_l1 - 1
    .bits(0, 3) // weighted prediction
    .ue(0) // pic_init_qp: se(0)
    .ue(0) // pic_init_qs
    .ue(0) // chroma_qp_index_offset
    .bits(1, 1) // deblocking_filter_control_present
    .bits(0, 2) // constrained_intra_pred, redundant_pic_cnt_present
    .toNal(0x68);

/** A picture whose every macroblock is given as it is. */
function wholePicture(picture: Picture, identity: number): Uint8Array {
  const slice = new BitWriter()
    .ue(0) // first_mb_in_slice
    .ue(7) // slice_type: I, all of the picture
    .ue(0) // pic_parameter_set_id
    .bits(0, 8) // frame_num
    .ue(identity % 2) // idr_pic_id differs between neighbours
    .bits(0, 2) // no_output_of_prior_pics, long_term_reference
    .ue(0) // slice_qp_delta
    .ue(1); // disable_deblocking_filter_idc
  for (let row = 0; row < macroblocksHigh; row++) {
    for (let column = 0; column < macroblocksWide; column++) {
      slice
        .ue(25)
        .alignZero()
        .raw(macroblock(picture, column, row)); // mb_type I_PCM
    }
  }
  return slice.toNal(0x65);
}

/** A picture that repeats the one before. */
const sameAgain = (frameNumber: number): Uint8Array =>
  new BitWriter()
    .ue(0)
    .ue(5) // slice_type: P, all of the picture
    .ue(0)
    .bits(frameNumber, 8)
    .bits(0, 1) // num_ref_idx_active_override
    .bits(0, 1) // ref_pic_list_modification
    .bits(0, 1) // adaptive_ref_pic_marking
    .ue(0) // slice_qp_delta
    .ue(1)
    .ue(macroblocksWide * macroblocksHigh) // mb_skip_run
    .toNal(0x41);

interface Picture {
  readonly luma: Uint8Array;
  /** One colour for the whole picture: blue- and red-difference. */
  readonly blue: number;
  readonly red: number;
}

function macroblock({ luma, blue, red }: Picture, column: number, row: number): Uint8Array {
  const samples = new Uint8Array(384);
  for (let line = 0; line < 16; line++) {
    const at = (row * 16 + line) * width + column * 16;
    samples.set(luma.subarray(at, at + 16), line * 16);
  }
  samples.fill(blue, 256, 320);
  samples.fill(red, 320, 384);
  return samples;
}

/** Five rows of three dots for each sign of a clock. */
const glyphs: Readonly<Record<string, readonly number[]>> = {
  '0': [7, 5, 5, 5, 7],
  '1': [2, 6, 2, 2, 7],
  '2': [7, 1, 7, 4, 7],
  '3': [7, 1, 7, 1, 7],
  '4': [5, 5, 7, 1, 1],
  '5': [7, 4, 7, 1, 7],
  '6': [7, 4, 7, 5, 7],
  '7': [7, 1, 2, 2, 2],
  '8': [7, 5, 7, 5, 7],
  '9': [7, 5, 7, 1, 7],
  ':': [0, 2, 0, 2, 0],
};

/** A street of grey blocks that moves with the seconds, and the time of day in white. */
function drawSecond(second: number, at: Date, seed: number): Picture {
  const luma = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const block = ((x + second * 8) >> 5) * 7 + ((y + seed * 16) >> 5) * 13;
      luma[y * width + x] = 48 + ((block * 29) % 112) + (y >> 3);
    }
  }
  const dot = 8;
  for (const [position, sign] of at.toTimeString().slice(0, 8).split('').entries()) {
    for (const [line, row] of (glyphs[sign] ?? []).entries()) {
      for (let column = 0; column < 3; column++) {
        if (((row >> (2 - column)) & 1) === 0) continue;
        const left = 24 + (position * 4 + column) * dot;
        for (let y = 24 + line * dot; y < 24 + (line + 1) * dot; y++) {
          luma.fill(235, y * width + left, y * width + left + dot);
        }
      }
    }
  }
  return { luma, blue: 120 + (seed % 5) * 6, red: 136 - (seed % 5) * 6 };
}

const avcConfiguration = (sps: Uint8Array, pps: Uint8Array): Uint8Array =>
  Uint8Array.from([1, 66, 0xc0, 30, 0xff, 0xe1, 0, sps.length, ...sps, 1, 0, pps.length, ...pps]);

/** As MP4 has it: the length in four bytes before the unit. */
function withLength(nal: Uint8Array): Uint8Array {
  const sample = new Uint8Array(4 + nal.length);
  new DataView(sample.buffer).setUint32(0, nal.length);
  sample.set(nal, 4);
  return sample;
}

const from1904To1970 = 2_082_844_800;

/** A whole MP4 file, its index at the end, as cameras write it. */
export async function makePlainClip({ seconds, startedAt, seed }: PlainClip): Promise<Uint8Array> {
  const source = new EncodedVideoPacketSource('avc');
  const target = new BufferTarget();
  const output = new Output({ format: new Mp4OutputFormat({ fastStart: false }), target });
  output.addVideoTrack(source, { frameRate: framesPerSecond });
  await output.start();
  const description = avcConfiguration(sequenceParameters(), pictureParameters());
  const meta = { decoderConfig: { codec: 'avc1.42c01e', codedWidth: width, codedHeight: height, description } };
  for (let frame = 0; frame < seconds * framesPerSecond; frame++) {
    const inSecond = frame % framesPerSecond;
    const second = Math.floor(frame / framesPerSecond);
    const nal =
      inSecond === 0
        ? wholePicture(drawSecond(second, new Date(startedAt.getTime() + second * 1000), seed), second)
        : sameAgain(inSecond);
    const time = frame / framesPerSecond;
    const kind = inSecond === 0 ? 'key' : 'delta';
    await source.add(new EncodedPacket(withLength(nal), kind, time, 1 / framesPerSecond), meta);
  }
  await output.finalize();
  if (!target.buffer) throw new Error('the clip was not finished');
  const bytes = new Uint8Array(target.buffer);
  const header = Buffer.from(target.buffer).lastIndexOf('mvhd');
  const created = Math.floor(startedAt.getTime() / 1000) + from1904To1970;
  // Version 0 has 32-bit times after four bytes of version and flags, version 1 has 64-bit ones.
  new DataView(target.buffer).setUint32(header + (bytes[header + 4] === 1 ? 12 : 8), created);
  return bytes;
}
