// Session: the screens before the desk.
export { CreateVaultScreen } from './CreateVaultScreen.tsx';
export { LockedScreen } from './LockedScreen.tsx';
