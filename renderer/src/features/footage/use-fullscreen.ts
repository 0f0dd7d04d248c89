// Full screen for picture and timeline. The whole page fills the screen and the layout hides the rest: menus, tooltips and
// news lie outside the player's element and would not be seen if it alone were shown.
import { useEffect, useState } from 'react';

export interface Fullscreen {
  readonly isOn: boolean;
  readonly toggle: () => void;
}

const leave = (): void => {
  // Already left by the system: nothing to do.
  if (document.fullscreenElement !== null) void document.exitFullscreen().catch(() => undefined);
};

export function useFullscreen(): Fullscreen {
  const [isOn, setOn] = useState(false);
  useEffect(() => {
    const follow = (): void => setOn(document.fullscreenElement !== null);
    document.addEventListener('fullscreenchange', follow);
    return () => {
      document.removeEventListener('fullscreenchange', follow);
      leave();
    };
  }, []);
  const toggle = (): void => {
    if (document.fullscreenElement !== null) leave();
    // Refused by the system: the picture stays where it is.
    else void document.documentElement.requestFullscreen().catch(() => undefined);
  };
  return { isOn, toggle };
}
