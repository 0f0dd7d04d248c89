// Picture and timeline alone, over the whole window. Not the browser's full screen: that is a permission, and the page has
// none. To fill the screen as well, the window is maximised with the system's own key.
import { useState } from 'react';

export interface FillWindow {
  readonly isOn: boolean;
  readonly toggle: () => void;
}

export function useFillWindow(): FillWindow {
  const [isOn, setOn] = useState(false);
  return { isOn, toggle: () => setOn((was) => !was) };
}
