// What a short form asks: once it was sent, what is wrong is said at each field, and the first of them has the focus.
import { useState } from 'react';
import { focusTarget } from './Notice.tsx';

export interface CheckedAnswers<Name extends string> {
  /** Said at the field: nothing before the form was sent for the first time. */
  readonly errorOf: (name: Name) => string | undefined;
  /** Whether all is answered; if not, the first field that is wrong gets the focus. */
  readonly check: () => boolean;
}

/** `fields`: the ids of the form's elements, in the order of the form. */
export function useCheckedAnswers<Name extends string>(
  fields: Readonly<Record<Name, string>>,
  errors: Readonly<Partial<Record<Name, string>>>,
): CheckedAnswers<Name> {
  const [wasSent, setSent] = useState(false);
  return {
    errorOf: (name) => (wasSent ? errors[name] : undefined),
    check() {
      setSent(true);
      const wrong = (Object.keys(fields) as Name[]).find((name) => errors[name] !== undefined);
      if (wrong !== undefined) focusTarget(fields[wrong]);
      return wrong === undefined;
    },
  };
}
