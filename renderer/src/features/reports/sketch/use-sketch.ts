// The editor's state for the page.
import { useEffect, useState, useSyncExternalStore } from 'react';
import type { Sketch } from '#contract/collision/sketch/model.ts';
import { SketchStore, type SketchState } from './sketch-store.ts';

export type SketchEditor = SketchState & { readonly store: SketchStore };

export function useSketch(value: Sketch, onChange: (sketch: Sketch) => void): SketchEditor {
  const [store] = useState(() => new SketchStore(value));
  useEffect(() => store.listen(onChange), [store, onChange]);
  useEffect(() => store.receive(value), [store, value]);
  const state = useSyncExternalStore(store.subscribe, store.state);
  return { ...state, store };
}
