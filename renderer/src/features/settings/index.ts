// Settings.
export { SettingsScreen } from './SettingsScreen.tsx';
