// The names alone, without zod: a sandboxed preload cannot load dependencies, so this is all it knows of the contract.
// A name that the schemas lack does not compile; a test finds one that is missing here.
import type { CommandName, EventName, FeatureName } from './index.ts';

export const commandNames = {
  session: ['state', 'create', 'unlock', 'lock', 'changePassphrase'],
  cameras: [
    'list',
    'offload',
    'pause',
    'resume',
    'importFolder',
    'putAway',
    'putFirst',
    'assign',
    'reviewErasure',
    'erase',
  ],
  footage: ['list', 'get', 'categories', 'update', 'saveMarker', 'removeMarker', 'saveThumbnail', 'verify'],
  pictures: ['get', 'saveFilmstrip', 'saveWaveform'],
  exports: ['start', 'list'],
  derivatives: ['begin', 'finish', 'abandon', 'list', 'derivation', 'draft', 'saveDraft', 'discardDraft'],
  tagging: ['select', 'editMany', 'undoEditMany', 'usedTags', 'templates', 'saveTemplate', 'removeTemplate'],
  matching: ['proposals', 'companions', 'suggestions', 'accept', 'refuse', 'takeBackRefusal'],
  reports: ['list', 'create', 'get', 'save', 'finish', 'reopen', 'history', 'version', 'setRecordings'],
  documents: ['save', 'print'],
  retention: ['review', 'plan', 'markForDeletion', 'haveBack', 'holds', 'placeHold', 'liftHold', 'confirmClock'],
  exhibits: ['propose', 'make', 'describe', 'list', 'get', 'move'],
  teamPosts: ['networks', 'list', 'create', 'get', 'save', 'check', 'acknowledge', 'handOver', 'remove'],
  today: ['summary'],
  audit: ['list', 'verify'],
  jobs: ['snapshot', 'cancel'],
  settings: ['get', 'set'],
  app: ['info', 'openExternal'],
} as const satisfies { readonly [F in FeatureName]: readonly CommandName<F>[] };

export const eventNames = {
  session: ['changed', 'locking'],
  cameras: ['changed'],
  footage: ['changed'],
  pictures: [],
  exports: ['finished'],
  derivatives: [],
  tagging: [],
  matching: [],
  reports: ['changed'],
  documents: [],
  retention: [],
  exhibits: [],
  teamPosts: ['changed'],
  today: [],
  audit: [],
  jobs: ['progress'],
  settings: ['changed'],
  app: [],
} as const satisfies { readonly [F in FeatureName]: readonly EventName<F>[] };

export const commandChannel = (feature: string, name: string): string => `command:${feature}.${name}`;
export const eventChannel = (feature: string, name: string): string => `event:${feature}.${name}`;
