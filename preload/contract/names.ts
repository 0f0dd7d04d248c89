// The names alone, without zod: a sandboxed preload cannot load dependencies, so this is all it knows of the contract.
// index.ts fails to compile when these and the schemas disagree.
export const commandNames = {
  session: ['state', 'create', 'unlock', 'lock', 'changePassphrase'],
  cameras: ['list', 'offload', 'pause', 'resume'],
  footage: ['list', 'get', 'categories', 'update', 'saveMarker', 'removeMarker', 'saveThumbnail', 'verify'],
  reports: ['list', 'create', 'get', 'save', 'finish', 'reopen', 'setRecordings'],
  today: ['summary'],
  audit: ['list', 'verify'],
  jobs: ['snapshot', 'cancel'],
  settings: ['get', 'set'],
  app: ['info', 'openExternal'],
} as const;

export const eventNames = {
  session: ['changed', 'locking'],
  cameras: ['changed'],
  footage: ['changed'],
  reports: ['changed'],
  today: [],
  audit: [],
  jobs: ['progress'],
  settings: ['changed'],
  app: [],
} as const;

export const commandChannel = (feature: string, name: string): string => `command:${feature}.${name}`;
export const eventChannel = (feature: string, name: string): string => `event:${feature}.${name}`;
