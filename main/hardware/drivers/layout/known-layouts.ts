// The layouts that Kerbdesk knows by itself. A maker is named only where its habits are published; each entry says where.
import type { MakerLayout } from './layout.ts';

const silent = {
  folders: [],
  extensions: [],
  names: [],
  recordingFolders: [],
  identityFiles: [],
  sideExtensions: [],
  sideNames: [],
  splits: { bytes: [], seconds: [] },
  clockFields: [],
} as const satisfies Omit<MakerLayout, 'id'>;

/**
 * GoPro, "Camera File Naming Convention" (help pages, HERO2 to HERO13): GXzzxxxx.MP4 and GHzzxxxx.MP4, zz the chapter, xxxx the
 * recording; up to HERO5 the first file is GOPRxxxx.MP4 and the chapters after it GPzzxxxx.MP4. Files of looping (GHAA0001) are
 * recordings of their own. A chapter comes with a thumbnail of its name (.THM) and a small copy GLzzxxxx.LRV.
 */
const goPro: MakerLayout = {
  ...silent,
  id: 'gopro',
  names: [
    { pattern: /^G[HX](?<segment>\d\d)(?<group>\d{4})\.MP4$/i, zone: 'laptop' },
    { pattern: /^GOPR(?<group>\d{4})\.MP4$/i, zone: 'laptop' },
    { pattern: /^GP(?<segment>\d\d)(?<group>\d{4})\.MP4$/i, zone: 'laptop' },
  ],
  sideExtensions: ['.thm', '.lrv'],
  sideNames: [{ pattern: /^GL(?<segment>\d\d)(?<group>\d{4})\.LRV$/i }],
};

/**
 * Axis body worn, as its body-worn-integration-api (README and EXAMPLE, Apache-2.0) has a content destination store it: a folder
 * <user>_<camera>_<date>_<time> a recording, in it one or more clips <date>_<time>_<id>.mkv (or .mp4) in UTC, a .key for each where
 * they are encrypted, <date>_<time>_<id>_<camera>_gpstrail.json, bookmark_<time>_<id>, and descriptions *.metadata.json.
 */
const axis: MakerLayout = {
  ...silent,
  id: 'axis-content-destination',
  recordingFolders: [
    {
      pattern: /^(?<user>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})_(?<serial>[0-9A-Za-z]{4,32})_\d{8}_\d{6}$/i,
      names: [
        {
          pattern:
            /^(?<year>\d{4})(?<month>\d\d)(?<day>\d\d)_(?<hour>\d\d)(?<minute>\d\d)(?<second>\d\d)_[0-9A-Za-z]{1,16}\.(?:mkv|mp4)$/i,
          zone: 'utc',
        },
      ],
    },
  ],
};

/** What cameras of many makes have in common: DCF folders, dates in names, side files under the recording's own name. */
const generic: MakerLayout = {
  id: 'generic',
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
  names: [
    // <user>_<serial>_20261122T140322Z.mp4
    {
      pattern:
        /^(?<user>[^_]+)_(?<serial>[A-Za-z0-9-]+)_(?<year>\d{4})(?<month>\d\d)(?<day>\d\d)T(?<hour>\d\d)(?<minute>\d\d)(?<second>\d\d)Z(?:_\d+)?\.[^.]+$/,
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
  recordingFolders: [],
  identityFiles: ['CAMERA.JSON', 'CAMERA.TXT', 'DEVICE.JSON', 'DEVICE.TXT', 'DEVICE.INF', 'VERSION.TXT'],
  sideExtensions: ['.json', '.thm', '.jpg', '.jpeg', '.lrv', '.key', '.gpx', '.nmea', '.srt', '.xml', '.txt', '.sig'],
  sideNames: [],
  splits: {
    // FAT32 ends a file at 4 GiB; 2 GiB is the other bound in use. Makers stop a little before.
    bytes: [2 * 1024 ** 3, 4 * 1024 ** 3],
    // The choices that body-worn cameras offer for the length of a file.
    seconds: [60, 120, 180, 300, 600, 900, 1200, 1800, 3600],
  },
  // Only IT knows of a model that it writes the file anew at every connection.
  clockFields: [],
};

/** The more particular first: the first pattern that says something is believed. */
export const knownLayouts: readonly MakerLayout[] = [axis, goPro, generic];
