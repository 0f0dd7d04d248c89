// What a post is called in a list, and what state it is in. Pure.
import type { TeamPost } from '#contract/team-posts.ts';
import { postText } from '#contract/team-posts/post-text.ts';
import { formatDateTime, formatRecent } from '../../format/index.ts';
import type { Tone } from '../../ui/index.ts';

export interface PostState {
  readonly tone: Tone;
  readonly label: string;
}

export function postState({ handOvers, content, leavesAt }: TeamPost, now: number): PostState {
  if (handOvers.some(({ failedBecause }) => failedBecause === null)) return { tone: 'ok', label: 'Handed over' };
  if (content.timing === 'before') return { tone: 'neutral', label: 'Draft' };
  if (leavesAt === null) return { tone: 'neutral', label: 'Draft' };
  return now < Date.parse(leavesAt) ? { tone: 'accent', label: 'Waits' } : { tone: 'warn', label: 'Ready' };
}

export function postTitle({ content }: Pick<TeamPost, 'content'>): string {
  const place = content.place.trim();
  if (place !== '') return place;
  const text = postText(content).trim();
  if (text === '') return 'Empty post';
  return text.length > 60 ? `${text.slice(0, 59).trimEnd()}…` : text;
}

export function postDetail({ handOvers, content, leavesAt, updatedAt }: TeamPost, now: number): string {
  const last = handOvers.findLast(({ failedBecause }) => failedBecause === null);
  if (last !== undefined) return `${last.network} · ${formatRecent(last.at, now)}`;
  if (content.timing === 'after' && leavesAt !== null) return `The team leaves ${formatDateTime(leavesAt)}`;
  return `Saved ${formatRecent(updatedAt, now)}`;
}
