// Local team posts: drafts saved as they are typed, warnings acknowledged one by one, and what was handed to which network.
import { randomUUID } from 'node:crypto';
import { KerbdeskError } from '#contract/errors.ts';
import type { Instant, TeamPostId } from '#contract/ids.ts';
import { emptyTeamPost, teamPost, teamPostContent, type PostFinding, type TeamPost } from '#contract/team-posts.ts';
import { leavesAt, postText } from '#contract/team-posts/post-text.ts';
import { whyNotReady } from '#contract/team-posts/readiness.ts';
import type { TeamPostsApi } from '../../../ports/team-posts.ts';
import { checkPost } from '../post-check/check-post.ts';
import { inTransaction, notFound, revisionConflict, type RecordsContext } from '../records-context.ts';
import { createKnownReports } from './known-reports.ts';
import type { Synchronous } from './synchronous.ts';

interface PostRow {
  readonly id: string;
  readonly revision: number;
  readonly created_at: string;
  readonly updated_at: string;
  readonly content: string;
  readonly leaves_at: string | null;
  readonly acknowledged: string;
  readonly hand_overs: string;
}

const posts = `
  SELECT p.*, (SELECT json_group_array(json_object('at', h.at, 'network', h.network, 'origin', h.origin, 'text', h.text,
      'failedBecause', h.failed_because) ORDER BY h.sequence)
    FROM team_post_hand_overs h WHERE h.post_id = p.id) AS hand_overs
  FROM team_posts p`;

/** Typing saves every second; the trail tells of sittings, and at the handing over of every word that went out. */
const sittingMilliseconds = 10 * 60_000;
const mostListed = 200;

const toPost = (row: PostRow): TeamPost =>
  teamPost.parse({
    id: row.id,
    revision: row.revision,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    content: JSON.parse(row.content) as unknown,
    leavesAt: row.leaves_at,
    acknowledged: JSON.parse(row.acknowledged) as unknown,
    handOvers: JSON.parse(row.hand_overs) as unknown,
  });

/** These two read reports first, with breaths in between. */
type Breathing = 'checkTeamPost' | 'handOverTeamPost';

