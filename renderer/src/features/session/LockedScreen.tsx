// The lock screen: who, the passphrase, and an honest panel when this vault cannot be opened.
import { useMutation } from '@tanstack/react-query';
import { LockKeyhole, RotateCcw, TriangleAlert, UserPlus } from 'lucide-react';
import { useState, type ComponentType } from 'react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { OfficerId } from '#contract/ids.ts';
import { defaultSettings } from '#contract/settings.ts';
import type { Officer, SessionState, VaultSummary } from '#contract/session.ts';
import { CommandError, kerbdesk, value } from '../../ipc/kerbdesk.ts';
import { describeProblem } from '../../ipc/problem.ts';
import { queries } from '../../ipc/queries.ts';
import { useNow } from '../../format/index.ts';
import { Button, Notice, VisuallyHidden } from '../../ui/index.ts';
import { OfficerChooser, OfficerLine } from './OfficerChooser.tsx';
import { PassphraseField } from './PassphraseField.tsx';
import styles from './Session.module.css';
import { SessionFrame } from './SessionFrame.tsx';
import {
  countdown,
  lockedBecause,
  secondsUntil,
  triesWarning,
  vaultTrouble,
  type VaultTrouble,
} from './unlock-problems.ts';

interface LockedScreenProps {
  readonly session: SessionState;
  /** The cameras, for the officer whose vault offloads go to. */
  readonly cameras: ComponentType<{ readonly owner: Officer | null }>;
  readonly onCreate: () => void;
}

export function LockedScreen({ session, cameras: Cameras, onCreate }: LockedScreenProps) {
  const [chosen, setChosen] = useState<OfficerId | null>(null);
  const { data: settings = defaultSettings } = useQuery(queries.settings);
  const vault =
    session.vaults.find(({ officer }) => officer.id === (chosen ?? session.current)) ?? session.vaults[0] ?? null;
  return (
    <SessionFrame
      name="Locked"
      sentence={lockedBecause(session.lockedBecause, settings.idleLockMinutes)}
      aside={
        <>
          <Cameras owner={vault?.officer ?? null} />
          <div className={styles['otherwise']}>
            <Button variant="quiet" icon={UserPlus} onPress={onCreate}>
              Another officer: make a vault
            </Button>
          </div>
        </>
      }
    >
      <div className={styles['heading']}>
        <h1>Unlock the vault</h1>
      </div>
      {session.keystore === 'missing' && vault?.condition === 'ready' ? (
        <Notice tone="warn" title="The keystore of this laptop does not answer">
          A vault that has half of its key there cannot be opened. Sign out of the laptop and in again if yours is one.
        </Notice>
      ) : null}
      {session.vaults.length > 1 && vault !== null ? (
        <OfficerChooser vaults={session.vaults} value={vault.officer.id} onChange={setChosen} />
      ) : null}
      {vault === null ? null : <Unlock key={vault.officer.id} vault={vault} isAlone={session.vaults.length === 1} />}
      <UnreadableVaults vaults={session.unreadableVaults} />
    </SessionFrame>
  );
}

function Unlock({ vault, isAlone }: { readonly vault: VaultSummary; readonly isAlone: boolean }) {
  const { officer } = vault;
  const client = useQueryClient();
  const [passphrase, setPassphrase] = useState('');
  const [isEmptyPress, setEmptyPress] = useState(false);
  const now = useNow(500);
  const unlock = useMutation({
    mutationFn: () => value(kerbdesk.session.unlock({ officerId: officer.id, passphrase })),
    onSuccess: (state) => client.setQueryData(queries.session.queryKey, state),
    onError: () => setPassphrase(''),
  });
  const failure = unlock.error instanceof CommandError ? unlock.error : null;
  const trouble = vaultTrouble(vault, failure?.code ?? null);
  const wait = Math.max(secondsUntil(vault.retryAt, now), secondsUntil(failure?.retryAt ?? null, now));

  if (trouble !== null) {
    return (
      <>
        {isAlone ? <OfficerLine officer={officer} /> : null}
        <TroublePanel
          trouble={trouble}
          onTryAgain={() => {
            unlock.reset();
            void client.invalidateQueries({ queryKey: queries.session.queryKey });
          }}
        />
      </>
    );
  }
  const error = fieldError(unlock.error, isEmptyPress && passphrase === '');
  const warning = triesWarning(vault.triesLeft);
  return (
    <form
      className={styles['form']}
      onSubmit={(event) => {
        event.preventDefault();
        if (unlock.isPending || wait > 0) return;
        setEmptyPress(passphrase === '');
        if (passphrase !== '') unlock.mutate();
      }}
    >
      {isAlone ? <OfficerLine officer={officer} /> : null}
      <PassphraseField
        label="Passphrase"
        purpose="current"
        takesFocus
        value={passphrase}
        isReadOnly={unlock.isPending}
        onChange={setPassphrase}
        error={wait > 0 ? undefined : error}
      />
      {wait > 0 ? (
        <Notice tone="warn" title={`You can try again in ${countdown(wait)}`}>
          There were too many wrong passphrases. Nothing is lost; the wait grows with each further wrong one.
        </Notice>
      ) : null}
      {/* Said once; the seconds that pass are not read out. */}
      <VisuallyHidden>
        <span aria-live="polite">{wait > 0 && failure !== null ? failure.message : ''}</span>
      </VisuallyHidden>
      {warning === null ? null : <Notice tone={vault.triesLeft <= 2 ? 'bad' : 'warn'}>{warning}</Notice>}
      <div className={styles['actions']}>
        <Button variant="primary" type="submit" icon={LockKeyhole} isPending={unlock.isPending} isDisabled={wait > 0}>
          {unlock.isPending ? 'Opening' : 'Unlock'}
        </Button>
      </div>
    </form>
  );
}

function fieldError(error: Error | null, isEmptyPress: boolean): string | undefined {
  if (isEmptyPress) return 'Type your passphrase.';
  if (error === null) return undefined;
  return describeProblem(error).text;
}

function TroublePanel({ trouble, onTryAgain }: { readonly trouble: VaultTrouble; readonly onTryAgain: () => void }) {
  return (
    <section className={styles['trouble']} role="alert">
      <h2>
        <TriangleAlert size={20} aria-hidden />
        {trouble.title}
      </h2>
      <dl className={styles['facts']}>
        <div>
          <dt>What happened</dt>
          <dd>{trouble.happened}</dd>
        </div>
        <div>
          <dt>What is kept</dt>
          <dd>{trouble.kept}</dd>
        </div>
        <div>
          <dt>What to do</dt>
          <dd>{trouble.next}</dd>
        </div>
      </dl>
      {trouble.canTryAgain ? (
        <div className={styles['actions']}>
          <Button icon={RotateCcw} onPress={onTryAgain}>
            Try again
          </Button>
        </div>
      ) : null}
    </section>
  );
}

function UnreadableVaults({ vaults }: { readonly vaults: SessionState['unreadableVaults'] }) {
  if (vaults.length === 0) return null;
  return (
    <Notice
      tone="warn"
      title={vaults.length === 1 ? 'A vault cannot be read' : `${vaults.length} vaults cannot be read`}
    >
      <p>Nothing there was changed or deleted. Show this to IT:</p>
      <ul className={styles['unreadable']}>
        {vaults.map(({ folder, problem }) => (
          <li key={folder}>
            <code>{folder}</code>: {problem}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
