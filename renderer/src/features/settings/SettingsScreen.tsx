// Settings: how the desk looks and locks, the passphrase, and what this program is.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Coffee, HeartHandshake, Info, KeyRound, Keyboard, LockKeyhole, Palette, Stamp } from 'lucide-react';
import type { SessionState } from '#contract/session.ts';
import { defaultSettings, type SettingsValues } from '#contract/settings.ts';
import { formatBytes } from '../../format/index.ts';
import { kerbdesk, value } from '../../ipc/kerbdesk.ts';
import { showProblem } from '../../ipc/problem.ts';
import { queries } from '../../ipc/queries.ts';
import { Card, Checkbox, ScreenTitle, SegmentedControl, Select } from '../../ui/index.ts';
import { ChangePassphrase } from './ChangePassphrase.tsx';
import { ExhibitInitials } from './ExhibitInitials.tsx';
import { ForceForms } from './ForceForms.tsx';
import styles from './Settings.module.css';
import { TagTemplates } from './TagTemplates.tsx';
import { VictimContact } from './VictimContact.tsx';

const themes = [
  { id: 'system', label: 'As the laptop' },
  { id: 'light', label: 'Light' },
  { id: 'dark', label: 'Dark' },
] as const;

const whenAway = [
  { id: 'nothing', label: 'Nothing' },
  { id: 'public-place', label: 'Public place' },
  { id: 'cover', label: 'Cover' },
] as const;

const minutes = [1, 2, 3, 5, 10, 15, 30, 60];

export function SettingsScreen({ minimumPassphraseLength }: Pick<SessionState, 'minimumPassphraseLength'>) {
  const client = useQueryClient();
  const { data: settings = defaultSettings } = useQuery(queries.settings);
  const save = useMutation({
    mutationFn: (change: Partial<SettingsValues>) => value(kerbdesk.settings.set(change)),
    onSuccess: (saved) => client.setQueryData(queries.settings.queryKey, saved),
    onError: (error) => showProblem(error, 'The setting was not changed'),
  });
  const choices = [...new Set([...minutes, settings.idleLockMinutes])].toSorted((a, b) => a - b);
  return (
    <div className={styles['screen']}>
      <ScreenTitle title="Settings" subtitle="Kept in your vault. Changes count at once." />
      <Card title="Look" icon={Palette}>
        <div className={styles['rows']}>
          <div className={styles['row']}>
            <span>Theme</span>
            <SegmentedControl
              label="Theme"
              value={settings.theme}
              options={themes}
              onChange={(id) => {
                const theme = themes.find((candidate) => candidate.id === id)?.id;
                if (theme !== undefined) save.mutate({ theme });
              }}
            />
          </div>
          <Checkbox
            isSelected={settings.touch}
            onChange={(touch) => save.mutate({ touch })}
            detail="Nothing to press is smaller than 44 pixels. For a tablet, or with cold fingers."
          >
            Large targets for touch
          </Checkbox>
        </div>
      </Card>
      <Card title="Keyboard" icon={Keyboard}>
        <Checkbox
          isSelected={settings.singleKeyShortcuts}
          onChange={(singleKeyShortcuts) => save.mutate({ singleKeyShortcuts })}
          detail="Such as N for a new report. Turn them off if you dictate, or if keys are pressed by accident. Those with Ctrl stay."
        >
          Shortcuts of a single key
        </Checkbox>
      </Card>
      <TagTemplates />
      <Card title="Locking" icon={LockKeyhole}>
        <div className={styles['narrow']}>
          <Select
            label="Lock after"
            aside="time without use"
            value={String(settings.idleLockMinutes)}
            onChange={(id) => save.mutate({ idleLockMinutes: Number(id) })}
            options={choices.map((count) => ({
              id: String(count),
              label: count === 1 ? '1 minute' : `${count} minutes`,
            }))}
            hint="It also locks when the laptop sleeps or is locked. Your force may set a shorter time. An offload goes on."
          />
        </div>
      </Card>
      <Card title="In public" icon={Coffee}>
        <div className={styles['rows']}>
          <div className={styles['row']}>
            <span>When you turn to another window, and when the laptop wakes</span>
            <SegmentedControl
              label="When you turn to another window, and when the laptop wakes"
              value={settings.whenAway}
              options={whenAway}
              onChange={(id) => {
                const chosen = whenAway.find((candidate) => candidate.id === id)?.id;
                if (chosen !== undefined) save.mutate({ whenAway: chosen });
              }}
            />
          </div>
          <p className={styles['note']}>
            Public place blanks names, free text and pictures and leaves clocks, references and counts. The cover hides
            everything. Both stay until you take them away.
          </p>
        </div>
      </Card>
      <Card title="Exhibits" icon={Stamp}>
        <div className={styles['narrow']}>
          <ExhibitInitials
            saved={settings.exhibitInitials}
            onSave={(exhibitInitials) => save.mutate({ exhibitInitials })}
          />
        </div>
      </Card>
      <Card title="Letters and texts to victims" icon={HeartHandshake}>
        <div className={styles['narrow']}>
          <VictimContact saved={settings} onSave={(changed) => save.mutate(changed)} />
        </div>
      </Card>
      <Card title="Passphrase" icon={KeyRound}>
        <ChangePassphrase minimumLength={minimumPassphraseLength} />
      </Card>
      <ForceForms />
      <About />
    </div>
  );
}

function About() {
  const { data: info } = useQuery(queries.appInfo);
  return (
    <Card title="About" icon={Info}>
      {info === undefined ? null : (
        <dl className={styles['facts']}>
          <div>
            <dt>Kerbdesk</dt>
            <dd>
              {info.version}
              {info.demonstration ? ' · demonstration profile: not for real evidence' : ''}
            </dd>
          </div>
          <div>
            <dt>Runs in</dt>
            <dd>{info.host}</dd>
          </div>
          <div>
            <dt>Vaults are kept in</dt>
            <dd className={styles['path']}>{info.dataFolder}</dd>
          </div>
          <div>
            <dt>Free space there</dt>
            <dd>{info.freeBytes === null ? 'not known' : formatBytes(info.freeBytes)}</dd>
          </div>
        </dl>
      )}
    </Card>
  );
}
