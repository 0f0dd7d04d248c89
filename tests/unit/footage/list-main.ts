// Stands in for main before the page's own code is loaded: a vault of ten thousand recordings that counts what it is asked.
import '../../../renderer/src/ipc/zod-jitless.ts';
import { worklist, type FootageQuery, type RecordingSummary } from '#contract/footage.ts';
import { fresh } from './kept-recording.ts';

export const total = 10_000;

/** The offsets of the pages that were asked for, in order. */
export const asked: number[] = [];

const summary = (index: number): RecordingSummary => ({
  ...fresh,
  id: `7b0c3a52-7c70-4a07-8f5e-${String(index).padStart(12, '0')}` as RecordingSummary['id'],
  fileName: `REC_${String(index).padStart(5, '0')}.MP4`,
  media: { ...fresh.media, playability: 'not-a-video' },
});

const counts = Object.fromEntries(worklist.options.map((name) => [name, total]));

Object.defineProperty(window, 'kerbdesk', {
  value: {
    session: { onChanged: () => () => undefined },
    footage: {
      list: ({ offset, limit }: FootageQuery) => {
        asked.push(offset);
        const recordings = Array.from({ length: Math.min(limit, total - offset) }, (_, index) =>
          summary(offset + index),
        );
        return Promise.resolve({ ok: true, value: { recordings, total, counts } });
      },
    },
  },
});
