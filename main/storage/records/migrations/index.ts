// Every migration in order. The list is explicit: a file in the folder does nothing until it is named here.
import { foundation } from './0001-foundation.ts';
import { defaultCategories } from './0002-default-categories.ts';
import { footage } from './0003-footage.ts';
import { reportKinds } from './0004-report-kinds.ts';
import { victimUpdates } from './0005-victim-updates.ts';
import { knownAndSearch } from './0006-known-and-search.ts';
import { notebook } from './0007-notebook.ts';
import { teamPosts } from './0008-team-posts.ts';
import { statementSigning } from './0009-statement-signing.ts';
import { victimDraftSlots } from './0010-victim-draft-slots.ts';
import { factSettlements } from './0011-fact-settlements.ts';
import { formState } from './0012-form-state.ts';
import { findNotes } from './0013-find-notes.ts';
import { tellingFacts } from './0014-telling-facts.ts';
import { physicalExhibits } from './0015-physical-exhibits.ts';
import { findExhibits } from './0016-find-exhibits.ts';
import { identifications } from './0017-identifications.ts';
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
  statementSigning,
  victimDraftSlots,
  factSettlements,
  formState,
  findNotes,
  tellingFacts,
  physicalExhibits,
  findExhibits,
  identifications,
];
