// What derive-harness.ts has in place of the vault: imported first, because the program looks for it when it is loaded.
import type { RecipeDraft } from '#contract/recipe.ts';

interface Kept {
  draft: RecipeDraft | null;
  /** The disk is full. */
  refusesDrafts: boolean;
  uploadsBegun: number;
  recipe: unknown;
  bytes: Uint8Array<ArrayBuffer>;
}

export const kept: Kept = {
  draft: null,
  refusesDrafts: false,
  uploadsBegun: 0,
  recipe: null,
  bytes: new Uint8Array(0),
};

const answer = <Value>(value: Value) => Promise.resolve({ ok: true as const, value });
const derivatives = {
  draft: () => answer(kept.draft),
  saveDraft: ({ draft }: { draft: RecipeDraft }) => {
    if (kept.refusesDrafts) {
      return Promise.resolve({ ok: false as const, error: { code: 'disk-full', message: 'The disk is full.' } });
    }
    kept.draft = draft;
    return answer(null);
  },
  discardDraft: () => answer(null),
  begin: () => {
    kept.uploadsBegun += 1;
    kept.bytes = new Uint8Array(0);
    return answer({ uploadId: 'upload' });
  },
  finish: ({ recipe }: { recipe: unknown }) => {
    kept.recipe = recipe;
    return answer({ id: 'made' });
  },
  abandon: () => answer(null),
};

function take(offset: number, piece: Uint8Array): void {
  const whole = new Uint8Array(Math.max(kept.bytes.byteLength, offset + piece.byteLength));
  whole.set(kept.bytes);
  whole.set(piece, offset);
  kept.bytes = whole;
}

const ownFetch = window.fetch.bind(window);
window.fetch = async (input, init) => {
  const address = typeof input === 'string' ? input : '';
  const offset = /^\/evidence\/derivatives\/upload\?offset=(\d+)$/.exec(address)?.[1];
  if (offset === undefined) return await ownFetch(input, init);
  take(Number(offset), new Uint8Array(await new Response(init?.body ?? null).arrayBuffer()));
  return new Response(null, { status: 204 });
};

const session = { onChanged: () => () => undefined };

Object.defineProperty(window, 'kerbdesk', { value: { derivatives, session } });
