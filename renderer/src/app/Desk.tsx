// The desk of an unlocked officer: rail, top bar, the screen, and what lies over all of it.
import { Suspense, useEffect, useRef, useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import type { SessionState } from '#contract/session.ts';
import { defaultSettings } from '#contract/settings.ts';
import { queries } from '../ipc/queries.ts';
import { beginPublicPlace, endPublicPlace, pressPublicPlace, usePublicPlace } from '../public-place/public-place.ts';
import { useKnownWords } from '../public-place/use-known-words.ts';
import { useWhenAway } from '../public-place/when-away.ts';
import { Skeleton, screenTitleId, useShortcut } from '../ui/index.ts';
import { CommandPalette } from './CommandPalette.tsx';
import styles from './Desk.module.css';
import { deskShortcuts } from './desk-shortcuts.ts';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { lockDesk } from './flush-before-lock.ts';
import { startNote } from './new-note.ts';
import { PrivacyCover } from './PrivacyCover.tsx';
import { Rail } from './Rail.tsx';
import { useReadyReminder } from './ready-reminder.ts';
import { routeHref, useRoute } from './route.ts';
import { CurrentScreen, screenNames } from './screens.tsx';
import { ShortcutsOverview } from './ShortcutsOverview.tsx';
import { TopBar } from './TopBar.tsx';

/** A new screen's heading takes the focus, so that it is read out and Tab goes on from there. */
function useFocusOnScreenChange(href: string): void {
  const shown = useRef(href);
  useEffect(() => {
    if (shown.current === href) return undefined;
    shown.current = href;
    // A screen that is loaded for the first time takes a moment to appear.
    let triesLeft = 300;
    const focusedBefore = document.activeElement;
    let frame = 0;
    const attempt = (): void => {
      const content = document.getElementById('content');
      // A field of the new screen that has taken the focus already keeps it.
      const focused = document.activeElement;
      if (content?.contains(focused) === true && focused !== content) return;
      // Nor is the focus taken from where the officer has moved it meanwhile.
      if (focused !== focusedBefore && focused !== document.body) return;
      const title = document.getElementById(screenTitleId);
      triesLeft -= 1;
      // While a screen is being loaded, React keeps the one before in the page, hidden.
      if (title?.checkVisibility() === true) title.focus();
      else if (triesLeft > 0) frame = requestAnimationFrame(attempt);
    };
    frame = requestAnimationFrame(attempt);
    return () => cancelAnimationFrame(frame);
  }, [href]);
}

export function Desk({ session }: { readonly session: SessionState }) {
  const route = useRoute();
  const href = routeHref(route);
  const content = useRef<HTMLElement>(null);
  const [isPaletteOpen, setPaletteOpen] = useState(false);
  const [isOverviewOpen, setOverviewOpen] = useState(false);
  const [isCovered, setCovered] = useState(false);
  const isPublic = usePublicPlace();
  const { data: settings = defaultSettings } = useQuery(queries.settings);
  const officer = session.vaults.find((vault) => vault.officer.id === session.current)?.officer ?? null;

  useFocusOnScreenChange(href);
  useReadyReminder();
  useEffect(() => {
    document.title = `${screenNames[route.screen]} · Kerbdesk`;
    content.current?.scrollTo(0, 0);
  }, [route]);

  const lock = (): void => void lockDesk();
  const togglePublicPlace = isPublic ? endPublicPlace : beginPublicPlace;
  useShortcut(deskShortcuts.lock, lock, { label: 'Lock the vault', always: true });
  useShortcut(deskShortcuts.cover, () => setCovered((covered) => !covered), {
    label: 'Cover the screen',
    always: true,
  });
  useShortcut(deskShortcuts.publicPlace, pressPublicPlace, {
    label: isPublic ? 'Held: show what you point at' : 'Public place: blank names and pictures',
    always: true,
  });
  useShortcut(deskShortcuts.endPublicPlace, endPublicPlace, {
    label: 'Leave the public place: show all again',
    always: true,
    when: isPublic,
  });
  useKnownWords(isPublic);
  useWhenAway({
    setting: settings.whenAway,
    lockedBecause: session.lockedBecause,
    cover: () => setCovered(true),
  });
  useShortcut(deskShortcuts.palette, () => setPaletteOpen(true), { label: 'Find anything or run a command' });
  useShortcut(deskShortcuts.newNote, () => startNote(), { label: 'New note' });
  useShortcut(deskShortcuts.overview, () => setOverviewOpen(true), { label: 'Show these shortcuts' });

  return (
    <div className={styles['desk']}>
      <button type="button" className={styles['skip']} onClick={() => content.current?.focus()}>
        Skip to the content
      </button>
      <Rail officer={officer} />
      <TopBar
        isPublic={isPublic}
        onSearch={() => setPaletteOpen(true)}
        onPublicPlace={togglePublicPlace}
        onCover={() => setCovered(true)}
        onLock={lock}
      />
      <main ref={content} id="content" tabIndex={-1} className={styles['content']}>
        <ErrorBoundary resetKey={href}>
          <Suspense fallback={<Skeleton lines={4} height={2.5} />}>
            <CurrentScreen route={route} officer={officer} session={session} />
          </Suspense>
        </ErrorBoundary>
      </main>
      <CommandPalette
        isOpen={isPaletteOpen}
        onClose={() => setPaletteOpen(false)}
        deeds={{
          lock,
          cover: () => setCovered(true),
          isPublic,
          togglePublicPlace,
          showShortcuts: () => setOverviewOpen(true),
        }}
      />
      <ShortcutsOverview isOpen={isOverviewOpen} onClose={() => setOverviewOpen(false)} />
      <PrivacyCover isOpen={isCovered} onOpen={() => setCovered(false)} onLock={lock} />
    </div>
  );
}
