// Moments on a recording's timeline are sums and differences of fractions, and pass through programs that round them.

/** A hair: a moment that comes out this little before a picture still belongs to it. No picture lasts as short as that. */
export const hair = 1e-5;
