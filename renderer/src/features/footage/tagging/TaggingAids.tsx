// What makes tagging quick: a proposal to answer, templates by number, the recording before said again, and those made together.
import type { Recording } from '#contract/footage.ts';
import type { RecordingSaver } from '../about/recording-saver.ts';
import type { TaggingWalk } from '../about/use-tagging-run.ts';
import { MadeTogether } from './MadeTogether.tsx';
import { MatchPanel } from './MatchPanel.tsx';
import { QuickTags } from './QuickTags.tsx';

export interface TaggingAidsProps {
  readonly recording: Recording;
  readonly saver: RecordingSaver;
  readonly walk: TaggingWalk;
}

export function TaggingAids({ recording, saver, walk }: TaggingAidsProps) {
  // A derivative is described with what it was made from.
  if (recording.parentId !== null || recording.erasedAt !== null) return null;
  return (
    <>
      <MatchPanel recording={recording} saver={saver} />
      <QuickTags recording={recording} saver={saver} walk={walk} />
      <MadeTogether recording={recording} saver={saver} />
    </>
  );
}
