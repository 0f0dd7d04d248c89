// All posts of this officer: drafts, those that wait for the team to have left, and what was handed over.
import { useQuery } from '@tanstack/react-query';
import { Megaphone, Plus } from 'lucide-react';
import { routeHref } from '../../app/route.ts';
import { useNow } from '../../format/index.ts';
import { describeProblem } from '../../ipc/problem.ts';
import { queries } from '../../ipc/queries.ts';
import {
  Badge,
  Button,
  Card,
  CardRow,
  EmptyState,
  Notice,
  ScreenTitle,
  Skeleton,
  useShortcut,
} from '../../ui/index.ts';
import { NetworksNotice } from './NetworksNotice.tsx';
import { postDetail, postState, postTitle } from './post-words.ts';
import styles from './TeamPosts.module.css';
import { useNewPost } from './use-new-post.ts';

export function TeamPostsScreen() {
  const posts = useQuery(queries.teamPosts);
  const now = useNow(15_000);
  const newPost = useNewPost();
  useShortcut('N', newPost.start, { label: 'New team post', group: 'Team posts' });
  const button = (
    <Button variant="primary" icon={Plus} shortcut="N" isPending={newPost.isPending} onPress={newPost.start}>
      New team post
    </Button>
  );
  const isEmpty = posts.data?.length === 0;
  return (
    <div className={styles['list']}>
      <ScreenTitle
        title="Team posts"
        subtitle="Where the team will be, and what people can bring to it"
        back={{ href: routeHref({ screen: 'today' }), label: 'Today' }}
        actions={isEmpty ? undefined : button}
      />
      {posts.isError ? (
        <Notice
          tone="bad"
          live
          title="The posts could not be listed"
          action={<Button onPress={() => void posts.refetch()}>Try again</Button>}
        >
          {describeProblem(posts.error).text}
        </Notice>
      ) : null}
      <NetworksNotice />
      {posts.data === undefined && !posts.isError ? <Skeleton lines={4} height={3.25} /> : null}
      {isEmpty ? (
        <Card>
          <EmptyState icon={Megaphone} title="No team posts yet" action={button}>
            Say where the team will be and what people can bring to it. The post is checked against what your vault
            knows, and then handed to the network’s own page in the browser. Kerbdesk never posts by itself.
          </EmptyState>
        </Card>
      ) : null}
      {posts.data === undefined || isEmpty ? null : (
        <Card title="Posts" icon={Megaphone} flush aside={posts.data.length}>
          {posts.data.map((post) => {
            const { tone, label } = postState(post, now);
            return (
              <CardRow
                key={post.id}
                href={routeHref({ screen: 'team-post', id: post.id })}
                title={postTitle(post)}
                detail={postDetail(post, now)}
                action={<Badge tone={tone}>{label}</Badge>}
              />
            );
          })}
        </Card>
      )}
    </div>
  );
}
