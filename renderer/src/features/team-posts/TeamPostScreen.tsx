// One post: its details, its wording, what it is warned of, and the networks it can be handed to.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Save, Trash2, TriangleAlert } from 'lucide-react';
import { useDeferredValue } from 'react';
import type { TeamPostId } from '#contract/ids.ts';
import type { TeamPost } from '#contract/team-posts.ts';
import { leavesAt, postText } from '#contract/team-posts/post-text.ts';
import { navigate, routeHref } from '../../app/route.ts';
import { useNow } from '../../format/index.ts';
import { kerbdesk, value } from '../../ipc/kerbdesk.ts';
import { describeProblem, showProblem } from '../../ipc/problem.ts';
import { queries } from '../../ipc/queries.ts';
import { Badge, Button, Notice, ScreenTitle, Skeleton } from '../../ui/index.ts';
import { HandOverCard } from './HandOverCard.tsx';
import { usePostSaver } from './open-posts.ts';
import { PostDetails } from './PostDetails.tsx';
import type { PostSaver, SaverState } from './post-saver.ts';
import { postState } from './post-words.ts';
import { PreviewCard } from './PreviewCard.tsx';
import styles from './TeamPosts.module.css';
import { useSettled } from './use-settled.ts';
import { WarningsCard } from './WarningsCard.tsx';

export function TeamPostScreen({ id }: { readonly id: TeamPostId }) {
  const post = useQuery(queries.teamPost(id));
  if (post.data !== undefined) return <Post post={post.data} />;
  return (
    <div className={styles['screen']}>
      <ScreenTitle title="Team post" back={{ href: routeHref({ screen: 'team-posts' }), label: 'All team posts' }} />
      {post.isError ? (
        <Notice
          tone="bad"
          live
          title="This post could not be opened"
          action={<Button onPress={() => void post.refetch()}>Try again</Button>}
        >
          {describeProblem(post.error).text}
        </Notice>
      ) : (
        <Skeleton lines={5} height={3} />
      )}
    </div>
  );
}

function Post({ post }: { readonly post: TeamPost }) {
  const { saver, state } = usePostSaver(post);
  const now = useNow(5000);
  const { content } = state;
  const text = postText(content);
  const settled = useSettled(useDeferredValue(text));
  const check = useQuery({ ...queries.teamPostCheck(settled), enabled: settled.trim() !== '' });
  const isChecked = text.trim() === '' || (settled === text && check.data !== undefined && !check.isPlaceholderData);
  const findings = text.trim() === '' ? [] : (check.data?.findings ?? []);
  // As it is typed: the saved one may be half a second older.
  const shown = { ...post, content, leavesAt: leavesAt(content) };
  const { tone, label } = postState(shown, now);
  return (
    <div className={styles['screen']}>
      <ScreenTitle
        title="Team post"
        subtitle="Checked here, posted by you on the network’s own page"
        back={{ href: routeHref({ screen: 'team-posts' }), label: 'All team posts' }}
        badges={
          <>
            <Badge tone={tone}>{label}</Badge>
            <Saved saver={saver} state={state} />
          </>
        }
        actions={post.handOvers.length > 0 ? undefined : <Remove id={post.id} saver={saver} />}
      />
      <div className={styles['columns']}>
        <div className={styles['column']}>
          <PostDetails content={content} onChange={(part) => saver.change(part)} onLeave={() => void saver.flush()} />
        </div>
        <div className={styles['column']}>
          <PreviewCard
            text={text}
            findings={isChecked ? findings : []}
            isOwnWording={content.wording !== null}
            onChange={(wording) => saver.change({ wording })}
            onLeave={() => void saver.flush()}
          />
          <WarningsCard
            post={shown}
            findings={findings}
            check={text.trim() === '' ? undefined : check.data}
            isChecked={isChecked}
            error={check.error}
            beforeChange={async () => await saver.flush()}
          />
          <HandOverCard
            post={shown}
            findings={findings}
            isKnown={text.trim() === '' || check.data !== undefined}
            saver={saver}
            now={now}
          />
        </div>
      </div>
    </div>
  );
}

function Saved({ saver, state }: { readonly saver: PostSaver; readonly state: SaverState }) {
  if (state.status === 'failed') {
    return (
      <span className={styles['failed']} role="alert">
        <Badge tone="bad" icon={TriangleAlert}>
          Not saved
        </Badge>
        <span>{state.problem} It stays on this screen, and saving is tried again.</span>
        <Button size="small" onPress={() => void saver.flush()}>
          Save now
        </Button>
      </span>
    );
  }
  if (state.status === 'saving') return <Badge>Saving…</Badge>;
  return state.savedOnce ? (
    <Badge tone="ok" icon={Save}>
      Saved on this laptop
    </Badge>
  ) : null;
}

function Remove({ id, saver }: { readonly id: TeamPostId; readonly saver: PostSaver }) {
  const client = useQueryClient();
  const remove = useMutation({
    mutationFn: async () => {
      await saver.flush();
      return await value(kerbdesk.teamPosts.remove({ id }));
    },
    onSuccess: () => {
      navigate({ screen: 'team-posts' }, { replace: true });
      client.removeQueries({ queryKey: queries.teamPost(id).queryKey });
    },
    onError: (error) => showProblem(error, 'The post was not removed'),
  });
  return (
    <Button variant="quiet" icon={Trash2} isPending={remove.isPending} onPress={() => remove.mutate()}>
      Remove draft
    </Button>
  );
}
