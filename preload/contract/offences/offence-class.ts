// A recording class of the Home Office, and the group that rules of a form ask for.

export type OffenceGroup =
  | 'burglary'
  | 'robbery'
  | 'theft'
  | 'vehicle'
  | 'violence'
  | 'harassment'
  | 'sexual'
  | 'damage'
  | 'order'
  | 'drugs'
  | 'weapons'
  | 'other';

export interface OffenceClass {
  /** The Home Office recording class, for example "28I". */
  readonly code: string;
  /** The class title in plain sentence case. */
  readonly title: string;
  /** What an officer calls it in a list of reports, for example "Burglary". */
  readonly short: string;
  readonly group: OffenceGroup;
  /** Words an officer would type to find it. */
  readonly words: string;
}
