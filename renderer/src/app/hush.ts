// What plays falls silent when the screen is covered: players register here, because one that rewinds plays no element.

const players = new Set<() => void>();

/** Call the answer to take it back. */
export function registerHush(pause: () => void): () => void {
  players.add(pause);
  return () => {
    players.delete(pause);
  };
}

export function hushAll(): void {
  for (const pause of players) pause();
}
