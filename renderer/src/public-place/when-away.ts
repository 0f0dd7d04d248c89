// What happens by itself when the officer turns to something else, or comes back to a laptop that slept: as set in Settings.
import { useEffect, useRef } from 'react';
import type { SessionState } from '#contract/session.ts';
import type { SettingsValues } from '#contract/settings.ts';
import { beginPublicPlace } from './public-place.ts';

interface WhenAway {
  readonly setting: SettingsValues['whenAway'];
  readonly lockedBecause: SessionState['lockedBecause'];
  readonly cover: () => void;
}

export function useWhenAway({ setting, lockedBecause, cover }: WhenAway): void {
  const act = useRef<() => void>(() => undefined);
  useEffect(() => {
    act.current = () => {
      if (setting === 'cover') cover();
      else if (setting === 'public-place') beginPublicPlace();
    };
  });
  // The vault was locked when the laptop slept or its screen was locked: who unlocks it may sit somewhere else now.
  const wasWoken = lockedBecause === 'suspend' || lockedBecause === 'system-lock';
  const answered = useRef(false);
  useEffect(() => {
    if (!wasWoken || answered.current || setting === 'nothing') return;
    answered.current = true;
    act.current();
  }, [wasWoken, setting]);
  useEffect(() => {
    const onBlur = (event: FocusEvent): void => {
      if (event.target === window) act.current();
    };
    window.addEventListener('blur', onBlur);
    return () => window.removeEventListener('blur', onBlur);
  }, []);
}
