// Handing a post to a network: how long it is there, what still keeps it back, and what was handed over before.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { ExternalLink, Send } from 'lucide-react';
import type { PostFinding, PostNetwork, TeamPost } from '#contract/team-posts.ts';
import { charactersOf } from '#contract/team-posts/networks.ts';
import { postText } from '#contract/team-posts/post-text.ts';
import { whyNotReady } from '#contract/team-posts/readiness.ts';
import { formatDateTime } from '../../format/index.ts';
import { kerbdesk, value } from '../../ipc/kerbdesk.ts';
import { showProblem } from '../../ipc/problem.ts';
import { queries } from '../../ipc/queries.ts';
import { Badge, Button, Card, Notice, showToast } from '../../ui/index.ts';
import type { PostSaver } from './post-saver.ts';
import styles from './TeamPosts.module.css';

interface HandOverCardProps {
  readonly post: TeamPost;
  readonly findings: readonly PostFinding[];
  /** False until the post was checked for the first time; it is checked once more when it is handed over. */
  readonly isKnown: boolean;
  readonly saver: PostSaver;
  readonly now: number;
}

export function HandOverCard({ post, findings, isKnown, saver, now }: HandOverCardProps) {
  const client = useQueryClient();
  const { data: networks = [] } = useQuery(queries.postNetworks);
  const handOver = useMutation({
    mutationFn: async (network: PostNetwork) => {
      await saver.flush();
      return await value(kerbdesk.teamPosts.handOver({ id: post.id, revision: saver.revision, networkId: network.id }));
    },
    onSuccess: (saved, network) => {
      client.setQueryData(queries.teamPost(post.id).queryKey, saved);
      showToast({
        title: `Handed to ${network.label}`,
        text: 'Its page opens in the browser with the post in it. It is posted when you press its button there.',
      });
    },
    onError: (error) => showProblem(error, 'Nothing was handed over'),
  });
  const each = networks.map((network) => ({ network, why: whyNot(network) }));
  const firstReady = each.find(({ why }) => why === null)?.network;
  function whyNot(network: PostNetwork): string | null {
    if (!network.allowed) return 'This laptop may not open its page. Ask IT to allow it.';
    return isKnown ? whyNotReady({ post, findings, network, now }) : 'The post is being checked.';
  }
  return (
    <Card title="Hand over" icon={Send}>
      <div className={styles['fields']}>
        <p className={styles['quiet']}>
          The network’s own page opens in the browser with the post in it. You post it there, with the team’s account.
        </p>
        {networks.length === 0 ? (
          <Notice title="No network is set up">
            IT names the networks of your force in this laptop’s policy. The post is kept here.
          </Notice>
        ) : null}
        <ul className={styles['networks']}>
          {each.map(({ network, why }) => (
            <Network
              key={network.id}
              network={network}
              why={why}
              isNext={network === firstReady}
              text={postText(post.content)}
              isPending={handOver.isPending}
              onPress={() => handOver.mutate(network)}
            />
          ))}
        </ul>
        <Before post={post} />
      </div>
    </Card>
  );
}

interface NetworkProps {
  readonly network: PostNetwork;
  /** Why it cannot be handed there now. */
  readonly why: string | null;
  readonly isNext: boolean;
  readonly text: string;
  readonly isPending: boolean;
  readonly onPress: () => void;
}

function Network({ network, why, isNext, text, isPending, onPress }: NetworkProps) {
  const { label, kind, mostCharacters } = network;
  const count = charactersOf(kind, text);
  const tooLong = count > mostCharacters;
  return (
    <li className={styles['network']}>
      <div className={styles['networkName']}>
        <strong>{label}</strong>
        <Badge tone={tooLong ? 'bad' : 'neutral'}>
          {tooLong ? `${count} of ${mostCharacters}: too long` : `${count} of ${mostCharacters} characters`}
        </Badge>
      </div>
      <Button
        variant={isNext ? 'primary' : 'secondary'}
        icon={ExternalLink}
        isDisabled={why !== null}
        isPending={isPending}
        onPress={onPress}
      >
        {`Hand to ${label}`}
      </Button>
      {why === null ? null : <p className={styles['why']}>{why}</p>}
    </li>
  );
}

function Before({ post }: { readonly post: TeamPost }) {
  if (post.handOvers.length === 0) return null;
  return (
    <section aria-label="Handed over before" className={styles['before']}>
      <h3>Handed over</h3>
      <ol>
        {post.handOvers.map(({ at, network, text, failedBecause }) => (
          <li key={at}>
            <p>
              {formatDateTime(at)} · {network}
              {failedBecause === null ? null : ` · ${failedBecause}`}
            </p>
            <p className={styles['quiet']}>{text}</p>
          </li>
        ))}
      </ol>
    </section>
  );
}
