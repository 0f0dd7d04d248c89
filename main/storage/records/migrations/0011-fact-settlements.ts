// What the officer settled where reports differ: which value of a fact is right, and over which others.
import type { Migration } from './migration.ts';

export const factSettlements: Migration = {
  version: 11,
  name: 'fact-settlements',
  sql: `
-- entity_id is the known one at that time: what it is joined to later has it by its mentions. A value that is told later and is neither
-- the one chosen nor one of the others opens the question again.
CREATE TABLE fact_settlements (
  entity_id TEXT NOT NULL,
  fact TEXT NOT NULL CHECK (fact <> ''),
  value TEXT NOT NULL CHECK (value <> ''),
  over TEXT NOT NULL CHECK (json_type(over) = 'array'),
  at TEXT NOT NULL,
  PRIMARY KEY (entity_id, fact)
) STRICT, WITHOUT ROWID;
`,
};
