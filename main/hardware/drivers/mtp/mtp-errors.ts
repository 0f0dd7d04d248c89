// How talking to a camera over MTP goes wrong. Their codes are those of the system for the same trouble with a disk.
import { response } from './codes.ts';

/** The camera understood and said no. The session goes on. */
export class MtpRefused extends Error {
  override readonly name = 'MtpRefused';
  readonly operation: number;
  readonly response: number;
  readonly code: 'ENOENT' | 'EACCES';

  constructor(operation: number, answer: number) {
    super(`operation 0x${operation.toString(16)} was answered 0x${answer.toString(16)}`);
    this.operation = operation;
    this.response = answer;
    this.code = answersOfAbsence.has(answer) ? 'ENOENT' : 'EACCES';
  }
}

const answersOfAbsence: ReadonlySet<number> = new Set([
  response.invalidObjectHandle,
  response.invalidStorageId,
  response.storeNotAvailable,
]);

/** What came is not what the protocol allows. Nothing that follows can be trusted until the talk was begun anew. */
export class MtpGarbled extends Error {
  override readonly name = 'MtpGarbled';
  readonly code = 'EIO';
}

/** A transaction went well, but what it brought makes no sense. The session goes on. */
export class MtpMalformed extends Error {
  override readonly name = 'MtpMalformed';
  readonly code = 'EIO';
}

/** The camera was talked to anew meanwhile: what it was asked about may be something else now. */
export class HandlesOutdated extends Error {
  override readonly name = 'HandlesOutdated';
  readonly code = 'EIO';
}
