// What no page of the program has, whichever window it is in: Node, webviews, plug-ins, a way around web security.
import type { Session, WebPreferences } from 'electron';

export const safePreferences = (session: Session, developerTools: boolean): WebPreferences => ({
  session,
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  webviewTag: false,
  navigateOnDragDrop: false,
  plugins: false,
  spellcheck: false,
  devTools: developerTools,
  // A page that is covered, minimised or hidden must still work in time.
  backgroundThrottling: false,
});
