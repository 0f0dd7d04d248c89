// Ways to change a container: at random, and as somebody would who knows the format and has other containers at hand.
import { bodyBytes } from '../../../../main/storage/evidence/geometry.ts';
import { footerBytes, parseFooter } from '../../../../main/storage/evidence/container-seal.ts';
import { parseHeader } from '../../../../main/storage/evidence/container-header.ts';
import type { SeededRandom } from './seeded-random.ts';

/** A container taken apart. */
export interface Pieces {
  readonly header: Buffer;
  readonly parts: readonly Buffer[];
  readonly seal: Buffer;
}

export interface TamperCorpus {
  /** The container that is changed. */
  readonly victim: Buffer;
  /** Of the same officer: another recording; the same file offloaded again; both as long as the victim. */
  readonly others: readonly Buffer[];
  /** The victim's own parts as they were written before a fault, authentic at their place under the same key. */
  readonly formerParts: ReadonlyMap<number, Buffer>;
}

export function takeApart(container: Buffer, originalBytes: number): Pieces {
  const header = parseHeader(container);
  const sealBytes = (parseFooter(container.subarray(-footerBytes)) ?? 0) + footerBytes;
  const body = container.subarray(header.bytes, container.byteLength - sealBytes);
  if (body.byteLength !== bodyBytes(header.geometry, originalBytes)) throw new Error('not a whole container');
  const parts: Buffer[] = [];
  for (let at = 0; at < body.byteLength; at += header.geometry.partBytes) {
    parts.push(body.subarray(at, at + header.geometry.partBytes));
  }
  return { header: container.subarray(0, header.bytes), parts, seal: container.subarray(-sealBytes) };
}

const join = (pieces: Pieces): Buffer => Buffer.concat([pieces.header, ...pieces.parts, pieces.seal]);

type Change = (container: Buffer, random: SeededRandom, corpus: TamperCorpus, pieces: Pieces, bytes: number) => Buffer;

const pick = <T>(items: readonly T[], random: SeededRandom): T => {
  const item = items[random.integer(items.length)];
  if (item === undefined) throw new Error('nothing to pick');
  return item;
};
const randomBytes = (length: number, random: SeededRandom): Buffer =>
  Buffer.from(Array.from({ length }, () => random.integer(256)));
const withParts = (pieces: Pieces, change: (parts: Buffer[]) => void): Buffer => {
  const parts = [...pieces.parts];
  change(parts);
  return join({ ...pieces, parts });
};
const editJson = (pieces: Pieces, edit: (json: string) => string): Buffer => {
  const length = pieces.header.readUInt32BE(12);
  const json = Buffer.from(edit(pieces.header.toString('utf8', 16, 16 + length)));
  const header = Buffer.alloc(Math.ceil((16 + json.byteLength) / 4096) * 4096);
  pieces.header.copy(header, 0, 0, 12);
  header.writeUInt32BE(json.byteLength, 12);
  json.copy(header, 16);
  return join({ ...pieces, header });
};

