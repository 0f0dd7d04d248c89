// No menu bar: Electron's own offers reload, zoom and developer tools. macOS needs one for copy and paste to work.
import { Menu } from 'electron';

export function setMenus(platform: NodeJS.Platform = process.platform): void {
  Menu.setApplicationMenu(
    platform === 'darwin'
      ? Menu.buildFromTemplate([{ role: 'appMenu' }, { role: 'editMenu' }, { role: 'windowMenu' }])
      : null,
  );
}
