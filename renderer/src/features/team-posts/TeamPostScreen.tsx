// One post: its details, its wording, what it is warned of, and the networks it can be handed to.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Trash2 } from 'lucide-react';
import { useDeferredValue } from 'react';
import type { TeamPostId } from '#contract/ids.ts';
import type { PostCheck, TeamPost, TeamPostContent } from '#contract/team-posts.ts';
import { leavesAt, postText } from '#contract/team-posts/post-text.ts';
import { navigate, routeHref } from '../../app/route.ts';
import { useNow } from '../../format/index.ts';
import type { FieldSaver } from '../../ipc/field-saver.ts';
import { kerbdesk, value } from '../../ipc/kerbdesk.ts';
import { describeProblem, showProblem } from '../../ipc/problem.ts';
import { queries } from '../../ipc/queries.ts';
import { useSettled } from '../../ipc/use-settled.ts';
import { Badge, Button, Notice, SaveState, ScreenTitle, Skeleton } from '../../ui/index.ts';
import { HandOverCard } from './HandOverCard.tsx';
import { usePostSaver } from './open-posts.ts';
import { PostDetails } from './PostDetails.tsx';
import { postState } from './post-words.ts';
import { PreviewCard } from './PreviewCard.tsx';
import styles from './TeamPosts.module.css';
import { WarningsCard } from './WarningsCard.tsx';

/** A short pause: every check reads the vault. */
const typingPauseMilliseconds = 200;
/** Nothing is known of an empty post, and nothing has to be. */
const nothingToCheck: PostCheck = { findings: [], reportsCompared: 0, reportsTotal: 0 };

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
  const settled = useSettled(useDeferredValue(text), typingPauseMilliseconds);
  const check = useQuery({ ...queries.teamPostCheck(settled), enabled: settled.trim() !== '' });
  const shownCheck = text.trim() === '' ? nothingToCheck : check.data;
  const isChecked = shownCheck === nothingToCheck || (settled === text && check.isSuccess && !check.isPlaceholderData);
  const findings = shownCheck?.findings ?? [];
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
            <SaveState autosave={state.autosave} onTryNow={() => void saver.flush()} />
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
            check={shownCheck === nothingToCheck ? undefined : shownCheck}
            isChecked={isChecked}
            error={check.error}
            beforeChange={async () => await saver.flush()}
          />
          <HandOverCard post={shown} check={shownCheck} saver={saver} now={now} />
        </div>
      </div>
    </div>
  );
}

function Remove({ id, saver }: { readonly id: TeamPostId; readonly saver: FieldSaver<TeamPostContent> }) {
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
