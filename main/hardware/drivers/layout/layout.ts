// How cameras lay out their files, whatever they are read through. Facts as data: none is trusted alone, none refuses a file.

export interface NamePattern {
  /** Named groups: year, month, day, hour, minute, second; optionally serial. */
  readonly pattern: RegExp;
  /** Camera clocks without a zone are taken to show the laptop's own. */
  readonly zone: 'utc' | 'laptop';
}

export interface CameraLayout {
  /** Folders at the top (upper case) that make a disk look like a camera when there is a video below them. */
  readonly folders: readonly string[];
  readonly extensions: readonly string[];
  /** Names of folders (upper case) that belong to operating systems, and are not looked into. */
  readonly ignoredFolders: readonly string[];
  readonly names: readonly NamePattern[];
  /** Small text or JSON files in the root (upper case) that say which camera it is. */
  readonly identityFiles: readonly string[];
  readonly maximumDepth: number;
  readonly maximumEntries: number;
  readonly maximumRecordings: number;
}

export const cameraLayout: CameraLayout = {
  folders: [
    'DCIM',
    'VIDEO',
    'VIDEOS',
    'MOVIE',
    'MEDIA',
    'RECORD',
    'RECORDINGS',
    'EVIDENCE',
    'PRIVATE',
    'BWV',
    'FOOTAGE',
  ],
  extensions: ['.mp4', '.mov', '.m4v', '.avi', '.mkv', '.ts', '.mts', '.m2ts', '.3gp', '.webm'],
  ignoredFolders: ['SYSTEM VOLUME INFORMATION', '$RECYCLE.BIN', 'RECYCLER', 'LOST.DIR', 'LOST+FOUND', 'FOUND.000'],
  names: [
    // <user>_<serial>_20261122T140322Z.mp4
    {
      pattern:
        /^[^_]+_(?<serial>[A-Za-z0-9-]+)_(?<year>\d{4})(?<month>\d\d)(?<day>\d\d)T(?<hour>\d\d)(?<minute>\d\d)(?<second>\d\d)Z(?:_\d+)?\.[^.]+$/,
      zone: 'utc',
    },
    // 20261122_140322_0001.MP4, 20261122-140322.mov, CAM7_20261122140322.avi
    {
      pattern:
        /(?:^|[^0-9])(?<year>\d{4})(?<month>\d\d)(?<day>\d\d)[_\-T ]?(?<hour>\d\d)(?<minute>\d\d)(?<second>\d\d)(?:[^0-9]|$)/,
      zone: 'laptop',
    },
    // 2026-11-22_14-03-22.mp4
    {
      pattern:
        /(?:^|[^0-9])(?<year>\d{4})-(?<month>\d\d)-(?<day>\d\d)[_T ](?<hour>\d\d)[-.:](?<minute>\d\d)[-.:](?<second>\d\d)(?:[^0-9]|$)/,
      zone: 'laptop',
    },
  ],
  identityFiles: ['CAMERA.JSON', 'CAMERA.TXT', 'DEVICE.JSON', 'DEVICE.TXT', 'DEVICE.INF', 'VERSION.TXT'],
  maximumDepth: 8,
  maximumEntries: 50_000,
  maximumRecordings: 5_000,
};
