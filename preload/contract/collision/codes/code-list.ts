// A list of STATS19 codes: what a form offers, and what published rows may hold besides.

export interface CodeList {
  /** Offered in the form, in this order. */
  readonly offered: Readonly<Record<string, string>>;
  /** Valid in a row, but no longer or never asked of an officer: codes of earlier years, "missing". */
  readonly accepted: Readonly<Record<string, string>>;
}

/** What the published files write where nothing is known. */
export const missingCode = '-1';

const missing = { [missingCode]: 'Missing or out of range' };

export const list = (offered: CodeList['offered'], accepted: CodeList['accepted'] = {}): CodeList => ({
  offered,
  accepted: { ...accepted, ...missing },
});

/** A list whose field is never missing in the guide. */
export const alwaysKnown = (offered: CodeList['offered'], accepted: CodeList['accepted'] = {}): CodeList => ({
  offered,
  accepted,
});

export const notKnownToReporter = 'Not known (self-reported)';

export const labelOf = ({ offered, accepted }: CodeList, code: string): string | null =>
  Object.hasOwn(offered, code)
    ? (offered[code] ?? null)
    : Object.hasOwn(accepted, code)
      ? (accepted[code] ?? null)
      : null;

/** The list as a form's options. */
export const optionsOf = ({ offered }: CodeList): readonly { readonly id: string; readonly label: string }[] =>
  Object.entries(offered).map(([id, label]) => ({ id, label }));
