// How a feature's commands and events are declared: zod schemas that both sides derive their types from.
import type { z } from 'zod';
import type { ErrorCode } from './errors.ts';

export interface CommandDefinition<Input extends z.ZodType = z.ZodType, Output extends z.ZodType = z.ZodType> {
  readonly input: Input;
  readonly output: Output;
  /** The failures a caller must be ready for, besides those of the boundary itself. */
  readonly errors: readonly ErrorCode[];
}

export const command = <Input extends z.ZodType, Output extends z.ZodType>(
  input: Input,
  output: Output,
  errors: readonly ErrorCode[] = [],
): CommandDefinition<Input, Output> => ({ input, output, errors });
