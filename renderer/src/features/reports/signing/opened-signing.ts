// Which signing was begun in this window just now: it opens by itself, once.

let begun: string | null = null;

export const openOnceBegun = (id: string): void => {
  begun = id;
};

export function wasJustBegun(id: string): boolean {
  const isIt = begun === id;
  if (isIt) begun = null;
  return isIt;
}
