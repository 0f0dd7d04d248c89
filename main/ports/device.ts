// What belongs to the laptop rather than to an officer: IT's policy, the device secret, and who was here last.
import type { CameraId, OfficerId } from '#contract/ids.ts';
import type { KeystoreState } from '#contract/session.ts';
import type { SettingsValues } from '#contract/settings.ts';
import type { TagTemplate } from '#contract/tagging.ts';
import type { VictimRules } from '#contract/victims/rules.ts';
import type { GatewayPolicy } from './biometric-gateway-policy.ts';
import type { RetentionPolicy } from './retention.ts';
import type { TeamPostPolicy } from './team-posts.ts';
import type { CameraOwner } from './device-host.ts';
import type { ConfiguredLayout } from './camera-layouts.ts';
import type { CameraPlugIns } from './camera-plug-ins.ts';
import type { KdfPolicy } from './vault-host.ts';

export interface DevicePolicy {
  readonly kdf: KdfPolicy;
  /** With a sound OS keystore; without one, `minimumPassphraseLengthAlone` counts. */
  readonly minimumPassphraseLength: number;
  readonly minimumPassphraseLengthAlone: number;
  /** The force's raw X25519 public key, if it keeps an escrow. */
  readonly escrowPublicKey: Uint8Array | null;
  /** The longest idle time an officer may choose. */
  readonly longestIdleLockMinutes: number;
  /** Exact origins that may be opened in the browser, for example "https://www.police.uk". */
  readonly externalOrigins: readonly string[];
  /** How cameras lay out their files that Kerbdesk does not know by itself. */
  readonly cameraLayouts: readonly ConfiguredLayout[];
  /** Drivers of makers that lock their cameras; null for none. */
  readonly cameraPlugIns: CameraPlugIns | null;
  /** Named sets of category, title and tags that the force gives its officers. */
  readonly tagTemplates: readonly TagTemplate[];
  readonly retention: RetentionPolicy;
  /** What victims must be told of and in how many working days, and the templates of what is sent to them. */
  readonly victimUpdates: VictimRules;
  readonly teamPosts: TeamPostPolicy;
  /** Null where the force searches no fingerprints. */
  readonly biometricGateway: GatewayPolicy | null;
  /** Whether officers may erase recordings from cameras once the vault was proven to hold them. Never by itself. */
  readonly eraseFromCamera: 'never' | 'ask';
}

export interface DeviceSecret {
  readonly keystore: KeystoreState;
  /** 32 bytes that go into every vault's key; null where the keystore cannot give them. */
  readonly secret: Uint8Array | null;
  /** For resuming offloads while locked; null where the secret exists but cannot be read now. */
  readonly resumeKey: Uint8Array | null;
}

export interface DeskState {
  readonly lastOfficer: OfficerId | null;
  /** So that the lock screen looks as the officer likes it. */
  readonly theme: SettingsValues['theme'];
}

export interface DeskStateFile {
  read(): DeskState;
  /** A failure to write is logged, never thrown: nothing of value is kept here. */
  write(changes: Partial<DeskState>): Promise<void>;
}

/** Which public key was proven to be an officer's own. */
export interface OffloadKeys {
  /** Whether `publicKey` is the one that this officer's last unlock proved. */
  holds(officer: OfficerId, publicKey: Uint8Array): boolean;
  remember(officer: OfficerId, publicKey: Uint8Array): Promise<void>;
}

export interface CameraOwners {
  ownerOf(camera: CameraId): OfficerId | null;
  /** Durable when it resolves; null makes the camera nobody's. */
  assign(camera: CameraId, officer: OfficerId | null): Promise<void>;
  /** For the device host, which must know a camera again while all are locked. */
  list(): readonly CameraOwner[];
}
