// Preparing a clip or a redaction of the recording on screen: the draft outlives leaving and locking until it is made or discarded.
import { useEffect, useRef, useState } from 'react';
import type { Recording } from '#contract/footage.ts';
import type { DraftKind, RecipeBox, RecipeDraft } from '#contract/recipe.ts';
import { areaOn, withTracked, type Area, type PictureTime } from '../../../derive/boxes.ts';
import { filesOf, untoldLength } from '../../../derive/recording-files.ts';
import { trackBox } from '../../../derive/track-box.ts';
import { kerbdesk, value } from '../../../ipc/kerbdesk.ts';
import { showProblem } from '../../../ipc/problem.ts';
import { showToast } from '../../../ui/index.ts';
import { newDraft, withBox } from './derive-state.ts';
import { unsavedDraft, useDraftSaver } from './draft-saver.ts';
import { PictureWatch } from '../player/picture-watch.ts';
import type { Player } from '../player/player.ts';
import { justInside } from '../player/timeline-time.ts';
import type { Markers } from '../player/use-markers.ts';

export interface Derive {
  readonly kind: DraftKind | null;
  readonly draft: RecipeDraft;
  /** Id of the box that is worked on. */
  readonly selected: string | null;
  /** Id of the box that is being followed. */
  readonly tracking: string | null;
  /** Where that box is on the picture on screen. */
  readonly following: { readonly boxId: string; readonly area: Area } | null;
  /** Where a box could not be followed any further. */
  readonly lost: { readonly boxId: string; readonly atSeconds: number } | null;
  readonly begin: (kind: DraftKind) => void;
  readonly change: (change: (draft: RecipeDraft) => RecipeDraft) => void;
  readonly select: (id: string | null) => void;
  /** From the picture on screen to the end of the box. */
  readonly track: (box: RecipeBox) => void;
  /** Keeps what was followed up to there. */
  readonly stopTracking: () => void;
  /** Keeps what was prepared. */
  readonly leave: () => void;
  readonly discard: () => void;
  /** The picture on screen, in the recording's time. */
  readonly here: () => PictureTime;
  /** Tells when it is another. */
  readonly pictures: PictureWatch;
}

const empty: RecipeDraft = { startSeconds: 0, endSeconds: 0, cut: 'key-frame', boxes: [], mutes: [], reason: '' };

export function useDerive(recording: Recording, player: Player, markers: Markers): Derive {
  const { id: parentId } = recording;
  const [kind, setKind] = useState<DraftKind | null>(null);
  const [draft, setDraft] = useState(empty);
  const [selected, setSelected] = useState<string | null>(null);
  const [tracking, setTracking] = useState<string | null>(null);
  const [following, setFollowing] = useState<Derive['following']>(null);
  const [lost, setLost] = useState<Derive['lost']>(null);
  const follows = useRef<{ readonly stop: AbortController; readonly abort: AbortController } | null>(null);
  const saver = useDraftSaver(parentId);
  useEffect(() => () => follows.current?.abort.abort(), []);
  const [pictures] = useState(() => new PictureWatch(player));
  const isOpen = kind !== null;
  useEffect(() => (isOpen ? pictures.watch() : undefined), [pictures, isOpen]);

  const begin = async (wanted: DraftKind): Promise<void> => {
    player.act({ do: 'pause' });
    const untold = untoldLength(player.parts());
    if (untold !== null) {
      // What was placed now would lie somewhere else once the length is known.
      showToast({ tone: 'warn', title: 'Not yet', text: untold });
      return;
    }
    const unsaved = unsavedDraft(parentId, wanted);
    let kept: RecipeDraft | null;
    try {
      kept = unsaved ?? (await value(kerbdesk.derivatives.draft({ parentId, kind: wanted })));
    } catch (error) {
      // A new one in its place would be saved over it.
      showProblem(error, 'What you prepared could not be opened');
      return;
    }
    const range = markers.list.find((marker) => marker.id === markers.current) ?? null;
    const at = { seconds: pictures.picture().startSeconds, duration: player.duration(), range };
    const began = kept ?? newDraft(wanted, at);
    if (unsaved !== null) saver.later(wanted, unsaved);
    setDraft(began);
    setSelected(began.boxes[0]?.id ?? null);
    setLost(null);
    setKind(wanted);
  };

  const change: Derive['change'] = (alter) => {
    setDraft((before) => {
      const after = alter(before);
      if (kind !== null) saver.later(kind, after);
      return after;
    });
  };

  const track = async (box: RecipeBox): Promise<void> => {
    follows.current?.stop.abort();
    const own = { stop: new AbortController(), abort: new AbortController() };
    follows.current = own;
    const { signal } = own.abort;
    setTracking(box.id);
    setFollowing(null);
    setLost(null);
    const here = pictures.picture();
    const key = { ...areaOn(box.keys, here), atSeconds: here.startSeconds, by: 'officer' as const };
    try {
      const found = await trackBox({
        files: filesOf(player.parts()),
        key,
        until: Math.min(box.endSeconds, draft.endSeconds),
        onStep: ({ atSeconds, x, y, width, height }) => {
          if (own.stop.signal.aborted) return;
          setFollowing({ boxId: box.id, area: { x, y, width, height } });
          player.seek(justInside(atSeconds));
        },
        stop: own.stop.signal,
        signal,
      });
      signal.throwIfAborted();
      change((before) => withBox(before, box.id, (one) => ({ ...one, keys: withTracked(one.keys, found.keys) })));
      if (found.lostAt !== null) {
        setLost({ boxId: box.id, atSeconds: found.lostAt });
        player.seek(justInside(found.lostAt));
      }
    } catch (error) {
      if (!signal.aborted) showProblem(error, 'The box could not be followed');
    } finally {
      if (follows.current === own) {
        follows.current = null;
        setTracking(null);
        setFollowing(null);
      }
    }
  };

  const close = (): void => {
    follows.current?.abort.abort();
    setKind(null);
  };

  return {
    kind,
    draft,
    selected,
    tracking,
    following,
    lost,
    begin: (wanted) => void begin(wanted),
    change,
    select: setSelected,
    track: (box) => void track(box),
    stopTracking: () => follows.current?.stop.abort(),
    leave: () => {
      void saver.now();
      close();
    },
    discard: () => {
      if (kind !== null) {
        saver.forget(kind);
        void kerbdesk.derivatives.discardDraft({ parentId, kind });
      }
      close();
    },
    here: pictures.picture,
    pictures,
  };
}
