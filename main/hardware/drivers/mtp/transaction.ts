// One MTP transaction: a command, perhaps data from the camera, and its response. Strict: an answer to another question is none.
import type { BulkPipe } from './bulk-pipe.ts';
import { response } from './codes.ts';
import { decodeHeader, decodeParameters, encodeCommand, headerBytes, type ContainerHeader } from './containers.ts';
import { MtpGarbled, MtpRefused } from './mtp-errors.ts';

export interface Question {
  readonly operation: number;
  readonly transaction: number;
  readonly parameters: readonly number[];
}

/** A response holds at most five parameters. */
const longestResponse = headerBytes + 5 * 4;

export class Transaction {
  readonly #pipe: BulkPipe;
  readonly #question: Question;
  /** Payload bytes still to come in the data phase; infinite where the camera does not tell. */
  #dataLeft: number;
  #response: ContainerHeader | null = null;

  private constructor(pipe: BulkPipe, question: Question, first: ContainerHeader, known: number | null) {
    this.#pipe = pipe;
    this.#question = question;
    if (first.type === 'response') {
      this.#response = first;
      this.#dataLeft = 0;
    } else {
      this.#dataLeft = first.payloadBytes ?? known ?? Number.POSITIVE_INFINITY;
    }
  }

  /**
   * Asks, and waits until the camera begins to answer.
   * @param expected at most how much data it should send.
   * @param known how much that is exactly, for cameras that cannot tell.
   */
  static async begin(
    pipe: BulkPipe,
    question: Question,
    expected: number,
    known: number | null = null,
  ): Promise<Transaction> {
    pipe.allow(0);
    await pipe.write(encodeCommand(question.operation, question.transaction, question.parameters));
    const first = await nextHeader(pipe, question, headerBytes + expected);
    return new Transaction(pipe, question, first, known);
  }

  /** How much data the camera announced, and did not send yet. */
  get dataLeft(): number {
    return this.#dataLeft;
  }

  /**
   * Fills `into` with data as far as there is any.
   * @param goOn all the data will be taken, now or by further calls.
   */
  async receive(into: Uint8Array, goOn = false): Promise<number> {
    this.#pipe.allow(into.byteLength);
    let filled = 0;
    while (filled < into.byteLength && this.#dataLeft > 0) {
      const most = Math.min(into.byteLength - filled, this.#dataLeft);
      const untold = this.#dataLeft === Number.POSITIVE_INFINITY;
      const expected = untold ? into.byteLength - filled : this.#dataLeft;
      const piece = await this.#pipe.take(most, expected, { mayEnd: untold, goOn: goOn && !untold });
      into.set(piece, filled);
      filled += piece.byteLength;
      this.#dataLeft -= piece.byteLength;
      if (untold && this.#pipe.endedShort && !this.#pipe.hasLeft) this.#dataLeft = 0;
    }
    return filled;
  }

  /**
   * Waits for the response; all data must have been taken.
   * @returns its parameters.
   * @throws MtpRefused where it is anything but "OK".
   */
  async end(): Promise<number[]> {
    const question = this.#question;
    this.#pipe.allow(0);
    const header = this.#response ?? (await nextHeader(this.#pipe, question, longestResponse));
    const bytes = header.payloadBytes ?? 0;
    if (header.type !== 'response' || bytes > longestResponse - headerBytes) {
      throw new MtpGarbled('no response where one should be');
    }
    const parameters = bytes > 0 ? decodeParameters(await this.#pipe.takeWhole(bytes, bytes)) : [];
    if (this.#pipe.hasLeft) throw new MtpGarbled('more than the response');
    if (header.code !== response.ok) throw new MtpRefused(question.operation, header.code);
    return parameters;
  }
}

async function nextHeader(pipe: BulkPipe, question: Question, expected: number): Promise<ContainerHeader> {
  const header = decodeHeader(await pipe.takeWhole(headerBytes, expected));
  const isData = header.type === 'data' && header.code === question.operation;
  if (!isData && header.type !== 'response') throw new MtpGarbled(`a ${header.type} that was not asked for`);
  if (header.transaction !== question.transaction) throw new MtpGarbled('an answer to another question');
  return header;
}
