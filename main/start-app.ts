// Starts and stops the program's parts in order. Composition roots hand in the natives; everything else is the same for all.
import { statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { KerbdeskError } from '#contract/errors.ts';
import { bringFormsIntoForce } from '#contract/report-forms.ts';
import type { OfficerId } from '#contract/ids.ts';
import type { Officer } from '#contract/session.ts';
import { createAppHandlers } from './features/app/index.ts';
import { createAuditHandlers } from './features/audit/index.ts';
import { createCamerasService, createOffloadDesk } from './features/cameras/index.ts';
import { createDocumentsService, createSigningHandlers } from './features/documents/index.ts';
import { createExportsHandlers } from './features/exports/index.ts';
import { createExhibitsHandlers } from './features/exhibits/index.ts';
import { createDerivativesHandlers, createEvidenceRoute, createFootageService } from './features/footage/index.ts';
import { createIdentifyService } from './features/identify/index.ts';
import { createKnownHandlers } from './features/known/index.ts';
import { createMatchingHandlers } from './features/matching/index.ts';
import { createNotebookHandlers, createNoteRoute, isOfNotes } from './features/notebook/index.ts';
import { createPicturesHandlers } from './features/pictures/index.ts';
import { createReportsHandlers } from './features/reports/index.ts';
import { createRetentionService } from './features/retention/index.ts';
import { createSearchHandlers } from './features/search/index.ts';
import { createSessionService, watchIdle } from './features/session/index.ts';
import { createSettingsService } from './features/settings/index.ts';
import { createStats19Handlers } from './features/stats19/index.ts';
import { createTaggingHandlers } from './features/tagging/index.ts';
import { createTeamPostsHandlers } from './features/team-posts/index.ts';
import { createTodayHandlers } from './features/today/index.ts';
import { createVictimsService } from './features/victims/index.ts';
import { createEventBus } from './ipc/event-bus.ts';
import { createJobs } from './ipc/jobs.ts';
import { registerCommands } from './ipc/register-commands.ts';
import type { Clock } from './ports/clock.ts';
import type { DeviceHostStart } from './ports/device-host.ts';
import type { Keystore } from './ports/keystore.ts';
import type { Logger } from './ports/logger.ts';
import type { ProcessHost } from './ports/process-host.ts';
import type { Shell } from './ports/shell.ts';
import { toError } from './ports/to-error.ts';
import { openCameraOwners } from './storage/device/camera-owners.ts';
import { openOffloadKeys } from './storage/device/offload-keys.ts';
import { openDeskState } from './storage/device/desk-state.ts';
import { handOutFile, handOutFiles } from './storage/export/hand-out-file.ts';
import { readForceForms } from './storage/device/force-forms-file.ts';
import { readDevicePolicy } from './storage/device/device-policy.ts';
import { readDeviceSecret } from './storage/device/device-secret.ts';
import { createVaultDirectory } from './storage/vault/vault-directory.ts';

export interface Natives {
  readonly dataFolder: string;
  readonly demonstration: boolean;
  readonly shell: Shell;
  readonly keystore: Keystore;
  readonly processes: ProcessHost;
  readonly clock: Clock;
  readonly logger: Logger;
  /** What IT's policy says of cameras is added to it. */
  readonly deviceHostStart: Omit<DeviceHostStart, 'cameraLayouts' | 'cameraPlugIns'>;
}

/**
 * Opens the program's window; resolves when it is usable.
 * @throws KerbdeskError where device.json, IT's policy, cannot be read: the root shows its message and ends.
 */
export async function startApp(natives: Natives): Promise<void> {
  const { dataFolder, shell, clock, logger } = natives;
  const policy = await readDevicePolicy(dataFolder);
  const forms = await readForceForms(dataFolder);
  if (forms.state === 'refused') logger.warn('forms.json is not in force', { problems: forms.problems.join(' ') });
  bringFormsIntoForce(forms.configuration);
  const deviceSecret = await readDeviceSecret(dataFolder, natives.keystore, logger);
  const desk = openDeskState(dataFolder, logger);
  const directory = createVaultDirectory(dataFolder);
  const { resumeKey } = deviceSecret;
  const secrets = resumeKey && {
    resumeKey,
    keys: await openOffloadKeys(dataFolder, resumeKey),
    owners: await openCameraOwners(dataFolder, resumeKey),
  };

  const events = createEventBus((channel, payload) => shell.send(channel, payload), logger);
  const jobs = createJobs((progress) => events.emit('jobs', 'progress', progress));

  const session = createSessionService({
    processes: natives.processes,
    directory,
    policy,
    deviceSecret,
    desk,
    clock,
    events,
    logger,
    reloadWindows: () => shell.reloadWindows(),
  });
  const vault = () => session.vault();
  const settings = createSettingsService({
    vault,
    isUnlocked: () => session.unlockedOfficer() !== null,
    desk,
    policy,
    forms,
    clock,
    events,
    applyTheme: (theme) => shell.applyTheme(theme),
  });
  const footage = createFootageService({ vault, deviceSecret, clock, events, logger });
  const retention = createRetentionService({
    vault,
    isUnlocked: () => session.unlockedOfficer() !== null,
    policy: policy.retention,
    clock,
    events,
    logger,
  });
  const victims = createVictimsService({
    vault,
    isUnlocked: () => session.unlockedOfficer() !== null,
    rules: policy.victimUpdates,
    clock,
    events,
  });
  const offloadDesk = createOffloadDesk({
    directory,
    escrowPublicKey: policy.escrowPublicKey,
    secrets,
    evidenceFolder: (folder) => join(folder, 'evidence'),
    current: async () => (await session.state()).current,
    clock,
    logger,
  });
  const cameras = createCamerasService({
    processes: natives.processes,
    start: {
      ...natives.deviceHostStart,
      cameraLayouts: policy.cameraLayouts,
      cameraPlugIns: policy.cameraPlugIns,
    },
    chooseFolder: () =>
      shell.chooseFolder({ title: 'Import recordings from a folder or a card', button: 'Import from here' }),
    isUnlocked: () => session.unlockedOfficer() !== null,
    jobs,
    events,
    clock,
    logger,
    desk: offloadDesk,
    erasing: { vault, unlockedOfficer: () => session.unlockedOfficer(), policy: policy.eraseFromCamera },
    onKept: ({ officerId }) => {
      if (session.unlockedOfficer() === officerId) report('offload was not taken in', footage.takeIn());
    },
  });

  const officer = async (): Promise<Officer> => {
    const { vaults, current } = await session.state();
    const found = vaults.find((known) => known.officer.id === current);
    if (!found) throw new KerbdeskError('locked', 'Kerbdesk is locked. Unlock it, then do it again.');
    return found.officer;
  };
  const identify = createIdentifyService({
    vault,
    unlockedOfficer: () => session.unlockedOfficer(),
    processes: natives.processes,
    gateway: policy.biometricGateway,
    clock,
    events,
    logger,
  });
  const documents = createDocumentsService({ vault, officer, shell, handOutFile, clock });

  /** Work that nobody waits for: its failure is logged. */
  function report(failure: string, work: Promise<unknown>): void {
    work.catch((error: unknown) => logger.warn(failure, { error: toError(error) }));
  }

  /** Keys that were proven first, then everybody's cameras. */
  async function believeKeysOf(id: OfficerId): Promise<void> {
    await offloadDesk.believe(id);
    await cameras.deskChanged();
  }

  session.onUnlocked((id) => {
    report('settings were not read', settings.load());
    report('offloads have no target', believeKeysOf(id));
    report('finished offloads were not taken in', footage.takeIn());
    report('retention was not begun', retention.begin());
    report('how printing ended is not on record', documents.unlocked(id));
    report('rules of victim updates were not taken over', victims.begin());
    report('erasures were not settled', cameras.unlocked(id));
    report('interrupted identifications are still open', identify.unlocked());
  });
  session.onLocking(() => identify.locking());
  session.onLocked(() => {
    retention.end();
    documents.locked();
  });

  registerCommands({
    binding: shell.commands,
    appOrigin: shell.appOrigin,
    logger,
    handlers: {
      session: session.handlers,
      cameras: cameras.handlers,
      footage: footage.handlers,
      pictures: createPicturesHandlers(vault, clock),
      exports: createExportsHandlers({
        vault,
        chooseFolder: (question) => shell.chooseFolder(question),
        jobs,
        events,
        clock,
        logger,
      }),
      derivatives: createDerivativesHandlers({ vault, policy, clock, events }),
      tagging: createTaggingHandlers({ vault, policy, clock, events }),
      matching: createMatchingHandlers({ vault, clock, events }),
      reports: createReportsHandlers({ vault, clock, events }),
      documents: documents.handlers,
      signing: createSigningHandlers({ vault, officer, shell, clock, events }),
      stats19: createStats19Handlers({
        vault,
        chooseFolder: (question) => shell.chooseFolder(question),
        handOutFiles,
        clock,
        events,
      }),
      victims: victims.handlers,
      known: createKnownHandlers({ vault, clock, events }),
      search: createSearchHandlers(vault),
      notebook: createNotebookHandlers({
        vault,
        chooseFolder: (question) => shell.chooseFolder(question),
        clock,
        events,
      }),
      retention: retention.handlers,
      exhibits: createExhibitsHandlers({ vault, clock, events }),
      teamPosts: createTeamPostsHandlers({
        vault,
        policy: policy.teamPosts,
        externalOrigins: policy.externalOrigins,
        openExternal: (url) => shell.openExternal(url, policy.externalOrigins),
        clock,
        events,
      }),
      identify: identify.handlers,
      today: createTodayHandlers(vault, clock),
      audit: createAuditHandlers(vault, clock),
      jobs: {
        snapshot: () => Promise.resolve(jobs.snapshot()),
        async cancel({ jobId }) {
          await jobs.cancel(jobId);
          return null;
        },
      },
      settings: settings.handlers,
      app: createAppHandlers({
        info: async () => ({
          version: shell.version,
          host: shell.hostName,
          demonstration: natives.demonstration,
          dataFolder,
          freeBytes: await freeBytes(dataFolder),
        }),
        openExternal: (url) => shell.openExternal(url, policy.externalOrigins),
      }),
    },
  });
  const footageRoute = createEvidenceRoute({ vault, appOrigin: shell.appOrigin, clock, logger });
  const noteRoute = createNoteRoute({ vault, clock, logger });
  shell.serveEvidence((request) => (isOfNotes(request) ? noteRoute(request) : footageRoute(request)));

  const stopWatchingIdle = watchIdle({
    idleSeconds: () => shell.idleSeconds(),
    limitMinutes: () => settings.idleLockMinutes(),
    isUnlocked: () => session.unlockedOfficer() !== null,
    lock: (because) => session.lock(because),
  });
  shell.onSuspend(() => {
    report('cameras were not made ready for sleep', cameras.sleep());
    report('lock on suspend failed', session.lock('suspend'));
  });
  shell.onResume(() => report('cameras did not go on after sleep', cameras.wake()));
  shell.onSystemLock(() => report('lock with the system failed', session.lock('system-lock')));
  shell.onLockShortcut(() => report('lock by shortcut failed', session.lock('officer')));
  shell.onQuit(async () => {
    stopWatchingIdle();
    await session.stop();
    identify.stop();
    cameras.stop();
  });

  shell.applyTheme(desk.read().theme);
  await shell.openWindow();
}

async function freeBytes(folder: string): Promise<number | null> {
  try {
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize;
  } catch {
    return null;
  }
}
