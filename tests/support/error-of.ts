// Which kind of error a piece of work throws; null where it throws none. For fuzz tests, which allow for either.
export function errorOf(work: () => unknown): unknown {
  try {
    work();
    return null;
  } catch (error) {
    return error instanceof Error ? error.constructor : error;
  }
}
