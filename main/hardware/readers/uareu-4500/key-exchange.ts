// How the laptop learns the key of a frame: it tells the reader a number of its own choice, and undoes it in what comes back.
import { register, type Registers } from './registers.ts';

export type RandomSeed = () => number;

/** An unsigned 32-bit number. */
export const randomSeed: RandomSeed = () => crypto.getRandomValues(new Uint32Array(1))[0] ?? 0;

/** @throws UsbError, ReaderError */
export async function fetchKey(registers: Registers, keyNumber: number, seedSource: RandomSeed): Promise<number> {
  const seed = seedSource() >>> 0;
  const told = new Uint8Array(5);
  told[0] = keyNumber;
  new DataView(told.buffer).setUint32(1, seed, true);
  await registers.write(register.keyIndexAndSeed, told);
  const answer = await registers.read(register.key, 4);
  const masked = new DataView(answer.buffer, answer.byteOffset, 4).getUint32(0, true);
  told.fill(0);
  answer.fill(0);
  return (masked ^ seed) >>> 0;
}
