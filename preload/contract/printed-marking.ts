// What every printed page says of itself, besides what its document says.

/** The protective marking of the Government Security Classifications, in capitals at the top and bottom of every page. */
export const protectiveMarking = 'OFFICIAL-SENSITIVE';

export const pageNumber = (page: number, pages: number): string => `Page ${page} of ${pages}`;
