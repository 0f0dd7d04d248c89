// Local team posts: drafts, what was acknowledged, and what was handed to which network.
import type { Migration } from './migration.ts';

export const teamPosts: Migration = {
  version: 8,
  name: 'team-posts',
  sql: `
CREATE TABLE team_posts (
  id TEXT PRIMARY KEY,
  revision INTEGER NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  content TEXT NOT NULL CHECK (json_valid(content)),
  -- Derived from the content: when a post that waits may go out.
  timing TEXT NOT NULL CHECK (timing IN ('before', 'after')),
  leaves_at TEXT,
  acknowledged TEXT NOT NULL CHECK (json_type(acknowledged) = 'array')
) STRICT, WITHOUT ROWID;
CREATE INDEX team_posts_by_update ON team_posts (updated_at DESC);

-- A disclosure: what went out is never changed, and so neither is that it did.
CREATE TABLE team_post_hand_overs (
  post_id TEXT NOT NULL REFERENCES team_posts (id),
  sequence INTEGER NOT NULL,
  at TEXT NOT NULL,
  network TEXT NOT NULL,
  origin TEXT NOT NULL,
  text TEXT NOT NULL CHECK (text <> ''),
  failed_because TEXT,
  PRIMARY KEY (post_id, sequence)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER team_post_hand_overs_fixed
BEFORE UPDATE OF post_id, sequence, at, network, origin, text ON team_post_hand_overs
BEGIN SELECT raise(ABORT, 'what was handed over is never changed'); END;
CREATE TRIGGER team_post_hand_overs_failed_once BEFORE UPDATE ON team_post_hand_overs WHEN OLD.failed_because IS NOT NULL
BEGIN SELECT raise(ABORT, 'how a handing over ended is never changed'); END;
CREATE TRIGGER team_post_hand_overs_kept BEFORE DELETE ON team_post_hand_overs
BEGIN SELECT raise(ABORT, 'what was handed over is never forgotten'); END;
`,
};
