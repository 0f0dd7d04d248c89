// The posts that are open: one saver each.
import type { TeamPostId } from '#contract/ids.ts';
import type { TeamPost, TeamPostContent } from '#contract/team-posts.ts';
import { createOpenSavers, type UsedSaver } from '../../app/open-savers.ts';
import { kerbdesk, value } from '../../ipc/kerbdesk.ts';

const usePost = createOpenSavers<TeamPostId, TeamPostContent>((id) => ({
  save: (revision, content) => value(kerbdesk.teamPosts.save({ id, revision, content })),
  get: () => value(kerbdesk.teamPosts.get({ id })),
}));

export const usePostSaver = (post: TeamPost): UsedSaver<TeamPostContent> => usePost(post.id, post);
