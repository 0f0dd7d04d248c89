// Theme, touch targets and single-key shortcuts, as the officer has set them, on the root element.
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { defaultSettings } from '#contract/settings.ts';
import { queries } from '../ipc/queries.ts';
import { setSingleKeyShortcuts } from '../ui/shortcuts.tsx';

export function useAppearance(): void {
  const { data: settings = defaultSettings } = useQuery(queries.settings);
  useEffect(() => {
    const { dataset } = document.documentElement;
    if (settings.theme === 'system') delete dataset['theme'];
    else dataset['theme'] = settings.theme;
    dataset['touch'] = String(settings.touch);
    setSingleKeyShortcuts(settings.singleKeyShortcuts);
  }, [settings]);
}
