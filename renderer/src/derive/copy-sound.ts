// Sound copied packet by packet; muted packets are replaced by silence, so that nothing of what was said is left.
import {
  EncodedAudioPacketSource,
  EncodedPacketSink,
  Mp4OutputFormat,
  type EncodedPacket,
  type InputAudioTrack,
  type Output,
} from 'mediabunny';
import type { RecipeDraft, Treatment } from '#contract/recipe.ts';
import { isMuted } from './boxes.ts';
import { sameDescription } from './same-description.ts';
import { Follow } from './pictures.ts';
import type { OpenStretch } from './recording-files.ts';
import { differentFiles, RenderProblem } from './render-problem.ts';
import { keptOf, neighboursSilenced, silencerFor, type Silencer } from './silence.ts';

/** Shared by pictures and sound: where the new file's zero lies on the recording's timeline, once the pictures have said it. */
interface Zero {
  readonly seconds: number;
}

interface SoundWanted {
  readonly output: Output;
  readonly stretches: readonly OpenStretch[];
  readonly draft: Pick<RecipeDraft, 'startSeconds' | 'endSeconds' | 'mutes'>;
  readonly zero: Zero;
  readonly signal: AbortSignal;
  /** Resolves when sound of this moment may follow. */
  readonly mayWrite: (seconds: number) => Promise<void>;
  readonly onSeconds: (seconds: number) => void;
}

interface PreparedSound {
  readonly treatment: Treatment;
  run(): Promise<void>;
  silenced(): number;
  endSeconds(): number;
}

const noSound: PreparedSound = {
  treatment: { how: 'none' },
  run: () => Promise.resolve(),
  silenced: () => 0,
  endSeconds: () => 0,
};

export async function copySound(wanted: SoundWanted): Promise<PreparedSound> {
  const { draft, stretches, output } = wanted;
  const tracks = stretches.flatMap(({ audio, file }) => (audio === null ? [] : [{ audio, file }]));
  const [first] = tracks;
  const allMuted = draft.mutes.some(
    ({ startSeconds, endSeconds }) => startSeconds <= draft.startSeconds && endSeconds >= draft.endSeconds,
  );
  if (first === undefined || allMuted) return noSound;
  const codec = await first.audio.getCodec();
  const config = await first.audio.getDecoderConfig();
  if (codec === null || config === null || !new Mp4OutputFormat().getSupportedAudioCodecs().includes(codec)) {
    throw new RenderProblem(
      'The sound of this recording is stored in a way that an MP4 file cannot hold. Mute all of the stretch to leave the sound out.',
    );
  }
  for (const { audio, file } of tracks.slice(1)) {
    if (!sameSound(config, await audio.getDecoderConfig())) throw differentFiles(file.fileName, 'sound');
  }
  const silencer = draft.mutes.length === 0 ? null : silencerFor(config.codec, config.numberOfChannels);
  if (draft.mutes.length > 0 && silencer === null) {
    throw new RenderProblem(
      `The sound of this recording (${config.codec}) cannot be muted in parts here. Mute all of the stretch to leave the sound out.`,
    );
  }
  const source = new EncodedAudioPacketSource(codec);
  output.addAudioTrack(source);
  const copy = new SoundCopy(wanted, source, config, silencer);
  return {
    treatment:
      silencer === null ? { how: 'copied', codec: config.codec } : { how: 'silenced', codec: config.codec, packets: 0 },
    run: () => copy.run(),
    silenced: () => copy.silenced,
    endSeconds: () => copy.endSeconds,
  };
}

class SoundCopy {
  readonly #wanted: SoundWanted;
  readonly #source: EncodedAudioPacketSource;
  readonly #config: AudioDecoderConfig;
  readonly #silencer: Silencer | null;
  #isFirst = true;
  silenced = 0;
  endSeconds = 0;

  constructor(
    wanted: SoundWanted,
    source: EncodedAudioPacketSource,
    config: AudioDecoderConfig,
    silencer: Silencer | null,
  ) {
    this.#wanted = wanted;
    this.#source = source;
    this.#config = config;
    this.#silencer = silencer;
  }

  async run(): Promise<void> {
    const follow = new Follow();
    for (const stretch of this.#wanted.stretches) {
      if (stretch.audio !== null) await this.#copyFile(stretch, stretch.audio, follow);
    }
    this.#source.close();
  }

  async #copyFile({ file, until }: OpenStretch, audio: InputAudioTrack, follow: Follow): Promise<void> {
    const { zero, signal, mayWrite, onSeconds } = this.#wanted;
    const sink = new EncodedPacketSink(audio);
    const from = Math.max(0, zero.seconds - file.offset);
    const before = await sink.getPacket(Math.max(from, await audio.getFirstTimestamp()));
    let begun = false;
    for await (const whole of sink.packets(before ?? undefined)) {
      signal.throwIfAborted();
      if (whole.timestamp >= until) break;
      // Sound from before the first picture has no place in the new file.
      const packet = keptOf(whole, this.#config, from, until);
      if (packet === null) continue;
      const seconds = file.offset + packet.timestamp;
      if (!begun) follow.beginFile(seconds - zero.seconds);
      begun = true;
      await mayWrite(seconds);
      const timestamp = follow.place(seconds - zero.seconds, packet.duration);
      await this.#source.add(
        this.#quiet(packet, seconds).clone({ timestamp }),
        this.#isFirst ? { decoderConfig: this.#config } : undefined,
      );
      this.#isFirst = false;
      this.endSeconds = seconds + packet.duration;
      onSeconds(seconds);
    }
  }

  #quiet(packet: EncodedPacket, seconds: number): EncodedPacket {
    if (this.#silencer === null) return packet;
    const reach = neighboursSilenced(this.#config.codec) * packet.duration;
    if (!isMuted(this.#wanted.draft.mutes, seconds - reach, seconds + packet.duration + reach)) return packet;
    this.silenced++;
    return this.#silencer(packet);
  }
}

function sameSound(a: AudioDecoderConfig, b: AudioDecoderConfig | null): boolean {
  if (b === null || a.codec !== b.codec || a.sampleRate !== b.sampleRate) return false;
  return a.numberOfChannels === b.numberOfChannels && sameDescription(a.description, b.description);
}
