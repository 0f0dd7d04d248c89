// What `import ... from 'electron'` means in the stand-in (see bootstrap.ts). Each file says where it promises less.
export { app } from './app.ts';
export { BrowserWindow } from './browser-window.ts';
export { ipcMain } from './ipc-main.ts';
export { dialog } from './dialog.ts';
export { Menu } from './menu.ts';
export { nativeTheme } from './native-theme.ts';
export { powerMonitor } from './power-monitor.ts';
export { safeStorage } from './safe-storage.ts';
export { protocol, session } from './session.ts';
export { shell } from './shell.ts';
export { utilityProcess } from './utility-process.ts';
