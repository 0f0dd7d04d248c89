// "Likely belongs to": a report that the recording may belong to, why, and one key to say yes or no. Nothing is linked by itself.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Sparkles, TriangleAlert, Undo2 } from 'lucide-react';
import { useId, useState } from 'react';
import { referenceOf } from '#contract/forms/references.ts';
import type { Recording } from '#contract/footage.ts';
import type { MatchProposal } from '#contract/matching.ts';
import { kerbdesk, value } from '../../../ipc/kerbdesk.ts';
import { showProblem } from '../../../ipc/problem.ts';
import { queries } from '../../../ipc/queries.ts';
import { queryKeys } from '../../../ipc/query-keys.ts';
import { Button, classNames, focusTarget, useShortcut } from '../../../ui/index.ts';
import type { RecordingSaver } from '../about/recording-saver.ts';
import { categoryFieldId, matchPanelId } from '../about/use-tagging-run.ts';
import { fillFromReport } from './fill-in.ts';
import { confidenceMeans, confidenceTitles } from './match-words.ts';
import styles from './MatchPanel.module.css';

interface MatchPanelProps {
  readonly recording: Recording;
  readonly saver: RecordingSaver;
}

/** What the officer has just decided, until the next recording. */
type Decision =
  { readonly did: 'linked'; readonly words: string } | { readonly did: 'refused'; readonly proposal: MatchProposal };

export function MatchPanel({ recording, saver }: MatchPanelProps) {
  const client = useQueryClient();
  const { data: proposals = [] } = useQuery(queries.proposals(recording.id));
  const [decision, setDecision] = useState<Decision | null>(null);
  const [isBusy, setBusy] = useState(false);
  const proposal = proposals[0];
  const recordingId = recording.id;

  const decide = async (work: () => Promise<Decision | null>): Promise<void> => {
    if (isBusy) return;
    setBusy(true);
    try {
      setDecision(await work());
      await client.invalidateQueries({ queryKey: queryKeys.matching });
      // Another proposal takes the place of this one; else the fields are next.
      const next = client.getQueryData(queries.proposals(recordingId).queryKey)?.[0];
      requestAnimationFrame(() => focusTarget(next === undefined ? categoryFieldId : matchPanelId));
    } catch (error) {
      showProblem(error, 'That was not kept');
    } finally {
      setBusy(false);
    }
  };
  const link = (): void => {
    if (proposal === undefined) return;
    const { report, prefill } = proposal;
    void decide(async () => {
      saver.accept(await value(kerbdesk.matching.accept({ recordingId, reportId: report.id })));
      const filled = fillFromReport(saver, prefill);
      const taken =
        filled === null ? '' : ` Its ${filled} ${filled.includes(' and ') ? 'are' : 'is'} filled in from it.`;
      return { did: 'linked', words: `Linked to ${report.title}.${taken}` };
    });
  };
  const refuse = (): void => {
    if (proposal === undefined) return;
    void decide(async () => {
      await value(kerbdesk.matching.refuse({ recordingId, reportId: proposal.report.id }));
      return { did: 'refused', proposal };
    });
  };
  const takeBack = ({ report }: MatchProposal): void =>
    void decide(async () => {
      await value(kerbdesk.matching.takeBackRefusal({ recordingId, reportId: report.id }));
      return null;
    });

  return (
    <>
      {decision === null ? null : <Decided decision={decision} onTakeBack={takeBack} />}
      {proposal === undefined ? null : (
        <Proposal proposal={proposal} others={proposals.length - 1} onLink={link} onRefuse={refuse} />
      )}
    </>
  );
}

function Decided({
  decision,
  onTakeBack,
}: {
  readonly decision: Decision;
  readonly onTakeBack: (proposal: MatchProposal) => void;
}) {
  return (
    <div className={styles['decided']}>
      <output>
        {decision.did === 'linked'
          ? decision.words
          : `Not ${decision.proposal.report.title}. It is not proposed again.`}
      </output>
      {decision.did === 'linked' ? null : (
        <Button size="small" variant="quiet" icon={Undo2} onPress={() => onTakeBack(decision.proposal)}>
          Take back
        </Button>
      )}
    </div>
  );
}

interface ProposalProps {
  readonly proposal: MatchProposal;
  readonly others: number;
  readonly onLink: () => void;
  readonly onRefuse: () => void;
}

function Proposal({ proposal: { report, confidence, reasons }, others, onLink, onRefuse }: ProposalProps) {
  const titleId = useId();
  const group = 'Tagging';
  useShortcut('Y', onLink, { label: 'Link to the report proposed', group });
  useShortcut('N', onRefuse, { label: 'Not this report', group });
  const against = reasons.filter(({ weight }) => weight === 'against');
  const speaking = reasons.filter(({ weight }) => weight !== 'against');
  return (
    <section id={matchPanelId} tabIndex={-1} className={styles['panel']} aria-labelledby={titleId}>
      <h3 id={titleId} className={styles['title']}>
        <Sparkles size={16} aria-hidden />
        {confidenceTitles[confidence]}
      </h3>
      <p className={styles['report']}>{report.title}</p>
      <p className={styles['reference']}>
        {`${referenceOf(report)}${report.status === 'finished' ? ' · finished' : ''}`}
      </p>
      <p className={styles['reasons']}>{speaking.map(({ words }) => words).join(' · ')}</p>
      {against.map(({ words }) => (
        <p key={words} className={classNames(styles['reasons'], styles['against'])}>
          <TriangleAlert size={14} aria-hidden />
          {words}
        </p>
      ))}
      <p className={styles['means']}>{confidenceMeans[confidence]}</p>
      <div className={styles['deeds']}>
        <Button variant="primary" size="small" shortcut="Y" onPress={onLink}>
          Link
        </Button>
        <Button size="small" shortcut="N" onPress={onRefuse}>
          Not this
        </Button>
        {others === 0 ? null : (
          <span className={styles['others']}>{others === 1 ? 'one other fits less' : `${others} others fit less`}</span>
        )}
      </div>
    </section>
  );
}
