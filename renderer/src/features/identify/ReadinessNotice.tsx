// Said on the way to the glass: whether a search can be made at all. Nothing is queued, because prints are never kept.
import { useQuery } from '@tanstack/react-query';
import { queries } from '../../ipc/queries.ts';
import { Button, Notice } from '../../ui/index.ts';
import { readinessWords } from './identify-words.ts';

export function ReadinessNotice() {
  const { data, refetch, isFetching } = useQuery(queries.identifyReadiness);
  if (data === undefined) return null;
  const { tone, text } = readinessWords(data);
  const isReference = data.isReference && data.gatewayProblem === null;
  if (tone === 'ok' && !isReference) return null;
  if (tone === 'ok') {
    return (
      <Notice tone="neutral" title="Training: the reference gateway">
        Its people are invented. Nobody real can be identified with it.
      </Notice>
    );
  }
  return (
    <Notice
      tone={tone}
      live
      title={data.gatewayProblem === null ? 'No reader' : 'Nobody can be identified now'}
      action={
        <Button size="small" isPending={isFetching} onPress={() => void refetch()}>
          Check again
        </Button>
      }
    >
      {text} {data.gatewayProblem === null ? '' : 'Do not take prints: they cannot be kept and sent later.'}
    </Notice>
  );
}
