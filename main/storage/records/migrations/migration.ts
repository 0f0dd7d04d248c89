// A numbered step of the records database. Once released it is never edited: a mistake is mended by the next one.
export interface Migration {
  /** Counts from 1 without gaps; kept in SQLite's user_version. */
  readonly version: number;
  readonly name: string;
  readonly sql: string;
}
