// A command's answer: a value, or a typed error. Nothing is thrown across the process boundary.
import type { AppError } from './errors.ts';

export type Result<Value> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly error: AppError };

export const success = <Value>(value: Value): Result<Value> => ({ ok: true, value });
export const failure = (error: AppError): Result<never> => ({ ok: false, error });
