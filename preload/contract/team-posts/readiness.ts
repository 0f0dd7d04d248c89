// Why a post cannot be handed over yet, in words; the same for the screen and for what enforces it. Pure.
import type { PostCheck, PostNetwork, TeamPost } from '../team-posts.ts';
import { charactersOf, longestAddress, shareAddress } from './networks.ts';
import { postText } from './post-text.ts';

interface Readiness {
  readonly post: Pick<TeamPost, 'content' | 'leavesAt' | 'acknowledged'>;
  /** Of the post as it is. */
  readonly check: PostCheck;
  readonly network: Pick<PostNetwork, 'kind' | 'label' | 'origin' | 'mostCharacters'>;
  readonly now: number;
}

/** Null when it is ready. */
export function whyNotReady({ post, check, network, now }: Readiness): string | null {
  const text = postText(post.content);
  if (text.trim() === '') return 'The post is empty. Say where the team will be.';
  if (check.reportsCompared < check.reportsTotal) {
    return `Not all of your reports are compared yet: ${check.reportsCompared} of ${check.reportsTotal}. It goes on by itself.`;
  }
  const open = check.findings.filter(({ id }) => !post.acknowledged.includes(id));
  if (open.length > 0) {
    const words = open.length === 1 ? 'One warning is' : `${open.length} warnings are`;
    return `${words} not settled. Change the post, or tick each one that may go out.`;
  }
  if (post.content.timing === 'after') {
    if (post.leavesAt === null) return 'Say the day and until when the team is there: the post waits until then.';
    if (now < Date.parse(post.leavesAt)) return 'The team is still there. The post waits until it has left.';
  }
  const count = charactersOf(network.kind, text);
  if (count > network.mostCharacters) {
    const over = count - network.mostCharacters;
    return `The post is ${over} ${over === 1 ? 'character' : 'characters'} too long for ${network.label}.`;
  }
  if (shareAddress(network, text).length > longestAddress) {
    return `The post is too long to be handed to ${network.label}: Windows opens no longer address. Use fewer emoji, or shorten it.`;
  }
  return null;
}
