// Local team posts: where the team will be and what people can bring to it. Written and checked here, handed to the network's own
// share page in the browser; Kerbdesk holds no account and never posts by itself.
import { z } from 'zod';
import { command } from './definition.ts';
import { instant, reportId, teamPostId } from './ids.ts';

export const networkKind = z.enum(['x', 'mastodon', 'bluesky']);
export type NetworkKind = z.infer<typeof networkKind>;

/** A network that this force posts to, as IT's policy names it. */
export const postNetwork = z.object({
  id: z.string().min(1).max(100),
  kind: networkKind,
  /** For the officer: "X", "Bluesky", "Mastodon (social.example.police.uk)". */
  label: z.string(),
  /** Of its share page, for example "https://bsky.app". */
  origin: z.string(),
  mostCharacters: z.number().int().min(1),
  /** False where the laptop's policy does not let this address be opened. */
  allowed: z.boolean(),
});
export type PostNetwork = z.infer<typeof postNetwork>;

/** As typed; dates and times are read leniently, as in reports. */
export const teamPostContent = z.object({
  place: z.string().max(300),
  day: z.string().max(60),
  /** The local day on which `day` was typed, so that "today" keeps its meaning. */
  dayTypedOn: z.string().max(10),
  from: z.string().max(30),
  until: z.string().max(30),
  /** What people can bring to the team. */
  bring: z.string().max(1000),
  more: z.string().max(2000),
  /** The officer's own words for the whole post; null while it is put together from the details. */
  wording: z.string().max(5000).nullable(),
  /** `after`: handed over only once the team has left, so that nobody learns where officers are. */
  timing: z.enum(['before', 'after']),
});
export type TeamPostContent = z.infer<typeof teamPostContent>;

export const emptyTeamPost: TeamPostContent = {
  place: '',
  day: '',
  dayTypedOn: '',
  from: '',
  until: '',
  bring: '',
  more: '',
  wording: null,
  timing: 'before',
};

export const findingKind = z.enum([
  'name',
  'plate',
  'reference',
  'phone',
  'email',
  'address',
  'postcode',
  'looks-like',
  'detail',
]);

/** Something in the post that should not go out, and why the program thinks so. */
export const postFinding = z.object({
  /** The same for the same thing: what was acknowledged once stays acknowledged, until there is another reason. */
  id: z.string().max(300),
  kind: findingKind,
  start: z.number().int().min(0),
  end: z.number().int().min(0),
  /** As it stands in the post. */
  text: z.string(),
  /** One sentence, for example "“Okafor” is a victim in NE-4417-0093." */
  why: z.string(),
  reportId: reportId.nullable(),
});
export type PostFinding = z.infer<typeof postFinding>;

export const handOver = z.object({
  at: instant,
  network: z.string(),
  origin: z.string(),
  text: z.string(),
  /** Why the browser could not be opened after all. */
  failedBecause: z.string().nullable(),
});

export const teamPost = z.object({
  id: teamPostId,
  revision: z.number().int().min(0),
  createdAt: instant,
  updatedAt: instant,
  content: teamPostContent,
  /** When the team has left, if day and time can be read. */
  leavesAt: instant.nullable(),
  acknowledged: z.array(z.string()),
  handOvers: z.array(handOver),
});
export type TeamPost = z.infer<typeof teamPost>;

export const postCheck = z.object({
  findings: z.array(postFinding),
  /** Of how many reports all is known, and how many there are: a very full vault is read from the newest on, over several checks. */
  reportsCompared: z.number().int().min(0),
  reportsTotal: z.number().int().min(0),
});
export type PostCheck = z.infer<typeof postCheck>;

const named = z.object({ id: teamPostId });
const atRevision = named.extend({ revision: z.number().int().min(0) });

export const teamPosts = {
  commands: {
    networks: command(z.null(), z.array(postNetwork)),
    list: command(z.null(), z.array(teamPost), ['locked']),
    create: command(z.null(), teamPost, ['locked', 'disk-full', 'disk-error']),
    get: command(named, teamPost, ['locked', 'not-found']),
    save: command(atRevision.extend({ content: teamPostContent }), teamPost, [
      'locked',
      'not-found',
      'revision-conflict',
      'disk-full',
      'disk-error',
    ]),
    /** Compares a text with what the vault knows. Reports that were never read for it are read first, some at each check. */
    check: command(z.object({ text: z.string().max(5000) }), postCheck, ['locked', 'disk-full', 'disk-error']),
    acknowledge: command(named.extend({ findingId: z.string().max(300), acknowledged: z.boolean() }), teamPost, [
      'locked',
      'not-found',
    ]),
    /** Writes down the disclosure, then opens the network's share page with the text in it. */
    handOver: command(atRevision.extend({ networkId: z.string().max(100) }), teamPost, [
      'locked',
      'not-found',
      'revision-conflict',
      'not-ready',
      'link-not-allowed',
      'not-opened',
      'disk-full',
      'disk-error',
    ]),
    remove: command(named, z.null(), ['locked', 'not-found', 'not-deletable']),
  },
  events: { changed: z.object({ ids: z.array(teamPostId) }) },
} as const;
