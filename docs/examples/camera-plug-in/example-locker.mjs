// An example of a camera plug-in: a made-up vendor, "Example", whose cameras keep all recordings in one encrypted file, LOCKER.XLK.
// The layout is invented for this example: "XLK1", the length of the index (u32, little endian), the index as JSON, then the
// recordings, each encrypted with AES-256-CTR. A single file that imports nothing but Node's own modules, as plug-ins must be.
import { createDecipheriv } from 'node:crypto';
import { open, stat } from 'node:fs/promises';
import { join } from 'node:path';

const lockerName = 'LOCKER.XLK';
const blockBytes = 16;
const longestIndex = 1024 * 1024;

async function readAt(place, position, length) {
  const file = await open(place, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

async function readIndex(locker) {
  const start = await readAt(locker, 0, 8);
  if (start.toString('latin1', 0, 4) !== 'XLK1') throw new Error('not a locker');
  const length = start.readUInt32LE(4);
  if (length > longestIndex) throw new Error('the index is far too long');
  return { ...JSON.parse((await readAt(locker, 8, length)).toString('utf8')), begin: 8 + length };
}

/** CTR can begin at any block: the counter of the first one is the start value plus its number. */
function counterAt(startHex, block) {
  const counter = (BigInt(`0x${startHex}`) + BigInt(block)) & ((1n << 128n) - 1n);
  return Buffer.from(counter.toString(16).padStart(32, '0'), 'hex');
}

export default {
  interfaceVersion: 1,
  id: 'example-locker',
  make: 'Example',

  /** Asked often: looks for one file and reads four bytes. */
  async recognises({ root }) {
    return (await readAt(join(root, lockerName), 0, 4)).toString('latin1') === 'XLK1';
  },

  async open({ root }, { options }) {
    const locker = join(root, lockerName);
    const key = Buffer.from(options.key ?? '', 'hex');
    const { camera, serial, begin } = await readIndex(locker);
    const find = async (path) => {
      const entry = (await readIndex(locker)).recordings.find((one) => one.path === path);
      if (entry) return entry;
      throw Object.assign(new Error(`${path} is not in the locker`), { code: 'ENOENT' });
    };
    return {
      name: camera,
      serial,
      async list() {
        const { recordings } = await readIndex(locker);
        return recordings.map(({ path, bytes, writtenAt, startedAt, sideOf }) => ({
          path,
          bytes,
          modifiedAt: writtenAt,
          startedAt: startedAt ?? null,
          sideOf: sideOf ?? null,
        }));
      },
      async stat(path) {
        const { bytes, writtenAt } = await find(path);
        return { bytes, modifiedAt: writtenAt };
      },
      async read(path, position, length) {
        const { bytes, offset, counter } = await find(path);
        const block = Math.floor(position / blockBytes);
        const lead = position - block * blockBytes;
        const wanted = Math.min(length, bytes - position);
        if (wanted <= 0) return new Uint8Array(0);
        const decipher = createDecipheriv('aes-256-ctr', key, counterAt(counter, block));
        const sealed = await readAt(locker, begin + offset + block * blockBytes, lead + wanted);
        return Uint8Array.from(decipher.update(sealed).subarray(lead));
      },
      async present() {
        return (await stat(locker)).isFile();
      },
      async close() {
        // Nothing is kept open between two calls.
      },
    };
  },
};
