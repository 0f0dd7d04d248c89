// The renderer's end of the contract: commands answer with values or throw a typed CommandError.
import type { AppError, ErrorCode } from '#contract/errors.ts';
import type { KerbdeskApi } from '#contract/index.ts';
import type { Result } from '#contract/result.ts';

declare global {
  interface Window {
    readonly kerbdesk: KerbdeskApi;
  }
}

export const kerbdesk: KerbdeskApi = window.kerbdesk;

/** A command's typed failure; `message` is written for the officer and may be shown as it is. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
  readonly code: ErrorCode;
  readonly incidentId: string | null;
  readonly retryAt: string | null;

  constructor(error: AppError) {
    super(error.message);
    this.code = error.code;
    this.incidentId = error.incidentId;
    this.retryAt = error.retryAt;
  }
}

/** For queries and mutations: `await value(kerbdesk.footage.get({ id }))`. */
export async function value<Value>(answer: Promise<Result<Value>>): Promise<Value> {
  const result = await answer;
  if (!result.ok) throw new CommandError(result.error);
  return result.value;
}
