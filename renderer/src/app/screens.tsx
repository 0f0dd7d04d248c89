// Which screen a route shows; all but Today and those whose deeds are on other screens too are loaded when they are first gone to.
import { lazy, Suspense } from 'react';
import type { ReportId } from '#contract/ids.ts';
import type { Officer, SessionState } from '#contract/session.ts';
import { CamerasPanel } from '../features/cameras/index.ts';
import { ExhibitScreen, ExhibitsScreen } from '../features/exhibits/index.ts';
import { PrintButton, type PrintButtonProps } from '../features/printing/index.ts';
import { ReviewScreen } from '../features/retention/index.ts';
import { TodayScreen } from '../features/today/index.ts';
import { chosenTools, recordingTools } from './recording-tools.tsx';
import type { Route, Screen } from './route.ts';

const AuditScreen = lazy(() =>
  import('../features/audit/index.ts').then(({ AuditScreen: component }) => ({ default: component })),
);
const FootageScreen = lazy(() =>
  import('../features/footage/index.ts').then(({ FootageScreen: component }) => ({ default: component })),
);
const IdentifyScreen = lazy(() =>
  import('../features/identify/index.ts').then(({ IdentifyScreen: component }) => ({ default: component })),
);
const IdentificationScreen = lazy(() =>
  import('../features/identify/index.ts').then(({ IdentificationScreen: component }) => ({ default: component })),
);
const IdentifyCard = lazy(() =>
  import('../features/identify/index.ts').then(({ IdentifyCard: component }) => ({ default: component })),
);
const KnownScreen = lazy(() =>
  import('../features/known/index.ts').then(({ KnownScreen: component }) => ({ default: component })),
);
const RecordingScreen = lazy(() =>
  import('../features/footage/index.ts').then(({ RecordingScreen: component }) => ({ default: component })),
);
const NotebookScreen = lazy(() =>
  import('../features/notebook/index.ts').then(({ NotebookScreen: component }) => ({ default: component })),
);
const ReportScreen = lazy(() =>
  import('../features/reports/index.ts').then(({ ReportScreen: component }) => ({ default: component })),
);
const ReportsScreen = lazy(() =>
  import('../features/reports/index.ts').then(({ ReportsScreen: component }) => ({ default: component })),
);
const SettingsScreen = lazy(() =>
  import('../features/settings/index.ts').then(({ SettingsScreen: component }) => ({ default: component })),
);

const VictimsCard = lazy(() =>
  import('../features/victims/index.ts').then(({ VictimsCard: component }) => ({ default: component })),
);
const VictimsScreen = lazy(() =>
  import('../features/victims/index.ts').then(({ VictimsScreen: component }) => ({ default: component })),
);
const TeamPostsScreen = lazy(() =>
  import('../features/team-posts/index.ts').then(({ TeamPostsScreen: component }) => ({ default: component })),
);
const TeamPostScreen = lazy(() =>
  import('../features/team-posts/index.ts').then(({ TeamPostScreen: component }) => ({ default: component })),
);

/** For the window's title, which never says what is on the screen: others see it as well. */
export const screenNames: Readonly<Record<Screen, string>> = {
  today: 'Today',
  reports: 'Reports',
  report: 'Report',
  victims: 'Victims',
  notebook: 'Notebook',
  footage: 'Footage',
  recording: 'Recording',
  review: 'Deletion review',
  exhibits: 'Exhibits',
  exhibit: 'Exhibit',
  identify: 'Identify',
  identification: 'Identification',
  known: 'People & places',
  'team-posts': 'Team posts',
  'team-post': 'Team post',
  audit: 'Audit',
  settings: 'Settings',
};

const printButton = (report: PrintButtonProps) => <PrintButton {...report} />;

/** They come a moment after the report, and never keep it waiting. */
const peopleCards = (reportId: ReportId) => (
  <Suspense fallback={null}>
    <VictimsCard reportId={reportId} />
    <IdentifyCard reportId={reportId} />
  </Suspense>
);

interface CurrentScreenProps {
  readonly route: Route;
  readonly officer: Officer | null;
  readonly session: SessionState;
}

export function CurrentScreen({ route, officer, session }: CurrentScreenProps) {
  switch (route.screen) {
    case 'today':
      return <TodayScreen officer={officer} cameras={<CamerasPanel />} />;
    case 'audit':
      return <AuditScreen subjectId={route.subjectId ?? null} />;
    case 'settings':
      return <SettingsScreen minimumPassphraseLength={session.minimumPassphraseLength} />;
    case 'footage':
      return <FootageScreen chosenTools={chosenTools} />;
    case 'recording':
      return <RecordingScreen key={route.id} id={route.id} tools={recordingTools} />;
    case 'review':
      return <ReviewScreen />;
    case 'exhibits':
      return <ExhibitsScreen />;
    case 'exhibit':
      return <ExhibitScreen key={route.id} id={route.id} />;
    case 'identify':
      return <IdentifyScreen />;
    case 'identification':
      return <IdentificationScreen key={route.id} id={route.id} />;
    case 'known':
      return <KnownScreen id={route.id ?? null} />;
    case 'notebook':
      return <NotebookScreen id={route.note ?? null} />;
    case 'team-posts':
      return <TeamPostsScreen />;
    case 'team-post':
      return <TeamPostScreen key={route.id} id={route.id} />;
    case 'reports':
      return <ReportsScreen />;
    case 'report':
      return <ReportScreen key={route.id} id={route.id} print={printButton} peopleCards={peopleCards(route.id)} />;
    case 'victims':
      return <VictimsScreen key={route.id} id={route.id} />;
    default:
      return route satisfies never;
  }
}
