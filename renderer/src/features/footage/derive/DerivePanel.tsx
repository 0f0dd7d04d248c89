// Beside the picture while a clip or a redaction is prepared: the stretch, what is covered and muted, why, and the way to make it.
import { Flag, FlagOff, Trash2, X } from 'lucide-react';
import { useId } from 'react';
import type { Recording } from '#contract/footage.ts';
import type { PlaylistPart } from '#contract/playlist.ts';
import type { DraftKind } from '#contract/recipe.ts';
import { Button, IconButton, Notice, RadioGroup, TextField, useShortcut } from '../../../ui/index.ts';
import { BoxList } from './BoxList.tsx';
import styles from './DerivePanel.module.css';
import side from '../SidePanel.module.css';
import { whatIsMissing } from './derive-state.ts';
import { MuteList } from './MuteList.tsx';
import type { Player } from '../player/player.ts';
import { RenderDialog } from './RenderDialog.tsx';
import { TimeField } from './TimeField.tsx';
import type { Derive } from './use-derive.ts';
import { useKeyPicture } from './use-key-picture.ts';
import { useDuration, useParts } from '../player/use-player.ts';
import { useRendering } from './use-rendering.ts';

interface DerivePanelProps {
  readonly recording: Recording;
  readonly player: Player;
  readonly derive: Derive;
}

const words: Readonly<Record<DraftKind, { title: string; make: string; explain: string }>> = {
  clip: {
    title: 'Make a clip',
    make: 'Make the clip',
    explain: 'A copy of part of the recording. The recording itself stays as it is.',
  },
  redaction: {
    title: 'Redact',
    make: 'Make the redaction',
    explain: 'A copy with faces or voices taken out for good. The recording itself stays as it is.',
  },
};

const group = 'Clip and redaction';

export function DerivePanel({ recording, player, derive, kind }: DerivePanelProps & { readonly kind: DraftKind }) {
  const { draft, change, here } = derive;
  const titleId = useId();
  const duration = useDuration(player);
  const rendering = useRendering(recording, player);
  const parts = useParts(player);
  const missing = whatIsMissing(kind, draft, { duration, parts });
  const start = (): void => {
    const { startSeconds } = here();
    change((before) => ({ ...before, startSeconds }));
  };
  const end = async (): Promise<void> => {
    const endSeconds = Math.min(duration, (await derive.pictures.settled()).endSeconds);
    change((before) => ({ ...before, endSeconds }));
  };
  const make = (): void => {
    if (missing === null) rendering.make(kind, draft);
  };
  useShortcut('I', start, { label: 'Start here', group });
  useShortcut('O', () => void end(), { label: 'End with this picture', group });
  useShortcut('Ctrl+Enter', make, { label: words[kind].make, group });
  useShortcut('Escape', derive.leave, { label: 'Back; what was prepared is kept', group });

  return (
    <section className={side['panel']} aria-labelledby={titleId}>
      <header className={side['header']}>
        <h2 id={titleId}>{words[kind].title}</h2>
        <IconButton icon={Trash2} label="Discard what was prepared" size="small" onPress={derive.discard} />
        <IconButton
          icon={X}
          label="Back; what was prepared is kept"
          shortcut="Escape"
          size="small"
          onPress={derive.leave}
        />
      </header>
      <div className={side['body']}>
        <p className={styles['explain']}>{words[kind].explain}</p>
        <div className={styles['times']}>
          <TimeField
            label="From"
            seconds={draft.startSeconds}
            onChange={(startSeconds) => change((before) => ({ ...before, startSeconds }))}
          />
          <TimeField
            label="To"
            seconds={draft.endSeconds}
            onChange={(endSeconds) => change((before) => ({ ...before, endSeconds }))}
          />
          <Button size="small" icon={Flag} shortcut="I" onPress={start}>
            Start here
          </Button>
          <Button size="small" icon={FlagOff} shortcut="O" onPress={() => void end()}>
            End here
          </Button>
        </div>
        {kind === 'clip' ? (
          <CutChoice parts={parts} derive={derive} />
        ) : (
          <>
            <BoxList derive={derive} player={player} />
            <MuteList derive={derive} />
          </>
        )}
        <TextField
          label="Reason"
          aside="optional"
          value={draft.reason}
          maxLength={500}
          onChange={(reason) => change((before) => ({ ...before, reason }))}
          hint="Goes into the recipe and the audit trail."
        />
        {rendering.problem === null ? null : (
          <Notice tone="bad" title={rendering.problem.title} live>
            {rendering.problem.text} What you prepared is kept.
          </Notice>
        )}
      </div>
      <footer className={styles['footer']}>
        <p className={styles['missing']}>{missing ?? ''}</p>
        <Button variant="primary" shortcut="Ctrl+↵" isDisabled={missing !== null} onPress={make}>
          {words[kind].make}
        </Button>
      </footer>
      <RenderDialog kind={kind} rendering={rendering} />
    </section>
  );
}

function CutChoice({ parts, derive }: { readonly parts: readonly PlaylistPart[]; readonly derive: Derive }) {
  const { draft, change } = derive;
  const key = useKeyPicture(parts, draft.startSeconds);
  const early = key === null ? 0 : draft.startSeconds - key;
  const begins =
    early < 0.001
      ? 'Starts exactly there.'
      : `Starts ${early.toFixed(2)} s earlier, at the key picture: a copy cannot begin anywhere else.`;
  return (
    <RadioGroup
      label="Cut"
      value={draft.cut}
      onChange={(cut) => change((before) => ({ ...before, cut: cut === 'exact' ? 'exact' : 'key-frame' }))}
      options={[
        { id: 'key-frame', label: 'Copied bit for bit', detail: begins },
        { id: 'exact', label: 'Exact', detail: 'Pictures are encoded again; the first and last are those you chose.' },
      ]}
    />
  );
}
