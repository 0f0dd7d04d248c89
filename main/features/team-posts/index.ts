// Team posts: checked in the vault, then handed to the network's own share page in the browser. Nothing is posted from here.
import { KerbdeskError } from '#contract/errors.ts';
import type { TeamPostId } from '#contract/ids.ts';
import type { FeatureHandlers } from '#contract/index.ts';
import type { PostNetwork, TeamPost } from '#contract/team-posts.ts';
import { shareAddress } from '#contract/team-posts/networks.ts';
import type { EventBus } from '../../ipc/event-bus.ts';
import type { Clock } from '../../ports/clock.ts';
import type { TeamPostPolicy } from '../../ports/team-posts.ts';
import type { VaultHostApi } from '../../ports/vault-host.ts';

export interface TeamPostsDependencies {
  readonly vault: () => VaultHostApi;
  readonly policy: TeamPostPolicy;
  /** IT's allow-list: a network is named by one policy and let out by another. */
  readonly externalOrigins: readonly string[];
  readonly openExternal: (url: string) => Promise<void>;
  readonly clock: Clock;
  readonly events: EventBus;
}

export function createTeamPostsHandlers(dependencies: TeamPostsDependencies): FeatureHandlers<'teamPosts'> {
  const { vault, policy, externalOrigins, openExternal, clock, events } = dependencies;
  const { detailWords } = policy;
  const at = () => clock.now();
  const networks: PostNetwork[] = policy.networks.map((network) => ({
    ...network,
    allowed: externalOrigins.includes(network.origin),
  }));

  const announce = (id: TeamPostId): void => events.emit('teamPosts', 'changed', { ids: [id] });
  async function announced(change: Promise<TeamPost>): Promise<TeamPost> {
    const post = await change;
    announce(post.id);
    return post;
  }

  function requireNetwork(id: string): PostNetwork {
    const network = networks.find((one) => one.id === id);
    if (network?.allowed === true) return network;
    throw new KerbdeskError(
      'link-not-allowed',
      'This laptop may not open the page of this network, so nothing was handed over. The post is kept. Ask IT to allow it.',
    );
  }

  return {
    networks: () => Promise.resolve(networks),
    list: () => vault().listTeamPosts(),
    create: () => announced(vault().createTeamPost({ at: at() })),
    get: ({ id }) => vault().getTeamPost({ id }),
    save: (input) => announced(vault().saveTeamPost({ ...input, at: at() })),
    check: ({ text }) => vault().checkTeamPost({ text, detailWords }),
    acknowledge: (input) => announced(vault().acknowledgeFinding({ ...input, detailWords, at: at() })),
    async handOver({ id, revision, networkId }) {
      const network = requireNetwork(networkId);
      const post = await vault().handOverTeamPost({ id, revision, network, detailWords, at: at() });
      const text = post.handOvers.at(-1)?.text ?? '';
      try {
        await openExternal(shareAddress(network, text));
        return post;
      } catch (error) {
        const sequence = post.handOvers.length;
        await vault().failHandOver({ id, sequence, because: 'The browser could not be opened.', at: at() });
        // Policy says why by itself; what a system says of a browser tells an officer nothing.
        if (error instanceof KerbdeskError) throw error;
        throw new KerbdeskError(
          'not-opened',
          'The browser could not be opened, so nothing went out. The post is kept, and the try is on record as failed. Try again; if it goes on, tell IT.',
        );
      } finally {
        announce(id);
      }
    },
    async remove({ id }) {
      await vault().removeTeamPost({ id, at: at() });
      announce(id);
      return null;
    },
  };
}
