// Local team posts as main sees them in the vault host.
import type { Instant, TeamPostId } from '#contract/ids.ts';
import type { PostCheck, PostNetwork, TeamPost, TeamPostContent } from '#contract/team-posts.ts';

export interface TeamPostsApi {
  listTeamPosts(): Promise<TeamPost[]>;
  createTeamPost(input: { at: Instant }): Promise<TeamPost>;
  getTeamPost(input: { id: TeamPostId }): Promise<TeamPost>;
  saveTeamPost(input: { id: TeamPostId; revision: number; content: TeamPostContent; at: Instant }): Promise<TeamPost>;
  /** Compares with what the reports of the vault know, as far as they were read. `detailWords`: of the force's policy. */
  checkTeamPost(input: { text: string; detailWords: readonly string[] }): Promise<PostCheck>;
  acknowledgeFinding(input: {
    id: TeamPostId;
    findingId: string;
    acknowledged: boolean;
    detailWords: readonly string[];
    at: Instant;
  }): Promise<TeamPost>;
  /** On record before the browser opens; rejects with `not-ready` and says why. */
  handOverTeamPost(input: {
    id: TeamPostId;
    revision: number;
    network: PostNetwork;
    detailWords: readonly string[];
    at: Instant;
  }): Promise<TeamPost>;
  /** The browser could not be opened after all. `sequence`: which handing over of this post, counted from one. */
  failHandOver(input: { id: TeamPostId; sequence: number; because: string; at: Instant }): Promise<TeamPost>;
  removeTeamPost(input: { id: TeamPostId; at: Instant }): Promise<void>;
}

export interface TeamPostPolicy {
  readonly networks: readonly Omit<PostNetwork, 'allowed'>[];
  /** Words of operational detail that a post is warned of. */
  readonly detailWords: readonly string[];
}
