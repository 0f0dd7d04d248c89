// Begins a post and goes to it.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { navigate } from '../../app/route.ts';
import { kerbdesk, value } from '../../ipc/kerbdesk.ts';
import { showProblem } from '../../ipc/problem.ts';
import { queries } from '../../ipc/queries.ts';

export function useNewPost(): { readonly start: () => void; readonly isPending: boolean } {
  const client = useQueryClient();
  const create = useMutation({
    mutationFn: () => value(kerbdesk.teamPosts.create(null)),
    onSuccess: (post) => {
      client.setQueryData(queries.teamPost(post.id).queryKey, post);
      navigate({ screen: 'team-post', id: post.id });
    },
    onError: (error) => showProblem(error, 'The post was not begun'),
  });
  return {
    isPending: create.isPending,
    start: () => {
      if (!create.isPending) create.mutate();
    },
  };
}
