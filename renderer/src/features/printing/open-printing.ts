// What can be printed at this moment: the screen of a report registers here, and the command palette asks.

const openers: (() => void)[] = [];

/** Call the answer to take it back. */
export function registerPrinting(open: () => void): () => void {
  openers.push(open);
  return () => {
    const at = openers.lastIndexOf(open);
    if (at >= 0) openers.splice(at, 1);
  };
}

export const canPrint = (): boolean => openers.length > 0;

export const printWhatIsOpen = (): void => openers.at(-1)?.();
