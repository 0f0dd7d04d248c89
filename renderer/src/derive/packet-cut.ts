// Where a stretch of compressed pictures can be cut without encoding again. Pure: packets in the order in which they are decoded.

export interface CutPacket {
  readonly timestamp: number;
  readonly duration: number;
  readonly isKey: boolean;
}

/** A hair: times are rounded to a container's own units. */
const epsilon = 1e-4;

/**
 * How many of the packets, from the first (a key picture) on, are to be taken so that everything shown before `until` is there
 * with all that its decoding needs, and no picture in between is missing.
 * @param packets from the key picture to at least the next one that is shown at or after `until`, or to the end
 */
export function packetsToTake(packets: readonly CutPacket[], until: number): number {
  let count = packets.findLastIndex(({ timestamp }) => timestamp < until - epsilon) + 1;
  for (;;) {
    const shownLast = packets.slice(0, count).reduce((last, { timestamp }) => Math.max(last, timestamp), -Infinity);
    const needed = packets.findLastIndex(({ timestamp }) => timestamp <= shownLast) + 1;
    if (needed <= count) return count;
    count = needed;
  }
}

/** Pictures that come after a key picture but are shown before it need what lies before the cut: they are left out. */
export const isLeading = (packet: CutPacket, key: CutPacket): boolean => packet.timestamp < key.timestamp - epsilon;
