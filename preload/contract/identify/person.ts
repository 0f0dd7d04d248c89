// What is recorded of the person for scrutiny of how the power is used: no name, no birth, no address.
import { z } from 'zod';
import { officerDefinedEthnicity, selfDefinedEthnicity } from '../crime-report/choices.ts';
import type { FieldOption } from '../forms/types.ts';

const oneOf = (options: readonly FieldOption[]) =>
  z.string().refine((id) => options.some((option) => option.id === id), 'This is not one of the codes.');

const gender = z.enum(['female', 'male', 'another', 'not-known']);

export const personDescribed = z.object({
  age: z.object({ years: z.number().int().min(0).max(120), how: z.enum(['given', 'estimated']) }),
  gender,
  /** 18+1, NS where it is not stated; the officer's own view is IC1 to IC6 or IC9. Both are kept, and neither stands for the other. */
  selfDefinedEthnicity: oneOf(selfDefinedEthnicity),
  officerDefinedEthnicity: oneOf(officerDefinedEthnicity),
});
export type PersonDescribed = z.infer<typeof personDescribed>;
