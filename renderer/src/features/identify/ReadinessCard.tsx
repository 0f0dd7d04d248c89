// Whether anybody can be identified now: said before a finger is laid on the glass, since prints are never kept for later.
import { useQuery } from '@tanstack/react-query';
import { RefreshCw, ScanLine, Server } from 'lucide-react';
import { describeProblem } from '../../ipc/problem.ts';
import { queries } from '../../ipc/queries.ts';
import { Badge, Button, Card, CardRow, Notice, Skeleton } from '../../ui/index.ts';

export function ReadinessCard() {
  const { data, error, refetch, isFetching } = useQuery(queries.identifyReadiness);
  const again = (
    <Button size="small" variant="quiet" icon={RefreshCw} isPending={isFetching} onPress={() => void refetch()}>
      Check again
    </Button>
  );
  if (error !== null) {
    return (
      <Notice tone="bad" live title="Reader and gateway could not be checked" action={again}>
        {describeProblem(error).text}
      </Notice>
    );
  }
  if (data === undefined) return <Skeleton lines={2} height={3.25} />;
  const { readers, gatewayProblem, isReference } = data;
  return (
    <Card title="What is there to identify with" aside={again} flush>
      {readers.length === 0 ? (
        <CardRow
          lead={<ScanLine size={20} aria-hidden />}
          title="No fingerprint reader"
          detail="Plug one in: it shows here by itself."
          action={<Badge tone="warn">Not plugged in</Badge>}
        />
      ) : (
        readers.map((reader) => (
          <CardRow
            key={reader.id}
            lead={<ScanLine size={20} aria-hidden />}
            title={reader.name}
            detail={[
              reader.fingersAtOnce === 1 ? 'one finger at a time' : `up to ${reader.fingersAtOnce} fingers at once`,
              ...(reader.isSimulated ? ['simulated: for training, it reads nobody’s finger'] : []),
            ].join(' · ')}
            action={<Badge tone="ok">Ready</Badge>}
          />
        ))
      )}
      <CardRow
        lead={<Server size={20} aria-hidden />}
        title={isReference ? 'Reference gateway' : 'Gateway'}
        detail={
          gatewayProblem === null
            ? isReference
              ? 'For training: its people are invented, and nobody real is in it.'
              : 'Police and immigration records can be asked.'
            : `${gatewayProblem.words} Nothing is kept to be sent later.`
        }
        action={gatewayProblem === null ? <Badge tone="ok">Answers</Badge> : <Badge tone="bad">Not now</Badge>}
      />
    </Card>
  );
}
