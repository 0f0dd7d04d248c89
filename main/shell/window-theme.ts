// Applies the officer's theme to the whole program, and keeps the colour behind the page in step with it.
import { BrowserWindow, nativeTheme } from 'electron';
import type { SettingsValues } from '#contract/settings.ts';
import { currentBackground } from './create-window.ts';

export function applyTheme(theme: SettingsValues['theme']): void {
  nativeTheme.themeSource = theme;
}

export function followTheme(): void {
  nativeTheme.on('updated', () => {
    for (const window of BrowserWindow.getAllWindows()) window.setBackgroundColor(currentBackground());
  });
}
