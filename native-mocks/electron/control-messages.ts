// What passes between the stand-in and its launcher.

/** From the stand-in to its launcher. */
export type Report =
  | { readonly kind: 'process'; readonly role: 'main' | 'chromium' | 'utility'; readonly pid: number }
  | { readonly kind: 'devtools'; readonly endpoint: string }
  | { readonly kind: 'loaded'; readonly url: string; readonly address: string }
  | { readonly kind: 'opened-externally'; readonly url: string };

/** From the launcher to the stand-in. */
export type Simulation =
  | { readonly kind: 'power'; readonly event: 'suspend' | 'resume' | 'lock-screen' | 'unlock-screen' | 'shutdown' }
  | { readonly kind: 'idle'; readonly seconds: number | null }
  | { readonly kind: 'system-theme'; readonly dark: boolean }
  /** What the officer answers the next chooser of a folder with; null closes it. */
  | { readonly kind: 'folder-choice'; readonly path: string | null }
  /** What the officer answers the next question where to put a new file with; null closes it. */
  | { readonly kind: 'file-choice'; readonly path: string | null }
  | { readonly kind: 'close-window' }
  | { readonly kind: 'crash-renderer' };

export type Envelope<Content> = { readonly kerbdeskStandIn: Content };

export const isReport = (message: unknown): message is Envelope<Report> =>
  typeof message === 'object' && message !== null && 'kerbdeskStandIn' in message;
