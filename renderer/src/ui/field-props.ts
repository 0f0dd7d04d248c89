// What every field of the kit has in common.
export interface FieldProps {
  readonly label: string;
  /** Quiet words beside the label, for example "crime, CAD or stop number". */
  readonly aside?: string | undefined;
  /** A sentence under the field that helps to answer. */
  readonly hint?: string | undefined;
  /** Quieter than the hint, on a line of its own: where the answer is from. */
  readonly note?: string | undefined;
  /** What is wrong with the answer, in plain words; shown under the field and announced. */
  readonly error?: string | undefined;
  /** For links from an error summary: the id of the element that takes the focus. */
  readonly id?: string | undefined;
  readonly isDisabled?: boolean | undefined;
}

export interface Option {
  readonly id: string;
  readonly label: string;
  readonly detail?: string | undefined;
}
