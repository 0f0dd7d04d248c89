// What reports speak of, and one index over everything that can be found. Filled by the records worker when it next opens them
// (search/rebuild.ts): what stands in a report's content is read by the program, not by SQL.
import type { Migration } from './migration.ts';

export const knownAndSearch: Migration = {
  version: 6,
  name: 'known-and-search',
  sql: `
-- One for each thing that an entry of a report speaks of. Derived from the report at each save, and never anything but that.
-- known_id is entity_id, or what the officer joined it to.
CREATE TABLE entity_mentions (
  number INTEGER PRIMARY KEY,
  report_number INTEGER NOT NULL REFERENCES reports (number),
  entry TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('person', 'vehicle', 'property', 'place', 'event')),
  entity_id TEXT NOT NULL,
  known_id TEXT NOT NULL,
  role TEXT NOT NULL,
  facts TEXT NOT NULL CHECK (json_type(facts) = 'object'),
  UNIQUE (report_number, entry)
) STRICT;
CREATE INDEX entity_mentions_by_known ON entity_mentions (known_id, number);
CREATE INDEX entity_mentions_by_kind ON entity_mentions (kind, number);

-- What the officer has decided, which no report tells: these two are one, and those two are not.
CREATE TABLE entity_joins (
  entity_id TEXT PRIMARY KEY,
  into_id TEXT NOT NULL CHECK (into_id <> entity_id),
  at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX entity_joins_by_target ON entity_joins (into_id);
CREATE TABLE entity_distinctions (
  entity_id TEXT NOT NULL,
  other_id TEXT NOT NULL CHECK (entity_id < other_id),
  at TEXT NOT NULL,
  PRIMARY KEY (entity_id, other_id)
) STRICT, WITHOUT ROWID;

-- Every word of a name, by what it sounds like: misspelt words are looked up here, not in the index.
CREATE TABLE known_words (
  kind TEXT NOT NULL,
  word TEXT NOT NULL,
  sound TEXT NOT NULL,
  other_sound TEXT NOT NULL,
  uses INTEGER NOT NULL CHECK (uses > 0),
  PRIMARY KEY (kind, word)
) STRICT, WITHOUT ROWID;
CREATE INDEX known_words_by_sound ON known_words (kind, sound);
CREATE INDEX known_words_by_other_sound ON known_words (kind, other_sound);

-- Terms are words with the kind and class of what they belong to in front (search/terms.ts).
CREATE VIRTUAL TABLE mention_index USING fts5 (
  terms, content = '', contentless_delete = 1, detail = none, tokenize = 'ascii', prefix = '4 5 6 7'
);
CREATE VIRTUAL TABLE report_index USING fts5 (
  terms, content = '', contentless_delete = 1, detail = none, tokenize = 'ascii', prefix = '4 5 6 7'
);
CREATE VIRTUAL TABLE recording_index USING fts5 (
  terms, content = '', contentless_delete = 1, detail = none, tokenize = 'ascii', prefix = '4 5 6 7'
);

-- Which way of reading they were filled with: another one fills them anew.
CREATE TABLE search_state (
  only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
  version INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
`,
};
