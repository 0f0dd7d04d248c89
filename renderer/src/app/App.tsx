// Chooses between first use, the lock screen and the desk, and keeps the cache, theme and locking wired.
import { QueryClientProvider, useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useState } from 'react';
import { I18nProvider } from 'react-aria-components/I18nProvider';
import { connectEvents } from '../ipc/events.ts';
import { describeProblem } from '../ipc/problem.ts';
import { createQueryClient, queries } from '../ipc/queries.ts';
import { CreateVaultScreen, LockedScreen } from '../features/session/index.ts';
import { Button, Notice, Toaster } from '../ui/index.ts';
import { useAppearance } from './appearance.ts';
import styles from './App.module.css';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { flushOnLocking } from './flush-before-lock.ts';
import { LockedCameras } from '../features/cameras/index.ts';

const Desk = lazy(async () => {
  const [{ Desk: component }] = await Promise.all([
    import('./Desk.tsx'),
    import('./forms-in-force.ts').then(({ takeOverForms }) => takeOverForms()),
  ]);
  return { default: component };
});

export function App() {
  const [client] = useState(createQueryClient);
  useEffect(() => {
    const stops = [connectEvents(client), flushOnLocking()];
    return () => {
      for (const stop of stops) stop();
    };
  }, [client]);
  return (
    <QueryClientProvider client={client}>
      <I18nProvider locale="en-GB">
        <ErrorBoundary>
          <Session />
        </ErrorBoundary>
        <Toaster />
      </I18nProvider>
    </QueryClientProvider>
  );
}

function Session() {
  useAppearance();
  const session = useQuery(queries.session);
  const [isCreating, setCreating] = useState(false);
  const phase = session.data?.phase;
  // After the vault was made, the next lock leads to the lock screen again.
  if (phase === 'unlocked' && isCreating) setCreating(false);

  if (session.data === undefined) {
    if (!session.isError) return null;
    const problem = describeProblem(session.error, 'Kerbdesk could not start');
    return (
      <main className={styles['fault']}>
        <Notice
          tone="bad"
          title={problem.title}
          action={<Button onPress={() => void session.refetch()}>Try again</Button>}
        >
          {problem.text}
        </Notice>
      </main>
    );
  }
  const state = session.data;
  if (state.phase === 'unlocked') {
    return (
      <Suspense fallback={null}>
        <Desk session={state} />
      </Suspense>
    );
  }
  const isFirstUse = state.vaults.length === 0 && state.unreadableVaults.length === 0;
  if (isFirstUse || isCreating) {
    return <CreateVaultScreen session={state} {...(isFirstUse ? {} : { onBack: () => setCreating(false) })} />;
  }
  return <LockedScreen session={state} cameras={LockedCameras} onCreate={() => setCreating(true)} />;
}
