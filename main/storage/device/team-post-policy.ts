// The networks that a force's teams post to, and the words of operational detail that a post is warned of: part of device.json.
import { z } from 'zod';
import { shareOrigins, usualLimits } from '#contract/team-posts/networks.ts';
import type { TeamPostPolicy } from '../../ports/team-posts.ts';
import { siteOrigin } from './site-origin.ts';

const network = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('x') }),
  z.strictObject({ kind: z.literal('bluesky') }),
  z.strictObject({
    kind: z.literal('mastodon'),
    /** The force's instance, for example "https://social.example.police.uk". */
    instance: siteOrigin,
    mostCharacters: z.number().int().min(100).max(5000).default(usualLimits.mastodon),
  }),
]);

/** Of Mastodon there may be several: one an instance. */
const idOf = (one: z.infer<typeof network>): string =>
  one.kind === 'mastodon' ? `mastodon:${new URL(one.instance).host}` : one.kind;

export const teamPostsFile = z.strictObject({
  networks: z
    .array(network)
    .max(10)
    .refine((all) => new Set(all.map(idOf)).size === all.length, 'names a network twice'),
  detailWords: z.array(z.string().trim().min(2).max(60)).max(300),
});
type TeamPostsFile = z.infer<typeof teamPostsFile>;

/** A network is offered here; that its page may be opened is said by `externalOrigins`. */
export const firstTeamPosts: TeamPostsFile = {
  networks: [{ kind: 'x' }, { kind: 'bluesky' }],
  detailWords: [
    'warrant',
    'raid',
    'covert',
    'undercover',
    'plain clothes',
    'plain-clothed',
    'unmarked car',
    'unmarked vehicle',
    'surveillance',
    'informant',
    'CHIS',
    'target address',
    'arrest plan',
    'arrest phase',
    'stakeout',
    'decoy',
    'safe house',
    'refuge',
    'call sign',
    'callsign',
    'radio channel',
    'talkgroup',
    'shift pattern',
    'shift change',
    'staffing level',
    'short staffed',
    'crime scene',
    'scene guard',
    'cordon log',
    'firearms team',
    'ANPR',
    'intelligence suggests',
    'intel',
    'nominal',
    'person of interest',
  ],
};

export function toTeamPostPolicy({ networks, detailWords }: TeamPostsFile): TeamPostPolicy {
  return {
    detailWords,
    networks: networks.map((one) => {
      if (one.kind === 'mastodon') {
        const { origin, host } = new URL(one.instance);
        const { mostCharacters } = one;
        return { id: idOf(one), kind: one.kind, label: `Mastodon (${host})`, origin, mostCharacters };
      }
      const label = one.kind === 'x' ? 'X' : 'Bluesky';
      const { kind } = one;
      return { id: idOf(one), kind, label, origin: shareOrigins[kind], mostCharacters: usualLimits[kind] };
    }),
  };
}