export const changes: Readonly<Record<string, Change>> = {
  'flip bits': (container, random) => {
    const changed = Buffer.from(container);
    for (let flips = 1 + random.integer(3); flips > 0; flips--) {
      const place = random.integer(changed.byteLength);
      changed[place] = (changed[place] ?? 0) ^ (1 << random.integer(8));
    }
    return changed;
  },
  'overwrite a range': (container, random) => {
    const changed = Buffer.from(container);
    const start = random.integer(changed.byteLength);
    const length = 1 + random.integer(300);
    if (random.next() < 0.5) changed.fill(0, start, Math.min(changed.byteLength, start + length));
    else randomBytes(length, random).copy(changed, start);
    return changed;
  },
  truncate: (container, random) => container.subarray(0, random.integer(container.byteLength)),
  append: (container, random, _corpus, pieces) =>
    Buffer.concat([
      container,
      pick([randomBytes(1 + random.integer(64), random), pieces.seal, pieces.parts[0] ?? pieces.seal], random),
    ]),
  insert: (container, random) => {
    const place = random.integer(container.byteLength);
    const more = randomBytes(1 + random.integer(200), random);
    return Buffer.concat([container.subarray(0, place), more, container.subarray(place)]);
  },
  'cut out': (container, random) => {
    const place = random.integer(container.byteLength);
    return Buffer.concat([container.subarray(0, place), container.subarray(place + 1 + random.integer(500))]);
  },
  'swap parts': (_container, random, _corpus, pieces) =>
    withParts(pieces, (parts) => {
      const [a, b] = [random.integer(parts.length), random.integer(parts.length)];
      [parts[a], parts[b]] = [pick(parts.slice(b, b + 1), random), pick(parts.slice(a, a + 1), random)];
    }),
  'double a part': (_container, random, _corpus, pieces) =>
    withParts(pieces, (parts) => {
      parts.splice(random.integer(parts.length), random.integer(2), pick(parts, random));
    }),
  'drop a part': (_container, random, _corpus, pieces) =>
    withParts(pieces, (parts) => {
      parts.splice(random.integer(parts.length), 1);
    }),
  'swap segments': (_container, random, _corpus, pieces) =>
    withParts(pieces, (parts) => {
      const place = random.integer(parts.length);
      const part = Buffer.from(pick(parts.slice(place, place + 1), random));
      const second = Buffer.from(part.subarray(128, 256));
      part.copy(part, 128, 256, 384);
      second.copy(part, 256);
      parts[place] = part;
    }),
  'splice parts of another container': (_container, random, corpus, pieces, bytes) => {
    const other = takeApart(pick(corpus.others, random), bytes);
    return withParts(pieces, (parts) => {
      const start = random.integer(parts.length);
      const count = 1 + random.integer(parts.length - start);
      parts.splice(start, count, ...other.parts.slice(start, start + count));
    });
  },
  'put back a former part': (_container, random, corpus, pieces) =>
    withParts(pieces, (parts) => {
      const [place, part] = pick([...corpus.formerParts], random);
      parts[place] = part;
    }),
  'seal of another container': (_container, random, corpus, pieces, bytes) =>
    join({ ...pieces, seal: takeApart(pick(corpus.others, random), bytes).seal }),
  'header of another container': (_container, random, corpus, pieces, bytes) =>
    join({ ...pieces, header: takeApart(pick(corpus.others, random), bytes).header }),
  'edit the header': (_container, random, _corpus, pieces) =>
    editJson(
      pieces,
      pick<(json: string) => string>(
        [
          (json) => json.replace(/"createdAt":"20../, '"createdAt":"2031'),
          (json) => json.replace('"partBytes":384', '"partBytes":256'),
          (json) => json.replace('"segmentBytes":128', '"segmentBytes":96'),
          (json) => json.replace(/"recordingId":"......../, '"recordingId":"00000000'),
          (json) => json.replace('"recipient":"escrow"', '"recipient":"officer"'),
          (json) => json.replace(/,\{"recipient":"escrow".*?\}/, ''),
          (json) => `${json} `,
          (json) => json.replace('{', '{ '),
          (json) => json.replace('{', '{"partBytes":384,'),
          (json) => json.replace('"algorithm":"AES-256', '"algorithm":"AES-128'),
          (json) => json.slice(0, random.integer(json.length)),
          (json) => json.replace(/"metadata":"..../, '"metadata":"AAAA'),
        ],
        random,
      ),
    ),
  'something in the padding': (container, random, _corpus, pieces) => {
    const changed = Buffer.from(container);
    const end = 16 + pieces.header.readUInt32BE(12);
    changed[end + random.integer(pieces.header.byteLength - end)] = 1 + random.integer(255);
    return changed;
  },
  'more padding': (_container, _random, _corpus, pieces) =>
    join({ ...pieces, header: Buffer.concat([pieces.header, Buffer.alloc(4096)]) }),
  'change the footer': (container, random) => {
    const changed = Buffer.from(container);
    changed.writeUInt32BE(random.integer(2 ** 32), changed.byteLength - footerBytes);
    return changed;
  },
};