export function createTeamPosts(
  context: RecordsContext,
): Synchronous<Omit<TeamPostsApi, Breathing>> & Pick<TeamPostsApi, Breathing> {
  const { db, audit, officer } = context;
  const known = createKnownReports(context);

  const note = (
    id: TeamPostId,
    at: Instant,
    operation: 'collection' | 'alteration' | 'disclosure' | 'erasure',
    what: string,
  ): number => audit.append({ at, operation, subjectKind: 'team-post', subjectId: id, what });

  function get(id: TeamPostId): TeamPost {
    const row = db.prepare<[string], PostRow>(`${posts} WHERE p.id = ?`).get(id);
    if (row === undefined) throw notFound('team post');
    return toPost(row);
  }

  const findingsIn = (text: string, detailWords: readonly string[]): PostFinding[] =>
    checkPost({ text, detailWords, ownNames: [officer.name] }, known.knownFor(text));

  return {
    listTeamPosts: () =>
      db.prepare<[number], PostRow>(`${posts} ORDER BY p.updated_at DESC, p.id LIMIT ?`).all(mostListed).map(toPost),

    createTeamPost({ at }) {
      return inTransaction(context, () => {
        const id = randomUUID() as TeamPostId;
        db.prepare(
          `INSERT INTO team_posts (id, revision, created_at, updated_at, content, timing, leaves_at, acknowledged)
           VALUES (?, 0, ?, ?, ?, ?, NULL, '[]')`,
        ).run(id, at, at, JSON.stringify(emptyTeamPost), emptyTeamPost.timing);
        note(id, at, 'collection', 'Began a team post.');
        return get(id);
      });
    },

    getTeamPost: ({ id }) => get(id),

    saveTeamPost({ id, revision, content, at }) {
      return inTransaction(context, () => {
        const before = get(id);
        if (before.revision !== revision) throw revisionConflict('team post');
        const after = teamPostContent.parse(content);
        const text = JSON.stringify(after);
        if (text === JSON.stringify(before.content)) return before;
        db.prepare(
          'UPDATE team_posts SET revision = ?, updated_at = ?, content = ?, timing = ?, leaves_at = ? WHERE id = ?',
        ).run(revision + 1, at, text, after.timing, leavesAt(after), id);
        if (revision === 0 || Date.parse(at) - Date.parse(before.updatedAt) > sittingMilliseconds) {
          note(id, at, 'alteration', `Began to write: revision ${revision + 1}.`);
        }
        return get(id);
      });
    },

    async checkTeamPost({ text, detailWords }) {
      await known.catchUp();
      const { compared, total } = known.howMany();
      return { findings: findingsIn(text, detailWords), reportsCompared: compared, reportsTotal: total };
    },

    acknowledgeFinding({ id, findingId, acknowledged, detailWords, at }) {
      return inTransaction(context, () => {
        const post = get(id);
        if (post.acknowledged.includes(findingId) === acknowledged) return post;
        const finding = findingsIn(postText(post.content), detailWords).find((one) => one.id === findingId);
        // What is in the post no longer can be given up, and not be approved.
        if (finding === undefined && acknowledged) throw notFound('warning');
        const others = post.acknowledged.filter((one) => one !== findingId);
        const next = acknowledged ? [...others, findingId] : others;
        db.prepare('UPDATE team_posts SET acknowledged = ? WHERE id = ?').run(JSON.stringify(next), id);
        const did = acknowledged ? 'Approved for posting' : 'Took back the approval';
        note(id, at, 'alteration', `${did}: ${finding?.why ?? findingId}`);
        return get(id);
      });
    },

    async handOverTeamPost({ id, revision, network, detailWords, at }) {
      await known.catchUp();
      return inTransaction(context, () => {
        const post = get(id);
        if (post.revision !== revision) throw revisionConflict('team post');
        const { compared, total } = known.howMany();
        const findings = findingsIn(postText(post.content), detailWords);
        const check = { findings, reportsCompared: compared, reportsTotal: total };
        const reason = whyNotReady({ post, check, network, now: Date.parse(at) });
        if (reason !== null) throw new KerbdeskError('not-ready', `${reason} Nothing was handed over.`);
        const text = postText(post.content).trim();
        db.prepare(
          `INSERT INTO team_post_hand_overs (post_id, sequence, at, network, origin, text)
           VALUES (?, (SELECT count(*) + 1 FROM team_post_hand_overs WHERE post_id = ?), ?, ?, ?, ?)`,
        ).run(id, id, at, network.label, network.origin, text);
        db.prepare('UPDATE team_posts SET updated_at = ? WHERE id = ?').run(at, id);
        note(id, at, 'disclosure', `Handed a team post to ${network.label} (${network.origin}): “${text}”`);
        audit.checkpoint();
        return get(id);
      });
    },

    failHandOver({ id, sequence, because, at }) {
      return inTransaction(context, () => {
        const failed = db
          .prepare<[string, string, number], string>(
            `UPDATE team_post_hand_overs SET failed_because = ?
             WHERE post_id = ? AND sequence = ? AND failed_because IS NULL RETURNING network`,
          )
          .pluck()
          .get(because, id, sequence);
        // A disclosure like the one it takes back: whoever looks through what went out sees both.
        if (failed !== undefined) {
          note(id, at, 'disclosure', `Failed: the team post was not handed to ${failed} after all. ${because}`);
          audit.checkpoint();
        }
        return get(id);
      });
    },

    removeTeamPost({ id, at }) {
      inTransaction(context, () => {
        const post = get(id);
        if (post.handOvers.length > 0) {
          throw new KerbdeskError(
            'not-deletable',
            post.handOvers.every(({ failedBecause }) => failedBecause !== null)
              ? 'It is on record that this post was to be handed over, so it stays. Nothing was removed.'
              : 'This post was handed over, so it stays: it is on record what went out. Nothing was removed.',
          );
        }
        db.prepare('DELETE FROM team_posts WHERE id = ?').run(id);
        note(id, at, 'erasure', 'Removed a team post that was never handed over.');
      });
    },
  };
}

/** Posts that wait for the team to have left, and were not handed over since. */
export function waitingPosts({ db }: RecordsContext): TeamPost[] {
  return db
    .prepare<[], PostRow>(
      `${posts} WHERE p.timing = 'after' AND p.leaves_at IS NOT NULL AND NOT EXISTS
         (SELECT 1 FROM team_post_hand_overs h WHERE h.post_id = p.id AND h.failed_because IS NULL)
       ORDER BY p.leaves_at`,
    )
    .all()
    .map(toPost);
}
