// Handing a post to a network: how long it is there, what still keeps it back, and what was handed over before.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { ExternalLink, Send } from 'lucide-react';
import type { PostCheck, PostNetwork, TeamPost, TeamPostContent } from '#contract/team-posts.ts';
import { charactersOf } from '#contract/team-posts/networks.ts';
import { postText } from '#contract/team-posts/post-text.ts';
import { whyNotReady } from '#contract/team-posts/readiness.ts';
import { formatDateTime } from '../../format/index.ts';
import type { FieldSaver } from '../../ipc/field-saver.ts';
import { kerbdesk, value } from '../../ipc/kerbdesk.ts';
import { showProblem } from '../../ipc/problem.ts';
import { queries } from '../../ipc/queries.ts';
import { Badge, Button, Card, showToast } from '../../ui/index.ts';
import { NetworksNotice } from './NetworksNotice.tsx';
import styles from './TeamPosts.module.css';

interface HandOverCardProps {
  readonly post: TeamPost;
  /** Undefined until the post was checked for the first time; it is checked once more when it is handed over. */
  readonly check: PostCheck | undefined;
  readonly saver: FieldSaver<TeamPostContent>;
  readonly now: number;
}

class NotSavedYet extends Error {
  override readonly name = 'NotSavedYet';
}
const notSavedYet =
  'Your last words are not saved yet, and an older wording would have gone out. They are kept on this screen: try again once it says “Saved on this laptop”.';

export function HandOverCard({ post, check, saver, now }: HandOverCardProps) {
  const client = useQueryClient();
  const { data: networks = [] } = useQuery(queries.postNetworks);
  const handOver = useMutation({
    mutationFn: async (network: PostNetwork) => {
      await saver.flush();
      // Else an older wording would go out than the one on the screen.
      if (saver.hasUnsaved) throw new NotSavedYet();
      return await value(kerbdesk.teamPosts.handOver({ id: post.id, revision: saver.revision, networkId: network.id }));
    },
    onSuccess: (saved, network) => {
      client.setQueryData(queries.teamPost(post.id).queryKey, saved);
      showToast({
        title: `Handed to ${network.label}`,
        text: 'Its page opens in the browser with the post in it. It is posted when you press its button there.',
      });
    },
    onError: (error) => {
      if (!(error instanceof NotSavedYet)) showProblem(error, 'Nothing was handed over');
      else showToast({ tone: 'bad', title: 'Nothing was handed over', text: notSavedYet });
    },
  });
  const each = networks.map((network) => ({ network, why: whyNot(network) }));
  const firstReady = each.find(({ why }) => why === null)?.network;
  function whyNot(network: PostNetwork): string | null {
    if (!network.allowed) return `This laptop may not open ${network.origin}. Ask IT to allow it.`;
    return check === undefined ? 'The post is being checked.' : whyNotReady({ post, check, network, now });
  }
  return (
    <Card title="Hand over" icon={Send}>
      <div className={styles['fields']}>
        <p className={styles['quiet']}>
          The network’s own page opens in the browser with the post in it. You post it there, with the team’s account.
        </p>
        <NetworksNotice />
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
