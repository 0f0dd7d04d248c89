// Every migration in order. The list is explicit: a file in the folder does nothing until it is named here.
import { foundation } from './0001-foundation.ts';
import { defaultCategories } from './0002-default-categories.ts';
import { footage } from './0003-footage.ts';
import { reportKinds } from './0004-report-kinds.ts';
import { victimUpdates } from './0005-victim-updates.ts';
import { knownAndSearch } from './0006-known-and-search.ts';
import { notebook } from './0007-notebook.ts';
import { teamPosts } from './0008-team-posts.ts';
import { tellingFacts } from './0009-telling-facts.ts';
import type { Migration } from './migration.ts';

export const migrations: readonly Migration[] = [
  foundation,
  defaultCategories,
  footage,
  reportKinds,
  victimUpdates,
  knownAndSearch,
  notebook,
  teamPosts,
  tellingFacts,
];
