// Chromium's DevTools protocol as TypeScript types; Playwright ships them, at a path its package does not export.
export type { Protocol } from '../../node_modules/playwright-core/types/protocol.d.ts';
