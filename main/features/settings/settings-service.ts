// Settings: the officer's own while unlocked; while locked only the theme is known, so that the lock screen looks right.
import type { FeatureHandlers } from '#contract/index.ts';
import { defaultSettings, type FormsState, type SettingsValues } from '#contract/settings.ts';
import type { EventBus } from '../../ipc/event-bus.ts';
import type { Clock } from '../../ports/clock.ts';
import type { DevicePolicy, DeskStateFile } from '../../ports/device.ts';
import type { VaultHostApi } from '../../ports/vault-host.ts';

export interface SettingsDependencies {
  readonly vault: () => VaultHostApi;
  readonly isUnlocked: () => boolean;
  readonly desk: DeskStateFile;
  readonly policy: DevicePolicy;
  readonly clock: Clock;
  readonly events: EventBus;
  readonly forms: FormsState;
  readonly applyTheme: (theme: SettingsValues['theme']) => void;
}

export interface SettingsService {
  readonly handlers: FeatureHandlers<'settings'>;
  /** Minutes without use after which to lock: the officer's wish, within IT's policy. */
  idleLockMinutes(): number;
  /** After an unlock: reads the officer's settings and applies them. */
  load(): Promise<void>;
}

export function createSettingsService(dependencies: SettingsDependencies): SettingsService {
  const { vault, isUnlocked, desk, policy, clock, events } = dependencies;
  let current: SettingsValues = { ...defaultSettings, theme: desk.read().theme };

  async function apply(values: SettingsValues): Promise<void> {
    current = { ...values, idleLockMinutes: Math.min(values.idleLockMinutes, policy.longestIdleLockMinutes) };
    dependencies.applyTheme(current.theme);
    await desk.write({ theme: current.theme });
    events.emit('settings', 'changed', current);
  }

  return {
    idleLockMinutes: () => Math.min(current.idleLockMinutes, policy.longestIdleLockMinutes),
    load: async () => apply(await vault().getSettings()),
    handlers: {
      get: () => Promise.resolve(current),
      async set(values) {
        await apply(
          isUnlocked()
            ? await vault().setSettings({ values, at: clock.now() })
            : { ...current, theme: values.theme ?? current.theme },
        );
        return current;
      },
      forms: () => Promise.resolve(dependencies.forms),
    },
  };
}
