// What an officer is preparing of a recording: changes of the draft, apart from React. Pure.
import type { Marker } from '#contract/footage.ts';
import type { PlaylistPart } from '#contract/playlist.ts';
import {
  mostBoxKeys,
  recipeDraft,
  type BoxKey,
  type DraftKind,
  type RecipeBox,
  type RecipeDraft,
  type RecipeMute,
} from '#contract/recipe.ts';
import { withinPicture, withKey, type Area, type PictureTime } from '../../../derive/boxes.ts';
import { untoldLength } from '../../../derive/recording-files.ts';

const firstClipSeconds = 30;
const firstMuteSeconds = 2;

/**
 * Before anything is chosen: the range last marked, else what lies ahead; a redaction is of all of it. A redaction is always cut
 * exactly: a copy would begin earlier, at a key picture, and show and tell what lies outside of it.
 */
export function newDraft(
  kind: DraftKind,
  at: { readonly seconds: number; readonly duration: number; readonly range: Marker | null },
): RecipeDraft {
  const { seconds, duration, range } = at;
  const stretch =
    range !== null && range.endSeconds !== null
      ? { startSeconds: range.startSeconds, endSeconds: range.endSeconds }
      : kind === 'redaction'
        ? { startSeconds: 0, endSeconds: duration }
        : {
            startSeconds: Math.min(seconds, Math.max(0, duration - 1)),
            endSeconds: Math.min(seconds + firstClipSeconds, duration),
          };
  return { ...stretch, cut: kind === 'redaction' ? 'exact' : 'key-frame', boxes: [], mutes: [], reason: '' };
}

const nextId = (prefix: string, known: readonly { readonly id: string }[]): string => {
  const numbers = known.map(({ id }) => Number(id.slice(prefix.length))).filter(Number.isFinite);
  return `${prefix}${Math.max(0, ...numbers) + 1}`;
};

/** In the middle of the picture, from this moment to the end of what is made. */
export function withNewBox(draft: RecipeDraft, seconds: number): { readonly draft: RecipeDraft; readonly id: string } {
  const id = nextId('box', draft.boxes);
  const key: BoxKey = { atSeconds: seconds, x: 0.4, y: 0.35, width: 0.2, height: 0.3, by: 'officer' };
  const box: RecipeBox = {
    id,
    label: `Box ${draft.boxes.length + 1}`,
    effect: 'blur',
    startSeconds: seconds,
    endSeconds: Math.max(seconds, draft.endSeconds),
    keys: [key],
  };
  return { draft: { ...draft, boxes: [...draft.boxes, box] }, id };
}

export const withBox = (draft: RecipeDraft, id: string, change: (box: RecipeBox) => RecipeBox): RecipeDraft => ({
  ...draft,
  boxes: draft.boxes.map((box) => (box.id === id ? change(box) : box)),
});

export const withoutBox = (draft: RecipeDraft, id: string): RecipeDraft => ({
  ...draft,
  boxes: draft.boxes.filter((box) => box.id !== id),
});

/** The officer says where it is on this picture. */
export const placed = (box: RecipeBox, area: Area, picture: PictureTime): RecipeBox => ({
  ...box,
  keys: withKey(box.keys, { ...withinPicture(area), atSeconds: picture.startSeconds, by: 'officer' }, picture),
});

export const withNewMute = (draft: RecipeDraft, seconds: number): RecipeDraft => {
  const end = Math.min(seconds + firstMuteSeconds, draft.endSeconds);
  const mute: RecipeMute = {
    id: nextId('mute', draft.mutes),
    startSeconds: seconds,
    endSeconds: Math.max(seconds, end),
  };
  return { ...draft, mutes: [...draft.mutes, mute] };
};

/** Why it cannot be made yet; null where it can. */
export function whatIsMissing(
  kind: DraftKind,
  draft: RecipeDraft,
  of: { readonly duration: number; readonly parts: readonly PlaylistPart[] },
): string | null {
  const { startSeconds, endSeconds, boxes, mutes } = draft;
  const untold = untoldLength(of.parts);
  if (untold !== null) return untold;
  if (endSeconds - startSeconds < 0.04) return 'The end must lie after the start.';
  if (startSeconds >= of.duration) return 'The start lies after the end of the recording.';
  if (kind === 'redaction' && boxes.length + mutes.length === 0) return 'Cover something or mute something first.';
  if ([...boxes, ...mutes].some((one) => one.endSeconds < one.startSeconds)) {
    return 'One of the boxes or muted stretches ends before it starts.';
  }
  return whatCannotBeKept(draft);
}

/** What is made is kept with its recipe or not at all, so a recipe that the vault refuses is told before and not after. */
function whatCannotBeKept(draft: RecipeDraft): string | null {
  const checked = recipeDraft.safeParse(draft);
  if (checked.success) return null;
  const [list, index] = checked.error.issues[0]?.path ?? [];
  if (list === 'boxes' && typeof index === 'number') {
    const box = draft.boxes[index];
    const name = box === undefined || box.label === '' ? 'A box' : `“${box.label}”`;
    return box !== undefined && box.keys.length > mostBoxKeys
      ? `${name} was placed more often than can be kept (${mostBoxKeys} times). Remove it, and cover the same with two boxes, one after the other.`
      : `${name} has a place or a time that cannot be kept. Remove it and add it again.`;
  }
  if (list === 'boxes') return 'There are more boxes than can be kept. Make two redactions, one of the other.';
  if (list === 'mutes' && index === undefined)
    return 'There are more muted stretches than can be kept. Join some of them.';
  if (list === 'mutes') return 'A muted stretch has a time that cannot be kept. Correct it or remove it.';
  if (list === 'reason') return 'The reason is too long. Shorten it.';
  return 'The start or the end is no time that can be kept. Correct it.';
}
