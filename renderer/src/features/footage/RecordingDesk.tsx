// The recording screen once the recording is known: player and markers on the left, the description on the right.
import { PauseCircle } from 'lucide-react';
import type { Recording } from '#contract/footage.ts';
import { routeHref } from '../../app/route.ts';
import { Badge, classNames, ScreenTitle } from '../../ui/index.ts';
import { AboutRecording } from './about/AboutRecording.tsx';
import { BoxOverlay } from './derive/BoxOverlay.tsx';
import { BesidePicker } from './player/BesidePicker.tsx';
import { BesideStage } from './player/BesideStage.tsx';
import pairStyles from './player/BesideStage.module.css';
import { CannotBePlayed } from './player/CannotBePlayed.tsx';
import { Derivations } from './derive/Derivations.tsx';
import { DeriveButtons } from './derive/DeriveButtons.tsx';
import { DerivePanel } from './derive/DerivePanel.tsx';
import { DeriveTracks } from './derive/DeriveTracks.tsx';
import { derivativeState, displayTitle, playabilityWords, stateWords } from './footage-words.ts';
import { PlayerStage } from './player/PlayerStage.tsx';
import type { RecordingTools } from './recording-tools.ts';
import styles from './RecordingScreen.module.css';
import { SnapshotView } from './player/SnapshotView.tsx';
import { TimelineCard } from './player/TimelineCard.tsx';
import { useBeside } from './player/use-beside.ts';
import { useDerive } from './derive/use-derive.ts';
import { useFillWindow } from './player/use-fill-window.ts';
import { useMarkers } from './player/use-markers.ts';
import { useParts, usePlayer, usePlayerFailed } from './player/use-player.ts';
import { useRecordingSaver, useSaverSnapshot } from './about/use-recording-saver.ts';

export const backToFootage = { href: routeHref({ screen: 'footage' }), label: 'All footage' };

interface RecordingDeskProps {
  readonly recording: Recording;
  readonly tools: RecordingTools;
}

export function RecordingDesk({ recording: opened, tools }: RecordingDeskProps) {
  const saver = useRecordingSaver(opened);
  const { draft } = useSaverSnapshot(saver);
  const recording = draft.base;
  const player = usePlayer(recording);
  const refused = usePlayerFailed(player);
  const parts = useParts(player);
  const markers = useMarkers(recording, saver, player);
  const derive = useDerive(recording, player, markers);
  const fillWindow = useFillWindow();
  const beside = useBeside();
  const state = stateWords[recording.state];
  const odd = playabilityWords(recording.media.playability);
  const playable = parts.some((part) => part.playable) && !refused;

  return (
    <div className={styles['screen']}>
      <div className={styles['layout']}>
        <div className={classNames(styles['watch'], (fillWindow.isOn || beside.isOpen) && styles['full'])}>
          <ScreenTitle
            title={displayTitle({ title: draft.shown.title, fileName: recording.fileName })}
            back={backToFootage}
            actions={
              <>
                {playable && derive.kind === null && !beside.isOpen ? <DeriveButtons derive={derive} /> : null}
                {tools.actions(recording)}
              </>
            }
            badges={
              <>
                <Badge tone={state.tone} icon={state.icon}>
                  {recording.parentId === null ? state.label : derivativeState(recording)}
                </Badge>
                {recording.exhibit === null ? null : <Badge tone="accent">{recording.exhibit}</Badge>}
                {recording.onHold ? (
                  <Badge tone="accent" icon={PauseCircle}>
                    On hold
                  </Badge>
                ) : null}
                {odd === null || !playable ? null : (
                  <Badge tone={odd.tone} icon={odd.icon}>
                    {odd.label}
                  </Badge>
                )}
              </>
            }
          />
          {playable ? (
            <>
              <div className={classNames(pairStyles['stages'], beside.other !== null && pairStyles['pair'])}>
                <PlayerStage recording={recording} player={player}>
                  {derive.kind === 'redaction' ? <BoxOverlay derive={derive} player={player} /> : null}
                </PlayerStage>
                {beside.other === null ? null : (
                  <BesideStage
                    key={beside.other.id}
                    recording={recording}
                    player={player}
                    other={beside.other}
                    onClose={beside.close}
                  />
                )}
              </div>
              <TimelineCard
                recording={recording}
                player={player}
                markers={markers}
                fillWindow={fillWindow}
                beside={derive.kind === null ? beside : null}
              />
              {derive.kind === null ? null : <DeriveTracks derive={derive} player={player} kind={derive.kind} />}
            </>
          ) : (
            <NothingPlays recording={recording} refused={refused} />
          )}
        </div>
        <BesidePicker
          recording={recording}
          isOpen={beside.isChoosing}
          onClose={beside.stopChoosing}
          onChoose={beside.open}
        />
        {recording.deletedAfter !== null ? (
          tools.departing(recording)
        ) : derive.kind === null ? (
          <AboutRecording
            recording={recording}
            saver={saver}
            panels={
              <>
                <Derivations recording={recording} />
                {tools.panels(recording)}
              </>
            }
          />
        ) : (
          <DerivePanel recording={recording} player={player} derive={derive} kind={derive.kind} />
        )}
      </div>
    </div>
  );
}

function NothingPlays({ recording, refused }: { readonly recording: Recording; readonly refused: boolean }) {
  if (recording.kind === 'snapshot') return <SnapshotView recording={recording} />;
  return <CannotBePlayed recording={recording} refused={refused} />;
}
